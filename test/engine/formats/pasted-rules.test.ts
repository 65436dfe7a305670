import { describe, expect, test } from 'vitest';

import { readPastedRules } from '../../../engine/formats/pasted-rules.ts';
import type { PasteTarget } from '../../../engine/formats/pasted-rules.ts';

const acl: PasteTarget = { kind: 'network-acl', id: 'acl-1', direction: 'ingress' };
const group: PasteTarget = { kind: 'security-group', id: 'sg-1', direction: 'egress' };

describe('readPastedRules', () => {
  test('rows of a spreadsheet with headings, in any order of columns', () => {
    const text =
      'Source\tPort range\tProtocol\tAction\tRule number\tDirection\n10.0.0.0/8\t1024 - 65535\tTCP\tALLOW\t100\tOutbound\n';
    expect(readPastedRules(text, acl)).toMatchObject({
      ingress: [],
      egress: [
        {
          ruleNumber: 100,
          ruleAction: 'allow',
          protocol: 'tcp',
          ports: '1024-65535',
          cidrBlock: '10.0.0.0/8',
        },
      ],
      problems: [],
    });
  });

  test('rows without headings, in the usual order', () => {
    expect(readPastedRules('tcp,443,"10.0.0.0/8, sg-2",web\nall,,0.0.0.0/0', group).egress).toEqual([
      { protocol: 'tcp', ports: '443', to: ['10.0.0.0/8', 'sg-2'], description: 'web' },
      { protocol: '-1', to: ['0.0.0.0/0'] },
    ]);
    expect(
      readPastedRules('0.0.0.0/0;igw-1', { kind: 'route-table', id: 'rt', direction: 'ingress' }).routes,
    ).toEqual([{ destination: '0.0.0.0/0', target: 'igw-1' }]);
  });

  test('what is wrong with a row is said with its line, and the others are kept', () => {
    const found = readPastedRules(
      '100,allow,tcp,443,10.0.0.0/8\n99999,allow,tcp,443,10.0.0.0/8\n120,maybe,tcp,1,10.0.0.0/8',
      acl,
    );
    expect(found.ingress).toHaveLength(1);
    expect(found.problems).toEqual([
      'Line 2: `99999` is no rule number from 1 to 32766.',
      'Line 3: `maybe` is neither allow nor deny.',
    ]);
  });

  test('what the AWS CLI prints: the resource of the same id, both directions', () => {
    const entry = (RuleNumber: number, Egress: boolean) => ({
      RuleNumber,
      Egress,
      RuleAction: 'allow',
      Protocol: '6',
      PortRange: { From: 443, To: 443 },
      CidrBlock: '0.0.0.0/0',
    });
    const dump = (id: string, number: number) => ({
      NetworkAclId: id,
      VpcId: 'vpc-1',
      IsDefault: false,
      Entries: [entry(number, false), entry(number + 1, true)],
    });
    const text = JSON.stringify({ NetworkAcls: [dump('acl-0', 10), dump('acl-1', 20)] });
    expect(readPastedRules(text, acl)).toMatchObject({
      ingress: [{ ruleNumber: 20, protocol: 'tcp', ports: '443' }],
      egress: [{ ruleNumber: 21 }],
    });
  });

  test('JSON of something else, and nothing at all, are said to be so', () => {
    expect(readPastedRules('{"Vpcs": []}', acl).problems).toHaveLength(1);
    expect(readPastedRules('   ', acl).problems).toEqual(['There is nothing to paste.']);
    expect(readPastedRules('[1', acl).problems.join(' ')).toMatch(/\.$/);
  });
});
