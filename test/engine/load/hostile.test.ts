/**
 * Input that was made to do harm, through every reader: nesting without end, names of prototypes, characters that steer a
 * screen, texts and numbers beyond every range. What holds: nothing throws, what is wrong is told with its place and in a
 * bounded number of sentences, no object but the answer is changed, and the good part still loads.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { applyPatch, paste } from '../../../engine/editing.ts';
import {
  catalogue,
  load,
  parseText,
  readEntryText,
  readNeeds,
  readPastedRules,
  readPlan,
  toDocumentText,
} from '../../../engine/index.ts';
import type { Diagnostic, LoadResult } from '../../../engine/index.ts';
import { readFlows } from '../../../src/cli/flows/read-flows.ts';
import { exercise, goodDocument, goodPartTraces } from './ask.ts';

/** What a reader made of a text. */
interface Reading {
  /** What it says is wrong, each with where that stands. */
  readonly told: readonly { readonly detail: string; readonly place: string }[];
  /** Whether what is good in the text was read. */
  readonly holds: boolean;
  /** What is sent to the page and written to files. */
  readonly value: unknown;
}

interface Reader {
  readonly name: string;
  readonly good: Readonly<Record<string, unknown>>;
  readonly read: (text: string) => Reading;
}

const placed = ({ detail, file, path, line }: Diagnostic) => ({
  detail,
  place: [file ?? '', path?.join('.') ?? '', line ?? ''].join(' ').trim(),
});

/** Whether the good part is there and answers; a network that lost its ends cannot be asked. */
function isAsked(loaded: LoadResult): boolean {
  try {
    return goodPartTraces(loaded);
  } catch {
    return false;
  }
}

function ofLoaded(loaded: LoadResult, holds: boolean): Reading {
  exercise(loaded);
  return { told: loaded.diagnostics.map(placed), holds, value: loaded.document };
}

function ofPlan(text: string): Reading {
  const { plan, diagnostics } = readPlan([{ path: 'file', text }]);
  return {
    told: diagnostics.map(placed),
    holds: JSON.stringify(plan?.blocks.map(({ cidr }) => cidr.prefixLength)) === '[16]',
    value: diagnostics,
  };
}

const rule = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/8' }] };

/** Every reader of JSON and YAML, with something good for it to read. */
const readers: readonly Reader[] = [
  {
    name: 'a hoplight/1 document',
    good: goodDocument(),
    read: (text) => {
      const loaded = load([{ path: 'file', text }]);
      return ofLoaded(loaded, isAsked(loaded));
    },
  },
  {
    name: 'AWS CLI output',
    good: {
      Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16' }],
      Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24' }],
    },
    read: (text) => {
      const loaded = load([{ path: 'file', text }]);
      return ofLoaded(loaded, loaded.network.vpcs.has('vpc-1') && loaded.network.subnets.has('subnet-1'));
    },
  },
  {
    name: 'an address plan',
    good: { format: 'hoplight-plan/1', blocks: [{ cidr: '10.0.0.0/16', rows: [{ cidr: '10.0.1.0/24' }] }] },
    read: ofPlan,
  },
  {
    name: 'a Terraform plan',
    good: {
      format_version: '1.2',
      planned_values: {
        root_module: {
          resources: [
            {
              address: 'aws_vpc.a',
              mode: 'managed',
              type: 'aws_vpc',
              name: 'a',
              values: { cidr_block: '10.0.0.0/16' },
            },
          ],
        },
      },
    },
    read: ofPlan,
  },
  {
    name: 'a file of visualsubnetcalc',
    good: { config_version: '2', subnets: { '10.0.0.0/16': {} } },
    read: ofPlan,
  },
  {
    name: 'a list of needs',
    good: { block: '10.0.0.0/16', needs: [{ name: 'app', hosts: 10 }] },
    read: (text) => {
      const { needs, diagnostics } = readNeeds({ path: 'file', text });
      return { told: diagnostics.map(placed), holds: needs[0]?.name === 'app', value: needs };
    },
  },
  {
    name: 'the text of one resource',
    good: { id: 'vpc-1', cidrBlock: '10.0.0.0/16' },
    read: (text) => {
      const { entry, problems } = readEntryText('vpc', text);
      return {
        told: problems.map(({ message, path, line }) => ({
          detail: message,
          place: `${path.join('.')} ${line ?? ''}`,
        })),
        // What has problems is not taken, and the text stays as it was typed.
        holds: entry !== null || problems.length > 0,
        value: entry,
      };
    },
  },
  {
    name: 'pasted rules',
    good: { SecurityGroups: [{ GroupId: 'sg-1', IpPermissions: [rule], IpPermissionsEgress: [] }] },
    read: (text) => {
      const rules = readPastedRules(text, { kind: 'security-group', id: 'sg-1', direction: 'ingress' });
      return {
        told: rules.problems.map((detail) => ({ detail, place: detail })),
        holds: rules.ingress.length === 1,
        value: rules,
      };
    },
  },
  {
    name: 'a file of flows',
    good: { flows: [{ from: 'web', to: 'db', port: 443 }] },
    read: (text) => {
      const flows = readFlows({ path: 'flows.json', text });
      const told = flows.flatMap(({ at, read }) =>
        read.ok
          ? read.flow.warnings.map((detail) => ({ detail: `${detail}.`, place: JSON.stringify(at) }))
          : [{ detail: read.error, place: JSON.stringify(at) }],
      );
      return { told, holds: flows.some(({ read }) => read.ok), value: flows };
    },
  },
];

