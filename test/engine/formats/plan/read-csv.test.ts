import { describe, expect, test } from 'vitest';
import { formatCidr, readPlan, writePlan } from '../../../../engine/index.ts';
import type { Plan } from '../../../../engine/index.ts';
import { planOf, subnetsOf } from './arbitraries.ts';

const read = (text: string) => readPlan([{ path: 'table.csv', text }]);
const blocksOf = (plan: Plan | undefined) => plan?.blocks.map(({ cidr, vpc }) => [formatCidr(cidr), vpc]);

const codes = (text: string) => read(text).diagnostics.map(({ code }) => code);

describe('tables that other programs write', () => {
  test('a name and a block are enough; the base block is supposed', () => {
    const { plan, diagnostics, counts } = read('name,cidr\napp,10.0.0.0/24\ndata,10.0.1.0/24\n');
    expect(blocksOf(plan)).toEqual([['10.0.0.0/23', '']]);
    expect(subnetsOf(plan)).toEqual({ '10.0.0.0/24': { name: 'app' }, '10.0.1.0/24': { name: 'data' } });
    expect(diagnostics).toMatchObject([{ code: 'plan-block-supposed', file: 'table.csv', line: 2 }]);
    expect(counts).toEqual([{ kind: 'rows', read: 2, inPart: 0, skipped: 0, why: undefined }]);
  });

  test('rows in other rows make a block of the outer one', () => {
    const { plan, diagnostics } = read(
      'Subnet Name;Prefix;Description\nall;10.0.0.0/16;\napp;10.0.4.0/22;"a;b"\n',
    );
    expect(blocksOf(plan)).toEqual([['10.0.0.0/16', '']]);
    expect(plan?.blocks[0]?.root.label).toEqual({ name: 'all' });
    expect(subnetsOf(plan)).toEqual({ '10.0.4.0/22': { name: 'app', note: 'a;b' } });
    expect(diagnostics).toEqual([]);
  });

  test('headings in any words, columns in any order, VPCs by their column', () => {
    const text = [
      'Note\tAvailability Zone\tVPC ID\tType\tCIDR block\tName',
      '"two\nlines"\tus-east-1a\tvpc-1\tPublic\t10.0.0.0/24\tweb',
      '\tus-east-1b\tvpc-2\tprivate\t10.0.0.0/24\tdata',
    ].join('\r\n');
    const { plan, diagnostics } = read(text);
    expect(blocksOf(plan)).toEqual([
      ['10.0.0.0/24', 'vpc-1'],
      ['10.0.0.0/24', 'vpc-2'],
    ]);
    expect(plan?.blocks[0]?.root.label).toEqual({
      name: 'web',
      note: 'two\nlines',
      zone: 'us-east-1a',
      kind: 'public',
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(['plan-block-supposed', 'plan-block-supposed']);
  });

  test('a mask or a prefix length beside the address', () => {
    expect(Object.keys(subnetsOf(read('network,mask\n10.0.0.0,255.255.255.0\n10.0.1.0,/24\n').plan))).toEqual(
      ['10.0.0.0/24', '10.0.1.0/24'],
    );
    expect(Object.keys(subnetsOf(read('Network,Prefix\n10.0.0.0,24\n').plan))).toEqual(['10.0.0.0/24']);
  });

  test('a byte-order mark, `sep=`, and cells in quotes', () => {
    const { plan, diagnostics } = read('\ufeffsep=;\r\n"name";"cidr"\r\n"say ""hi""";"10.0.0.0/24"\r\n');
    expect(subnetsOf(plan)).toEqual({ '10.0.0.0/24': { name: 'say "hi"' } });
    expect(diagnostics[0]?.line).toBe(3);
  });

  test('a bare list of blocks, with names beside them or without', () => {
    expect(subnetsOf(read('10.0.0.0/24\n10.0.1.0/24\n').plan)).toEqual({
      '10.0.0.0/24': {},
      '10.0.1.0/24': {},
    });
    expect(subnetsOf(read('10.0.0.0/24, web\n').plan)).toEqual({ '10.0.0.0/24': { name: 'web' } });
  });

  test('neighbours share a supposed block; strangers do not', () => {
    const { plan } = read(
      'cidr\n10.0.0.0/24\n10.0.3.0/24\n192.168.0.0/24\n2001:db8::/64\n2001:db8:0:1::/64\n',
    );
    expect(blocksOf(plan)?.map(([cidr]) => cidr)).toEqual(['10.0.0.0/22', '192.168.0.0/24', '2001:db8::/63']);
  });

  test('a comment or a key that holds known words makes no table of other text', () => {
    const plan = '# name, cidr\nformat: hoplight-plan/1\nblocks: [{ cidr: 10.0.0.0/16 }]\n';
    expect(blocksOf(read(plan).plan)).toEqual([['10.0.0.0/16', '']]);
    expect(subnetsOf(read('#name,cidr\nweb,10.0.0.0/24\n').plan)).toEqual({ '10.0.0.0/24': { name: 'web' } });
  });

  test('sizes that AWS does not have make it a plan of no cloud', () => {
    expect(read('cidr\n10.0.0.0/24\n').plan?.cloud).toBe('aws');
    expect(read('cidr\n10.0.0.0/30\n').plan?.cloud).toBe('standard');
    expect(read('cidr,provider\n10.0.0.0/24,Azure\n').plan?.cloud).toBe('azure');
  });
});

describe('what is wrong costs the smallest part', () => {
  test('a row without a block', () => {
    const { plan, diagnostics, counts } = read(
      'name,cidr\nbad,10.0.0.0/33\nhalf,10.0.0\ngood,10.0.0.0/24\n\n,,\n',
    );
    expect(Object.keys(subnetsOf(plan))).toEqual(['10.0.0.0/24']);
    expect(diagnostics.slice(0, 2)).toMatchObject([
      { code: 'invalid-value', line: 2, detail: expect.stringContaining('`10.0.0.0/33`') },
      { code: 'invalid-value', line: 3 },
    ]);
    expect(counts).toMatchObject([{ read: 1, skipped: 2, why: expect.any(String) }]);
  });

  test('a kind or tint that is none', () => {
    const { plan, diagnostics } = read('cidr,kind,tint\n10.0.0.0/24,DMZ,13\n');
    expect(subnetsOf(plan)).toEqual({ '10.0.0.0/24': {} });
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'plan-value-left-out',
      'plan-value-left-out',
      'plan-block-supposed',
    ]);
  });

  test('the same block twice', () => {
    expect(codes('cidr,name\n10.0.0.0/24,a\n10.0.0.0/24,b\n')).toContain('plan-row-refused');
  });

  test('host bits', () => {
    const { diagnostics } = read('cidr\n10.0.0.5/24\n');
    expect(diagnostics[0]).toMatchObject({
      code: 'host-bits-cleared',
      detail: expect.stringContaining('10.0.0.5/24 → 10.0.0.0/24'),
    });
  });

  test('a quote that is never closed', () => {
    const { plan, diagnostics } = read('name,cidr\ngood,10.0.0.0/24\nbad,"10.0.1.0/24\nmore,10.0.2.0/24\n');
    expect(Object.keys(subnetsOf(plan))).toEqual(['10.0.0.0/24']);
    expect(diagnostics[0]).toMatchObject({ code: 'unreadable-table', line: 3 });
  });

  test('columns that mean nothing are named, those that follow from others are not', () => {
    const { diagnostics } = read('cidr,Colour,broadcast,usable\n10.0.0.0/24,red,10.0.0.255,251\n');
    expect(diagnostics[0]).toMatchObject({
      code: 'plan-column-left-out',
      detail: 'Not read: `Colour`.',
    });
  });

  test('a text too long is cut, never through a character', () => {
    const { plan, diagnostics } = read(`cidr,note\n10.0.0.0/24,${'🙂'.repeat(3000)}\n`);
    const note = subnetsOf(plan)['10.0.0.0/24']?.note ?? '';
    expect([note.length, /\p{Cs}/u.test(note)]).toEqual([4096, false]);
    expect(diagnostics[0]?.code).toBe('plan-text-cut');
  });
});

