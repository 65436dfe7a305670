/** Random input, fixed seeds: whatever a file holds, reading it throws nothing, and what is read can be written. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MAX_LEAVES,
  checkPlan,
  leavesOf,
  loadDocument,
  outlineOf,
  planFormats,
  planIntoDocument,
  readNeeds,
  readPlan,
  withPlan,
  writePlan,
} from '../../../../engine/index.ts';
import { hostileTexts, planOf } from './arbitraries.ts';

const sample = planOf(
  {
    '10.0.0.0/16 main': {
      '10.0.0.0/18': { name: 'Paris', tint: 3 },
      '10.0.0.0/24': { name: 'web', zone: 'eu-west-3a', kind: 'public', note: 'a "b", c' },
    },
    '2001:db8::/56 main': { '2001:db8::/64': { name: 'web' } },
  },
  { name: 'sample', needs: [{ name: 'app', hosts: 100 }] },
);

const terraform = {
  format_version: '1.2',
  terraform_version: '1.9.0',
  planned_values: {
    root_module: {
      resources: [
        {
          address: 'aws_vpc.a',
          mode: 'managed',
          type: 'aws_vpc',
          name: 'a',
          values: { cidr_block: '10.0.0.0/16', tags: { Name: 'a' } },
        },
        {
          address: 'aws_subnet.b',
          mode: 'managed',
          type: 'aws_subnet',
          name: 'b',
          values: { cidr_block: '10.0.0.0/24', vpc_id: null },
        },
      ],
    },
  },
  configuration: {
    root_module: {
      resources: [
        {
          address: 'aws_subnet.b',
          expressions: { vpc_id: { references: ['aws_vpc.a.id', 'var.x', 'module.y.z'] } },
        },
      ],
      module_calls: {
        y: {
          expressions: { x: { references: ['var.x'] } },
          module: { outputs: { z: { expression: { references: ['var.x'] } } } },
        },
      },
    },
  },
};

const state = {
  version: 4,
  serial: 1,
  resources: [
    {
      mode: 'managed',
      type: 'azurerm_virtual_network',
      name: 'v',
      instances: [
        {
          attributes: {
            name: 'v',
            address_space: ['10.0.0.0/16'],
            subnet: [{ name: 's', address_prefixes: ['10.0.1.0/24'] }],
          },
        },
      ],
    },
  ],
};

const calculator = {
  config_version: '2',
  base_network: '10.0.0.0/20',
  subnets: { '10.0.0.0/20': { '10.0.0.0/21': { _note: 'n', _color: '#9bf6ff' }, '10.0.8.0/21': {} } },
};

const document = withPlan(
  {
    format: 'hoplight/1',
    vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16' }],
    subnets: [{ id: 's', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24' }],
  },
  sample,
);

const values: readonly unknown[] = [
  JSON.parse(writePlan(sample, 'json')),
  document,
  terraform,
  state,
  calculator,
];
const texts: readonly string[] = [
  ...values.map((value) => JSON.stringify(value)),
  writePlan(sample, 'yaml'),
  writePlan(sample, 'csv'),
  '/index.html?c=1N4IgbiBcIEwgNCARlEBGADAOm7g9GgGwIgDOUoGA5hQL71A',
  'Network;Prefix\n10.0.0.0;24\n"10.0.1.0";"/24"\n',
];

/** Reads, and does with it what anyone would. */
function exercise(text: string): void {
  const { plan, diagnostics } = readPlan([{ path: 'f', text }]);
  for (const { detail, summary } of diagnostics) {
    expect(summary).toMatch(/\.$/);
    expect(detail).toMatch(/^[\s\S]+[.!?]$/);
  }
  readNeeds({ path: 'f', text });
  if (plan === undefined) return;
  expect(leavesOf(plan)).toBeLessThanOrEqual(MAX_LEAVES);
  if (leavesOf(plan) > 2000) return;
  outlineOf(plan);
  checkPlan(plan);
  for (const format of planFormats) writePlan(plan, format);
  expect(readPlan([{ path: 'f', text: writePlan(plan, 'json') }]).plan).toEqual(
    plan.needs.length > 0 ? plan : { ...plan, strategy: 'largest-first' },
  );
  loadDocument(planIntoDocument(plan, { format: 'hoplight/1' }).document);
}

const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    ...hostileTexts,
    '10.0.0.0/16',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/32',
    '2001:db8::/128',
    4,
    6,
    24,
    1e308,
    -1,
    true,
    null,
  ),
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.double(),
);
const KEYS = [
  'format',
  'cloud',
  'blocks',
  'cidr',
  'rows',
  'into',
  'name',
  'free',
  'needs',
  'plan',
  'vpcs',
  'subnets',
  'config_version',
  'base_network',
  'planned_values',
  'root_module',
  'resources',
  'values',
  'type',
  'version',
  'serial',
  'configuration',
  'module_calls',
  'references',
  '__proto__',
  'constructor',
  'toString',
  '_note',
  '10.0.0.0/8',
  '0k',
];
const anything: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), fc.string({ maxLength: 5 })), tie('value'), {
      maxKeys: 4,
    }),
  ),
})).value;

type Place = readonly (string | number)[];