const prototype = Object.getOwnPropertyNames(Object.prototype).sort();
afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(prototype);
  expect(Object.keys({})).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

/** What holds of any reading, however bad the text. */
function expectSound(reading: Reading, { least = 0, holds = true } = {}): void {
  const { told, value } = reading;
  expect(told.length).toBeGreaterThanOrEqual(least);
  expect(told.length).toBeLessThan(120);
  for (const { detail, place } of told) {
    expect(detail).toMatch(/^\S.*[.!?]$/s);
    expect(detail.length).toBeLessThan(900);
    if (!/^(The |No )/.test(detail)) expect(place, detail).not.toBe('');
  }
  expect(reading.holds).toBe(holds);
  // It goes to another thread, and to a file.
  structuredClone(value);
  expect((JSON.stringify(value) ?? '').length).toBeLessThan(12_000_000);
}

const MEGABYTE = 1_000_000;
const nestedLists = (bytes: number) => '['.repeat(bytes / 2) + ']'.repeat(bytes / 2);
const nestedKeys = (bytes: number) => `${'{"a":'.repeat(bytes / 6)}1${'}'.repeat(bytes / 6)}`;

/** The text of a value, in which each place that says `@here` holds other text. */
const textWith = (value: unknown, put: string) => JSON.stringify(value).replaceAll('"@here"', () => put);

/** A value with one more entry in each list that stands in no other. */
function withMore(value: unknown, more: unknown): unknown {
  if (Array.isArray(value)) return [...(value as unknown[]), more];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withMore(member, more)]));
}