describe('our own table', () => {
  const plan = planOf(
    {
      '10.0.0.0/16 main': {
        '10.0.0.0/18': { name: 'Paris', tint: 3 },
        '10.0.0.0/24': { name: 'web', zone: 'eu-west-3a', kind: 'public', pinned: true },
      },
      '2001:db8::/56 main': {},
    },
    { cloud: 'aws' },
  );

  test('has a row for each block, group, subnet and free block', () => {
    expect(writePlan(plan, 'csv').split('\r\n').slice(0, 5)).toEqual([
      'name,cidr,first usable,last usable,usable,zone,kind,note,vpc,status,tint,pinned,cloud',
      ',10.0.0.0/16,,,,,,,main,block,,,aws',
      'Paris,10.0.0.0/18,,,,,,,main,group,3,,aws',
      'web,10.0.0.0/24,10.0.0.4,10.0.0.254,251,eu-west-3a,public,,main,subnet,,yes,aws',
      ',10.0.1.0/24,,,,,,,main,free,,,aws',
    ]);
  });

  test('is read again without a word, also as a spreadsheet of another language saves it', () => {
    const text = writePlan(plan, 'csv');
    expect(read(text)).toMatchObject({ plan: { blocks: plan.blocks }, diagnostics: [] });
    expect(read(text.replaceAll(',', ';').replaceAll('\r\n', '\n')).plan?.blocks).toEqual(plan.blocks);
  });

  test('in another order it still has its blocks and subnets', () => {
    const [heading = '', ...rows] = writePlan(plan, 'csv').trimEnd().split('\r\n');
    const again = read([heading, ...rows.reverse()].join('\n')).plan;
    expect(again && subnetsOf(again)).toEqual(subnetsOf(plan));
    expect(blocksOf(again)?.sort()).toEqual(blocksOf(plan)?.sort());
  });

  test('a plan without blocks is a table without rows', () => {
    expect(read(writePlan(planOf({}), 'csv'))).toMatchObject({
      plan: undefined,
      diagnostics: [{ code: 'plan-without-blocks' }],
    });
  });
});