function placesOf(value: unknown, path: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      placesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function replaced(value: unknown, [part, ...rest]: Place, put: unknown): unknown {
  if (part === undefined) return put;
  if (Array.isArray(value))
    return value.map((item: unknown, at) => (at === part ? replaced(item, rest, put) : item));
  const entries = Object.entries(value as object).map(
    ([key, inner]) => [key, key === part ? replaced(inner, rest, put) : (inner as unknown)] as const,
  );
  return Object.fromEntries(entries);
}

describe('nothing throws', () => {
  test('any JSON value', () => {
    fc.assert(
      fc.property(anything, (value) => exercise(JSON.stringify(value) ?? '')),
      { seed: 1, numRuns: 500 },
    );
  });

  test('a good file with a place replaced by anything', () => {
    const change = fc
      .constantFrom(...values)
      .chain((value) => fc.tuple(fc.constant(value), fc.constantFrom(...placesOf(value)), anything));
    fc.assert(
      fc.property(change, ([value, place, put]) =>
        exercise(JSON.stringify(replaced(value, place, put)) ?? ''),
      ),
      { seed: 2, numRuns: 800 },
    );
  });

  test('text cut short', () => {
    for (const text of texts)
      for (let end = 0; end < text.length; end += Math.max(1, Math.floor(text.length / 40)))
        exercise(text.slice(0, end));
  });

  test('text with characters replaced, cut out or put in', () => {
    const edit = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(6),
      fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: 'binary', maxLength: 4 })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) =>
        exercise(
          edits.reduce((now, [where, length, put]) => {
            const at = Math.floor(where * now.length);
            return now.slice(0, at) + put + now.slice(at + length);
          }, text),
        ),
      ),
      { seed: 3, numRuns: 800 },
    );
  });

  test('any text as a table, with any delimiter', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '10.0.0.0/24',
        '10.0.1.0/24',
        '::/64',
        'block',
        'free',
        'group',
        '24',
        '"',
        '""',
        "'=1",
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    const table = fc.tuple(
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('cidr', 'name,cidr,status', 'network,mask', 'CIDR Block,VPC,Kind,Note'),
      fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 6 }),
    );
    fc.assert(
      fc.property(table, ([delimiter, heading, rows]) =>
        exercise([heading.replaceAll(',', delimiter), ...rows.map((row) => row.join(delimiter))].join('\n')),
      ),
      { seed: 4, numRuns: 500 },
    );
  });
});

describe('what was made to do harm', () => {
  test('keys of prototypes are keys like any other', () => {
    const text =
      '{"format":"hoplight-plan/1","__proto__":{"cloud":"azure"},"constructor":7,"blocks":[{"cidr":"10.0.0.0/16","rows":[{"cidr":"10.0.0.0/24","__proto__":{"name":"x"}}]}]}';
    const { plan, diagnostics } = readPlan([{ path: 'f', text }]);
    expect(plan?.cloud).toBe('aws');
    expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-key', 'unknown-key', 'unknown-key']);
    expect(({} as Record<string, unknown>)['cloud']).toBeUndefined();
  });

  test('nesting of any depth', () => {
    const deep = (open: string, close: string) => open.repeat(100_000) + close.repeat(100_000);
    exercise(deep('[', ']'));
    exercise(`{"config_version":"2","subnets":${deep('{"10.0.0.0/16":', '}').replace(':}', ':{}}')}}`);
    exercise(
      `{"format_version":"1.2","planned_values":{"root_module":${deep('{"child_modules":[', ']}').replace('[]', '[{}]')}}}`,
    );
    exercise(`cidr\n${'"'.repeat(100_001)}`);
  });

  test.each([
    ['dashes', `cidr\n${'-'.repeat(500_000)}\n${'1-'.repeat(500_000)} x`],
    ['half a link', `x?${'c=&'.repeat(500_000)} b`],
    ['quotes', `cidr,note\n10.0.0.0/24,"${'""'.repeat(500_000)}`],
    ['empty cells', `cidr\n${','.repeat(2_000_000)}`],
    ['apostrophes', `cidr,note\n10.0.0.0/24,"${",'''''''''''''''='".repeat(100_000)}"`],
    ['a block', `block: ${'1-'.repeat(500_000)}\nneeds: []`],
  ])('long text that could be told apart in many ways: %s', (_, text) => exercise(text));

  test('long lists are read in time', () => {
    const rows = Array.from(
      { length: 140_000 },
      (_, at) => `10.${(at >> 8) & 255}.${at & 255}.${(at >> 16) * 64}/26`,
    );
    const { plan, diagnostics } = readPlan([{ path: 'f', text: `cidr\n${rows.join('\n')}` }]);
    expect(plan).toBeDefined();
    expect(diagnostics.map(({ code }) => code)).toContain('plan-too-large');
  });

  test('many small blocks in the largest are read in time', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => ({ cidr: `${(at * 7919).toString(16)}::/128` }));
    const text = JSON.stringify({ format: 'hoplight-plan/1', blocks: [{ cidr: '::/0', rows }] });
    expect(readPlan([{ path: 'f', text }]).diagnostics.length).toBeGreaterThan(0);
  });
});
