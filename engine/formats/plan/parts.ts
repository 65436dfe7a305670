/** Checks a value part by part, so that what is wrong costs the smallest part and is told with its place. */
import type * as v from 'valibot';
import type { DiagnosticPlace, Path } from '../../diagnostics/index.ts';
import { checkEntry, placeText, shortText } from '../hoplight/check.ts';
import type { Report } from './draft.ts';

export class Parts {
  readonly placeOf: (path: Path) => DiagnosticPlace;
  readonly report: Report;

  /** @param placeOf - where the part at a path stands in its file */
  constructor(placeOf: (path: Path) => DiagnosticPlace, report: Report) {
    this.placeOf = placeOf;
    this.report = report;
  }

  /**
   * The good part of a value; `undefined` when nothing of it can be kept.
   *
   * @param subject - what begins the sentences about it: `Row 3 of block 1`
   */
  check<T>(schema: v.GenericSchema<unknown, T>, value: unknown, subject: string, path: Path): T | undefined {
    const { output, problems } = checkEntry(schema, value);
    const dropped = output === undefined ? ' It was left out.' : '';
    for (const problem of problems) {
      const at = problem.path.length === 0 ? '' : ` at \`${placeText(problem.path)}\``;
      this.report(
        problem.code,
        `${subject}${at}: ${problem.message}${dropped}`,
        this.placeOf([...path, ...problem.path]),
      );
    }
    return output;
  }

  /** A value as a list of at most `most` entries; empty when it is absent. */
  list(value: unknown, most: number, path: Path): readonly unknown[] {
    if (value === undefined || value === null) return [];
    const name = String(path.at(-1));
    if (!Array.isArray(value)) {
      this.report(
        'invalid-value',
        `\`${name}\` is a list. Found \`${shortText(value)}\`.`,
        this.placeOf(path),
      );
      return [];
    }
    if (value.length > most) {
      this.report(
        'plan-too-large',
        `\`${name}\` has ${value.length} entries; the first ${most} were read.`,
        this.placeOf(path),
      );
    }
    return value.slice(0, most);
  }
}
