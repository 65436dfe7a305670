/** What is written is read again as it was, whatever names and notes hold. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  load,
  loadDocument,
  planFormats,
  readPlan,
  toDocumentText,
  withPlan,
  writePlan,
} from '../../../../engine/index.ts';
import type { Plan } from '../../../../engine/index.ts';
import { hostileTexts, plan, planOf } from './arbitraries.ts';

const read = (text: string) => readPlan([{ path: 'plan', text }]);

/** Without needs a plan has no strategy to write. */
const written = (each: Plan): Plan => (each.needs.length > 0 ? each : { ...each, strategy: 'largest-first' });

describe.each(['json', 'yaml'] as const)('plan → %s → plan', (format) => {
  test('is the same plan', () => {
    const property = fc.property(plan, (each) => {
      const { plan: again, diagnostics } = read(writePlan(each, format));
      expect(diagnostics).toEqual([]);
      expect(again).toEqual(written(each));
    });
    fc.assert(property, { seed: 1, numRuns: 400 });
  });
});

describe('plan → CSV → plan', () => {
  const rowsOf = (each: Plan) => ({ cloud: each.cloud, blocks: each.blocks });

  test('has the same blocks and rows, and the cloud', () => {
    const property = fc.property(plan, (each) => {
      const { plan: again, diagnostics } = read(writePlan(each, 'csv'));
      expect(diagnostics).toEqual([]);
      expect(again && rowsOf(again)).toEqual(rowsOf(each));
    });
    fc.assert(property, { seed: 2, numRuns: 400 });
  });

  test('no cell begins as a formula does', () => {
    for (const text of hostileTexts) {
      const csv = writePlan(planOf({ '10.0.0.0/16': { '10.0.1.0/24': { name: text, note: text } } }), 'csv');
      expect(csv).not.toMatch(/(^|[,;\t\r\n]|")[=+@]/);
    }
  });
});

describe.each(['yaml', 'json'] as const)('plan → document as %s → plan', (format) => {
  test('is the same plan, beside the network that it was', () => {
    const base = { format: 'hoplight/1', vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16' }] };
    const property = fc.property(plan, (each) => {
      const text = toDocumentText(withPlan(base, each), format);
      const loaded = load([{ path: 'document', text }]);
      expect(loaded.diagnostics).toEqual([]);
      expect(loaded.plan).toEqual(written(each));
      expect([...loaded.network.vpcs.keys()]).toEqual(['vpc-a']);
      expect(read(text).plan).toEqual(written(each));
    });
    fc.assert(property, { seed: 3, numRuns: 100 });
  });
});

test('a document keeps its plan when it is written', () => {
  const each = planOf({ '10.0.0.0/16 main': { '10.0.1.0/24': { name: 'app' } } });
  const { document } = loadDocument(withPlan({ format: 'hoplight/1' }, each));
  expect(load([{ path: 'again', text: toDocumentText(document, 'yaml') }]).plan).toEqual(each);
});

test('every format ends with one line feed and is the same each time', () => {
  const property = fc.property(plan, fc.constantFrom(...planFormats), (each, format) => {
    const text = writePlan(each, format);
    expect(text).toMatch(/[^\n]\n$/);
    expect(writePlan(each, format)).toBe(text);
  });
  fc.assert(property, { seed: 4, numRuns: 300 });
});
