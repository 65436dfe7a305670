/**
 * Random input, fixed seeds: anything at all as a document, and good documents with parts replaced by anything. Nothing
 * throws; and what could not be read never gives a confident verdict that hangs on it (EVAL-8).
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { load, traceReport } from '../../../engine/index.ts';
import type { LoadResult, Question } from '../../../engine/index.ts';
import { exercise, goodDocument, loadText, loadValue, told } from './ask.ts';

const good = goodDocument();

const NAMES = [
  'vpc-1',
  'subnet-a',
  'sg-web',
  'rtb-1',
  'igw-1',
  'eni:web',
  'web',
  'local',
  '0.0.0.0/0',
  '10.0.1.0/24',
  '::/0',
  'tcp',
  '-1',
  '__proto__',
  '',
];
const leaf = fc.oneof(
  fc.constantFrom(...NAMES),
  fc.string({ maxLength: 12 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);
const anything: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom('id', 'vpc', 'subnet', 'from', 'to', 'routes', '__proto__'),
        fc.string({ maxLength: 6 }),
      ),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

const SECTIONS = Object.keys(good).concat(
  'natGateways',
  'vpcPeeringConnections',
  'eips',
  'networkInterfaces',
  'flows',
  'notHeld',
  'internetHosts',
);

/** Every place of a value: the path to each member and list item. */
function placesOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, member]) =>
    placesOf(member, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? inner : [path, ...inner];
}

/** A copy with the value at `path` replaced, or taken out when `value` is `undefined`. */
function replaced(whole: unknown, [part, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (part === undefined) return value;
  if (Array.isArray(whole)) {
    const changed = whole.map((item: unknown, index) =>
      index === part ? replaced(item, rest, value) : item,
    );
    return changed.filter((item) => item !== undefined);
  }
  const entries = Object.entries(whole as object).map(([key, member]): [string, unknown] => [
    key,
    key === part ? replaced(member, rest, value) : member,
  ]);
  return Object.fromEntries(entries.filter(([, member]) => member !== undefined));
}

const places = placesOf(good);

describe('nothing throws', () => {
  test('any JSON value as a file', () => {
    fc.assert(
      fc.property(anything, (value) => void exercise(loadValue(value))),
      { seed: 1, numRuns: 400 },
    );
  });

  test('any value in every section of a document', () => {
    const document = fc.dictionary(fc.constantFrom(...SECTIONS), fc.array(anything, { maxLength: 4 }), {
      maxKeys: 8,
    });
    fc.assert(
      fc.property(document, (value) => void exercise(loadValue({ format: 'hoplight/1', ...value }))),
      { seed: 2, numRuns: 400 },
    );
  });

  test('a good document with one to four places replaced by anything', () => {
    const changes = fc.array(fc.tuple(fc.constantFrom(...places), fc.option(anything, { nil: undefined })), {
      minLength: 1,
      maxLength: 4,
    });
    const property = fc.property(changes, (list) => {
      const changed = list.reduce<unknown>(
        (document, [path, value]) =>
          at(document, path.slice(0, -1)) ? replaced(document, path, value) : document,
        good,
      );
      exercise(loadValue(changed));
    });
    fc.assert(property, { seed: 3, numRuns: 600 });
  });

  test('text with characters replaced, cut out or put in', () => {
    const text = JSON.stringify(good, null, 1);
    const edit = fc.tuple(
      fc.nat(text.length),
      fc.nat(6),
      fc.oneof(
        fc.string({ maxLength: 4 }),
        fc.constantFrom('{', '}', '[', ']', '"', ',', '\u0000', '\ud800'),
      ),
    );
    const property = fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const changed = edits.reduce(
        (now, [start, length, put]) => now.slice(0, start) + put + now.slice(start + length),
        text,
      );
      exercise(loadText(changed));
    });
    fc.assert(property, { seed: 4, numRuns: 600 });
  });

  test('any question', () => {
    const { network } = loadValue(good);
    const question = fc.record(
      {
        from: fc.oneof(fc.constantFrom(...NAMES, 'internet', 'internet:x', 'subnet-a:10.0.1.9'), fc.string()),
        to: fc.oneof(fc.constantFrom(...NAMES, 'internet:203.0.113.1', '203.0.113.10'), fc.string()),
        protocol: fc.oneof(
          fc.constantFrom('tcp', 'udp', 'icmp', '6', 47),
          fc.string(),
          fc.integer(),
          fc.double(),
        ),
        port: fc.oneof(fc.integer(), fc.double(), fc.nat(65_535)),
        srcPort: fc.oneof(fc.integer(), fc.nat(65_535)),
        fromIp: fc.oneof(fc.constantFrom('10.0.1.10', '::1', '10.0.0.300'), fc.string()),
        icmpType: fc.integer({ min: -2, max: 300 }),
        family: fc.constantFrom(4 as const, 6 as const),
      },
      { requiredKeys: ['from', 'to'] },
    );
    const property = fc.property(question, (each) => {
      const answer = traceReport(network, each);
      if (!answer.ok) for (const { message } of answer.errors) expect(message).toMatch(/^.+\S[.!?]$/s);
    });
    fc.assert(property, { seed: 5, numRuns: 4000 });
  });
});

