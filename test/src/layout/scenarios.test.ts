/** Every flow of every scenario can be drawn: what holds of the drawing whatever the path looks like. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { load, traceReport } from '../../../engine/index.ts';
import type { Question, TraceReport } from '../../../engine/index.ts';
import { columnsOf, decisionsOf } from '../../../src/layout/column.ts';
import { lanePicture, stripPicture, thumbnail } from '../../../src/layout/measures.ts';
import { packedWidth, pictureOf } from '../../../src/layout/picture/index.ts';

const folder = new URL('../../../scenarios/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');
const scenarios = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

function reportsOf(slug: string): readonly { readonly name: string; readonly report: TraceReport }[] {
  const file = readdirSync(new URL(`${slug}/`, folder)).find((name) => name.startsWith('scenario.')) ?? '';
  const { network } = load([{ path: file, text: read(`${slug}/${file}`) }]);
  const flows = JSON.parse(read(`${slug}/flows.json`)) as Question[];
  return flows.flatMap((flow) => {
    const answer = traceReport(network, flow);
    return answer.ok ? [{ name: flow.name ?? '', report: answer.report }] : [];
  });
}

describe.each(scenarios.map(({ name }) => name))('%s', (slug) => {
  test.each(reportsOf(slug))('$name', ({ report }) => {
    const columns = columnsOf(report);
    const decisions = decisionsOf(columns);
    const stopped = report.leg !== null;

    // Steps are numbered without gaps, and the one that decides is there exactly when one decides.
    expect(decisions.map(({ index }) => index)).toEqual(decisions.map((_, at) => at));
    expect(decisions.filter(({ decides }) => decides)).toHaveLength(stopped ? 1 : 0);

    // It starts and ends with an endpoint, the asked ones.
    expect(columns[0]?.shape).toBe('endpoint');
    expect(columns.length < 2 || columns.at(-1)?.shape === 'endpoint').toBe(true);

    for (const measures of [lanePicture, stripPicture, thumbnail]) {
      const least = measures.packed ? packedWidth(columns, measures) : 76 + columns.length * 184;
      const picture = pictureOf(report, columns, Math.max(least, 340), measures);
      expect(picture.spots).toHaveLength(decisions.length);
      expect(picture.stop === null).toBe(!stopped);
      for (const { x } of picture.spots) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(picture.width);
      }
      for (const [at, { x, width }] of picture.symbols.entries()) {
        expect(x + width).toBeLessThanOrEqual(picture.symbols[at + 1]?.x ?? picture.width);
      }
      for (const { x, width } of picture.frames) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(picture.width + 1);
      }
    }
  });
});
