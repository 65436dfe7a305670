/** The kinds of case, each with what answers it. */
import type { Solver } from '../case.ts';
import { solveCalc } from './calc.ts';
import { solveConfig } from './config.ts';
import { solveDns } from './dns.ts';
import { solveFlowLog } from './flowlog.ts';
import { solveLint } from './lint.ts';
import { solveNaclCoverage } from './nacl-coverage.ts';
import { solvePath } from './path.ts';
import { solveRoute } from './route.ts';
import { solveTracking } from './tracking.ts';

const solvers: ReadonlyMap<string, Solver> = new Map([
  ['calc', solveCalc],
  ['config', solveConfig],
  ['lint', solveLint],
  ['route', solveRoute],
  ['path', solvePath],
  ['flowlog', solveFlowLog],
  ['tracking', solveTracking],
  ['dns', solveDns],
  ['nacl-coverage', solveNaclCoverage],
]);

/** What answers cases of a kind; `undefined` for a kind that is not known. */
export function solverOf(kind: string): Solver | undefined {
  return solvers.get(kind);
}
