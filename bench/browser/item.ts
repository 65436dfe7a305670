/** What an item of the browser's benchmark measures, and what is asked of it. */
import type { Bench } from './app.ts';

export interface BrowserItem {
  readonly id: string;
  readonly title: string;
  measure(bench: Bench): Promise<readonly Measured[]>;
}

/** One figure and its limit. */
export interface Measured {
  readonly what: string;
  readonly value: number;
  readonly unit:
    'KB' | 'elements' | 'objects' | 'calls' | 'messages' | 'characters' | 'calibrations' | '×' | 'frames';
  /** At most this; `undefined` for a figure that is only told. */
  readonly limit: number | undefined;
  /** The figure in ms of this machine, for whoever reads the report. */
  readonly milliseconds?: number;
}

/**
 * The calibration loop of `OpenApp` takes about this long on the mid-range core that the budgets in milliseconds are
 * written for. A budget of 16 ms is therefore a limit of 16 / 8 calibrations on any machine.
 */
const CALIBRATION_MS = 8;

/** A time against its budget, both in calibrations. */
export function timed(what: string, milliseconds: number, calibration: number, budget?: number): Measured {
  return {
    what,
    value: milliseconds / calibration,
    unit: 'calibrations',
    limit: budget === undefined ? undefined : budget / CALIBRATION_MS,
    milliseconds,
  };
}

/** The fastest of several rounds, as for all figures of this benchmark: what a busy neighbour took is not ours. */
export async function fastest(rounds: number, round: () => Promise<number>): Promise<number> {
  let least = Infinity;
  for (let at = 0; at < rounds; at++) least = Math.min(least, await round());
  return least;
}