describe('10 MB of nesting', () => {
  test.each(readers)('of keys, as a member of $name', ({ good, read }) => {
    expectSound(read(textWith({ ...good, other: '@here' }, nestedKeys(10 * MEGABYTE))));
  });

  const withLists = readers.filter(({ good }) => JSON.stringify(good).includes('['));
  test.each(withLists)('of lists, as an entry in each list of $name', ({ good, read }) => {
    expectSound(read(textWith(withMore(good, '@here'), nestedLists(MEGABYTE))), { least: 1 });
  });

  test.each(['id', 'name', 'tags', 'cidrBlock', 'vpc'])(
    'as the %s of a resource costs that resource only',
    (member) => {
      const good = goodDocument();
      const bad = { id: 'bad', vpc: 'vpc-1', cidrBlock: '10.0.3.0/24', [member]: '@here' };
      const text = textWith({ ...good, subnets: [...good.subnets, bad] }, nestedKeys(10 * MEGABYTE));
      const loaded = load([{ path: 'file', text }]);
      expectSound(ofLoaded(loaded, goodPartTraces(loaded)), { least: 2 });
      expect(loaded.diagnostics[0]?.path?.slice(0, 3)).toEqual(['subnets', 2, member]);
    },
  );

  test.each([
    ['lists without end', '['.repeat(10 * MEGABYTE)],
    ['keys without end', '{"a":'.repeat(2 * MEGABYTE)],
    ['lists that end', nestedLists(10 * MEGABYTE)],
    ['dashes', `- `.repeat(5 * MEGABYTE)],
    ['dashes with a good part before', `vpcs: [{id: vpc-1}]\nname:\n  ${'- '.repeat(5 * MEGABYTE)}x`],
    ['question marks', '? '.repeat(5 * MEGABYTE)],
    ['brackets in YAML', `name: ${nestedLists(10 * MEGABYTE)}`],
    ['stairs', Array.from({ length: 4000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
  ])('%s: one sentence, with file and line', (_, text) => {
    const { diagnostics } = parseText({ path: 'file', text });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ file: 'file', line: expect.any(Number) as number });
    expect(diagnostics[0]?.detail).toMatch(/nested deeper than 200 levels|more levels or open brackets/);
  });

  test('on the clipboard is refused, and the document stays', () => {
    const document = { format: 'hoplight/1', vpcs: [{ id: 'vpc-1', cidrBlock: '10.0.0.0/16' }] };
    const text = textWith({ vpcs: [{ id: 'a', name: '@here' }] }, nestedKeys(6 * MEGABYTE));
    expect(paste(document, catalogue(), text)).toEqual({
      refused: 'What the clipboard holds is nested deeper than 200 levels.',
    });
  });
});

describe('YAML that grows', () => {
  const documents: readonly (readonly [string, string])[] = [
    [
      'aliases that multiply',
      [
        'a: &a [x, x]',
        ...[...'bcdefghijklmnopqrstuvwxyz'].map((key, at) => {
          const before = String.fromCharCode(97 + at);
          return `${key}: &${key} [*${before}, *${before}, *${before}, *${before}]`;
        }),
      ].join('\n'),
    ],
    ['one large text, named often', `a: &a ${'x'.repeat(MEGABYTE)}\nb: [${'*a, '.repeat(5000)}*a]`],
    ['one long list, named often', `a: &a [${'1,'.repeat(50_000)}1]\nb: [${'*a, '.repeat(5000)}*a]`],
    ['an alias in itself', 'a: &a [*a]'],
    ['an alias in itself, twice', 'a: &a [*a, *a]\nb: &b {c: *b, d: *b}'],
    ['an alias of nothing', 'a: *nothing'],
    ['a merge of itself', 'a: &a {<<: *a}'],
    [
      'aliases that nest',
      ['a0: &a0 [1]', ...Array.from({ length: 3000 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}]`)].join(
        '\n',
      ),
    ],
    ['20,000 documents', '---\na: 1\n'.repeat(20_000)],
    ['20,000 anchors', Array.from({ length: 20_000 }, (_, at) => `k${at}: &a${at} v`).join('\n')],
    [
      'tags of other languages',
      'a: !!js/function "function(){throw 1}"\nb: !!python/object:os.system ls\nc: !!binary ////',
    ],
    ['keys that are no text', '? [a, b]\n: 1\n? {c: d}\n: 2\n? null\n: 3'],
  ];

  test.each(documents)('%s', (_, yaml) => {
    const { files, diagnostics } = parseText({ path: 'file', text: yaml });
    const size = files.reduce((sum, { value }) => sum + (JSON.stringify(value) ?? '').length, 0);
    expect(size).toBeLessThan(100 * MEGABYTE);
    expect(diagnostics.length).toBeLessThan(50);
    for (const each of diagnostics) expect(each.line).toBeGreaterThan(0);
    expectSound(
      ((loaded) => ofLoaded(loaded, loaded.network.vpcs.size === 0))(load([{ path: 'file', text: yaml }])),
    );
  });
});

const PROTOTYPE_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

describe('names of prototypes', () => {
  test.each(readers)('as keys at every place of $name, in JSON and YAML', ({ good, read }) => {
    for (const name of PROTOTYPE_NAMES) {
      const everywhere = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(everywhere);
        if (typeof value !== 'object' || value === null) return value;
        const members = Object.entries(value).map(([key, member]) => [key, everywhere(member)]);
        return Object.fromEntries([...members, ['@name', { polluted: true }]]) as unknown;
      };
      const json = JSON.stringify(everywhere(good)).replaceAll('@name', name);
      expectSound(read(json));
      // YAML through a value that holds the same keys as its own.
      const yaml = stringify(JSON.parse(json));
      if (!/^\s*[[{]/.test(yaml)) expectSound(read(yaml), { holds: read(yaml).holds });
    }
  });

  test.each(PROTOTYPE_NAMES)('%s as id, name, tag key, tag and reference of every resource', (name) => {
    const base = JSON.stringify(goodDocument());
    const text = base
      .replaceAll('"vpc-1"', JSON.stringify(name))
      .replaceAll('{"id":', `{"name":"${name}","tags":{"${name}":"${name}"},"id":`);
    const loaded = load([{ path: 'file', text }]);
    expectSound(ofLoaded(loaded, goodPartTraces(loaded)));
    expect(loaded.network.vpcs.has(name as never)).toBe(true);
    for (const language of ['yaml', 'json'] as const) {
      const again = load([{ path: 'file', text: toDocumentText(loaded.document, language) }]);
      expect(again.document).toEqual(loaded.document);
      expect(goodPartTraces(again)).toBe(true);
    }
  });

  test.each(PROTOTYPE_NAMES)('%s in a table', (name) => {
    const { plan } = readPlan([
      { path: 'f', text: `cidr,name,zone,vpc,${name}\n10.0.0.0/24,${name},${name},${name},x` },
    ]);
    expect(plan?.blocks).toHaveLength(1);
    const rules = readPastedRules(`${name}\t${name}\t${name}`, {
      kind: 'route-table',
      id: name,
      direction: 'egress',
    });
    expect(rules.routes).toEqual([{ destination: name, target: name }]);
  });

  test.each(PROTOTYPE_NAMES)('%s as a resource that is pasted', (name) => {
    const document = { format: 'hoplight/1', vpcs: [{ id: name, name, cidrBlock: '10.0.0.0/16' }] };
    const text = `{"${name}":{"polluted":true},"vpcs":[{"id":"${name}","name":"${name}","tags":{"${name}":"x"},"cidrBlock":"10.0.0.0/16"}]}`;
    const done = paste(document, catalogue(), text);
    if ('refused' in done) throw new Error(done.refused);
    const after = load([{ path: 'f', text: JSON.stringify(applyPatch(document, done.patch)) }]);
    expect(after.network.vpcs.size).toBe(2);
  });
});

const TEXTS: readonly (readonly [string, string])[] = [
  ['overrides of the reading direction', '\u202Egnp.exe\u202C\u202A\u202B\u202D'],
  ['isolates without an end', 'a\u2066b\u2067c\u2068d\u2069\u2067'],
  ['NUL', 'a\0b'],
  [
    'all control characters',
    Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('') + '\u007f\u0080\u0085\u009f',
  ],
  ['what steers a terminal', '\u001b[2J\u001b]0;title\u0007\u009b31m'],
  ['half of a pair', 'a\ud83d'],
  ['the other half', '\ude00b'],
  ['zero-width characters', 'we\u200Bb\u200C-\u200D1\u2060\uFEFF'],
  ['line and paragraph separators', 'a\u2028b\u2029c'],
  ['characters that are none', '\uffff\ufffe\u{10ffff}'],
  ['marks without end', `e${'\u0301'.repeat(900)}`],
  ['markup', '"><svg onload=alert(1)></script><img src=x onerror=alert(1)>'],
  ['a formula', '=HYPERLINK("http://example.com";"x")'],
];

describe('characters that steer a screen', () => {
  test.each(TEXTS)('%s as name, tag, description and id: kept as they are, in JSON and YAML', (_, text) => {
    const good = goodDocument();
    const tagged = good.subnets.map((subnet) => ({ ...subnet, name: text, tags: { [text]: text } }));
    const groups = good.securityGroups.map((group) => ({ ...group, name: text, description: text }));
    const prefixLists = [
      ...good.prefixLists,
      { id: text, name: text, entries: [{ cidr: '10.0.0.0/8', description: text }] },
    ];
    const document = {
      ...good,
      name: text,
      description: text,
      subnets: tagged,
      securityGroups: groups,
      prefixLists,
    };
    const forms = [
      JSON.stringify(document),
      toDocumentText(document, 'yaml'),
      toDocumentText(document, 'json'),
    ];
    for (const form of forms) {
      const loaded = load([{ path: 'file', text: form }]);
      expectSound(ofLoaded(loaded, goodPartTraces(loaded)));
      expect(loaded.document).toEqual(document);
      expect(loaded.network.subnets.get('subnet-a' as never)?.name).toBe(text);
    }
  });

  test.each(TEXTS)('%s in every text of every other form', (_, text) => {
    for (const { good, read } of readers) {
      const everywhere = JSON.stringify({
        ...good,
        name: text,
        [text]: text,
        description: [text, { [text]: text }],
      });
      expectSound(read(everywhere));
    }
  });

  test.each(TEXTS)('%s in a table', (_, text) => {
    const cell = `"${text.replaceAll('"', '""')}"`;
    const { plan, diagnostics } = readPlan([
      { path: 'f', text: `cidr,name,note\n10.0.0.0/24,${cell},${cell}` },
    ]);
    expect(plan?.blocks).toHaveLength(1);
    expect(diagnostics.length).toBeLessThan(5);
  });

  test('documents are written so that what does not show is seen as an escape', () => {
    const name = 'a\u202Eb\u2066\u200Bc\u00AD';
    const document = { format: 'hoplight/1', vpcs: [{ id: 'v', name, tags: { [name]: name } }] };
    for (const language of ['yaml', 'json'] as const) {
      const text = toDocumentText(document, language);
      expect(text).not.toMatch(/\p{Cf}/u);
      expect(text).toContain('a\\u202eb\\u2066\\u200bc');
      expect(load([{ path: 'f', text }]).document).toEqual(document);
    }
  });
});

describe('texts and numbers beyond every range', () => {
  const long = 'x'.repeat(MEGABYTE);

  test.each(readers)('1 MB as a key and as each text of $name', ({ good, read }) => {
    const text = JSON.stringify({ ...good, [long]: long, name: long, description: { [long]: [long] } });
    expectSound({ ...read(text), value: null });
    // In place of each text in turn.
    const texts = JSON.stringify(good).match(/(?<=:)"[^"]*"/g) ?? [];
    texts.slice(0, 8).forEach((each) => {
      const reading = read(JSON.stringify(good).replace(each, () => JSON.stringify(long)));
      expectSound({ ...reading, value: null }, { holds: reading.holds });
    });
  });

  const NUMBERS = ['1e999', '-1e999', '-0', '123456789012345678901234567890'];
  test.each(NUMBERS)('%s in place of each number and text', (number) => {
    for (const { good, read } of readers) {
      const written = JSON.stringify(good);
      for (const { index, 0: part } of written.matchAll(/(?<=[:[,])(?:"[^"]*"(?!:)|\d+)/g)) {
        const reading = read(written.slice(0, index) + number + written.slice(index + part.length));
        expectSound(reading, { holds: reading.holds });
      }
    }
  });

  test('a number beyond its range is told as it was understood', () => {
    const text = JSON.stringify({ ...goodDocument(), flows: [{ from: 'web', to: 'db', port: '@here' }] });
    const { diagnostics } = load([{ path: 'f', text: text.replace('"@here"', '1e999') }]);
    expect(diagnostics[0]).toMatchObject({ file: 'f', path: ['flows', 0, 'port'], line: 1 });
    expect(diagnostics[0]?.detail).toContain('Found `Infinity`.');
  });

  test('the same key a hundred thousand times', () => {
    const good = JSON.stringify(goodDocument());
    const text = `{${'"name":"x",'.repeat(100_000)}${good.slice(1)}`;
    const loaded = load([{ path: 'f', text }]);
    expectSound(ofLoaded(loaded, goodPartTraces(loaded)));
    const yaml = `${'name: x\n'.repeat(10_000)}${toDocumentText(goodDocument(), 'yaml')}`;
    const told = load([{ path: 'f', text: yaml }]);
    expectSound(ofLoaded(told, goodPartTraces(told)), { least: 1 });
    expect(told.diagnostics[0]).toMatchObject({ code: 'unreadable-text', line: 2 });
  });
});
