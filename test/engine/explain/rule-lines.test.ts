import { describe, expect, test } from 'vitest';

import { ruleLines } from '../../../engine/explain/rule-lines.ts';
import { readHoplight } from '../../../engine/formats/hoplight/read.ts';

type Entry = Readonly<Record<string, unknown>>;

function lines(section: string, entry: Entry): string[] {
  const { network } = readHoplight({ vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16' }], [section]: [entry] });
  return ruleLines(network, String(entry['id']), entry).map(
    ({ list, item, entry: name, action, protocol, ports, remote }) =>
      [list, item, name, action, protocol, ports, remote].join('|'),
  );
}

describe('ruleLines', () => {
  test('NACL-2: entries stand by their numbers and know the item they are written in', () => {
    const entry = (ruleNumber: number, more: Entry) => ({ ruleNumber, ruleAction: 'allow', ...more });
    expect(
      lines('networkAcls', {
        id: 'acl',
        vpc: 'vpc-a',
        ingress: [
          entry(200, { cidrBlock: '10.0.0.0/8' }),
          entry(100, { protocol: 'tcp', ports: '443', cidrBlock: '0.0.0.0/0' }),
        ],
      }),
    ).toEqual(['ingress|1|100|allow|tcp|443|0.0.0.0/0', 'ingress|0|200|allow|all|all|10.0.0.0/8']);
  });

  test('SG-11: each peer of an item is a line of that item', () => {
    const from = ['10.0.0.0/8', '192.0.2.1'];
    expect(
      lines('securityGroups', {
        id: 'sg',
        vpc: 'vpc-a',
        ingress: [
          { protocol: 'tcp', ports: '22', from },
          { protocol: 'icmp', icmpType: 8, from: 'sg' },
        ],
        egress: [],
      }),
    ).toEqual([
      'ingress|0||allow|tcp|22|10.0.0.0/8',
      'ingress|0||allow|tcp|22|192.0.2.1/32',
      'ingress|1||allow|icmp|type 8|sg',
    ]);
  });

  test('SG-4: what AWS fills in belongs to no item', () => {
    expect(lines('securityGroups', { id: 'sg', vpc: 'vpc-a' })).toEqual([
      'egress|-1||allow|all|all|0.0.0.0/0',
      'egress|-1||allow|all|all|::/0',
    ]);
  });

  test('where an item could not be read, no line claims another', () => {
    const found = lines('routeTables', {
      id: 'rt',
      vpc: 'vpc-a',
      routes: [
        { destination: '10.0.0.0/33', target: 'igw-1' },
        { destination: '0.0.0.0/0', target: 'igw-1' },
      ],
    });
    expect(found).toEqual(['routes|-1|0.0.0.0/0|igw-1|||0.0.0.0/0']);
  });
});