function at(document: unknown, path: readonly (string | number)[]): boolean {
  let now: unknown = document;
  for (const part of path) {
    if (typeof now !== 'object' || now === null || !Object.hasOwn(now, part)) return false;
    now = (now as Record<string | number, unknown>)[part];
  }
  return typeof now === 'object' && now !== null;
}

/** Rules by their place, with what each might have said: something that lets much through, and something that does not. */
const RULES: readonly { readonly path: readonly (string | number)[]; readonly said: readonly unknown[] }[] = [
  { path: ['securityGroups', 0, 'ingress', 0], said: [{ from: '0.0.0.0/0' }, { from: '192.0.2.99' }] },
  { path: ['securityGroups', 0, 'egress', 0], said: [{ to: '0.0.0.0/0' }, { to: '192.0.2.99' }] },
  { path: ['securityGroups', 1, 'ingress', 0], said: [{ from: '0.0.0.0/0' }, { from: '192.0.2.99' }] },
  { path: ['securityGroups', 1, 'ingress', 1], said: [{ from: '0.0.0.0/0' }, { from: '192.0.2.99' }] },
  { path: ['securityGroups', 1, 'egress', 0], said: [{ to: '0.0.0.0/0' }, { to: '192.0.2.99' }] },
  ...['ingress', 'egress'].map((direction) => ({
    path: ['networkAcls', 0, direction, 0],
    said: ['allow', 'deny'].map((ruleAction) => ({ ruleNumber: 1, ruleAction, cidrBlock: '0.0.0.0/0' })),
  })),
  {
    path: ['routeTables', 0, 'routes', 0],
    said: [
      { destination: '0.0.0.0/0', target: 'igw-1' },
      { destination: '192.0.2.0/24', target: 'igw-1' },
      { destination: '198.51.100.0/24', target: 'eni-gone' },
    ],
  },
  { path: ['prefixLists', 0, 'entries', 0], said: ['0.0.0.0/0', '192.0.2.99/32'] },
];

const QUESTIONS: readonly Question[] = [
  { from: 'web', to: 'db', port: 443 },
  { from: 'web', to: 'db', port: 22 },
  { from: 'db', to: 'web', port: 443 },
  { from: '10.0.1.77', to: 'db', protocol: 'udp', port: 53 },
  { from: 'internet:198.51.100.7', to: 'web', port: 443 },
  { from: 'internet:198.51.100.7', to: 'web', port: 22 },
  { from: 'web', to: '198.51.100.7', port: 443 },
  { from: 'db', to: '198.51.100.7', port: 443 },
  { from: '10.0.1.78', to: '10.0.2.20', protocol: 'icmp' },
];

const verdictsOf = ({ network }: LoadResult) =>
  QUESTIONS.map((question) => {
    const answer = traceReport(network, question);
    return answer.ok ? answer.report.verdict : 'refused';
  });

const UNREADABLE: ReadonlySet<string> = new Set(['invalid-value', 'missing-value']);

test('EVAL-8 a rule dropped as unreadable: each verdict is unknown, or holds whatever the rule said', () => {
  const member = fc.constantFrom(
    'protocol',
    'ports',
    'from',
    'to',
    'cidrBlock',
    'ruleNumber',
    'ruleAction',
    'destination',
    'target',
  );
  const bad = fc.oneof(
    leaf,
    fc.constant({}),
    fc.constant([]),
    fc.constant(['10.0.0.0/33']),
    fc.constant('10.0.0.300'),
    fc.constant('10.0.0.0/99'),
    fc.constant(70_000),
    fc.constant({ a: [1] }),
  );
  let dropped = 0;
  let unknown = 0;
  const property = fc.property(
    fc.constantFrom(...RULES),
    fc.option(member, { nil: undefined }),
    bad,
    ({ path, said }, part, value) => {
      const isMember = part !== undefined && at(good, path);
      const loaded = loadValue(replaced(good, isMember ? [...path, part] : path, value));
      const isDropped = loaded.diagnostics.some(
        (each) => UNREADABLE.has(each.code) && each.path?.slice(0, 2).join() === path.slice(0, 2).join(),
      );
      if (!isDropped) return;
      dropped += 1;
      const found = verdictsOf(loaded);
      for (const instead of said) {
        const sure = verdictsOf(loadValue(replaced(good, path, instead)));
        found.forEach((verdict, index) => {
          if (verdict === 'unknown') unknown += 1;
          else
            expect(
              verdict,
              `${JSON.stringify(QUESTIONS[index])} if ${JSON.stringify(instead)}; ${loaded.diagnostics.map(told).join(' ')}`,
            ).toBe(sure[index]);
        });
      }
    },
  );
  fc.assert(property, { seed: 6, numRuns: 700 });
  expect(dropped).toBeGreaterThan(200);
  expect(unknown).toBeGreaterThan(200);
});

test('reading is the same each time', () => {
  fc.assert(
    fc.property(fc.constantFrom(...places), anything, (path, value) => {
      const text = JSON.stringify(replaced(good, path, value));
      const [first, second] = [load([{ path: 'a.json', text }]), load([{ path: 'a.json', text }])];
      expect(second.diagnostics).toEqual(first.diagnostics);
      expect(verdictsOf(second)).toEqual(verdictsOf(first));
    }),
    { seed: 7, numRuns: 150 },
  );
});
