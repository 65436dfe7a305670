/**
 * Fixes of problems: edits that make a diagnostic go away and bring no new error. Each is tried before it is offered:
 * applied to the document, read and checked again.
 */
import type { Diagnostic } from '../diagnostics/index.ts';
import { difference } from '../edit/difference.ts';
import { placesOf } from '../edit/document.ts';
import type { PlainDocument } from '../edit/document.ts';
import { applyPatch } from '../edit/patch.ts';
import type { Patch } from '../edit/patch.ts';
import { loadDocument } from '../formats/load.ts';
import type { LoadResult } from '../formats/load.ts';
import { lint } from '../lint/index.ts';
import { fixersOf } from './fixers.ts';

export interface Fix {
  /** What it does, as it stands on a button and in the list of steps: `Remove rule 120 of acl-app`. */
  readonly title: string;
  readonly patch: Patch;
}

/** The most fixes that are offered for one problem. */
const MOST = 3;

/** Fixes of one problem, the most usual first; empty where there is none that can be made out. */
export function fixesFor({ network, document }: LoadResult, diagnostic: Diagnostic): readonly Fix[] {
  const before = checked({ network, document });
  const isKnown = before.some((each) => sameProblem(each, diagnostic));
  if (!isKnown) return [];
  const fixes: Fix[] = [];
  let trials = trialsFor(document);
  for (const { title, document: after } of fixersOf({ network, document }, diagnostic)) {
    const patch = difference(document, after);
    if (patch.length === 0 || fixes.length === MOST || trials === 0) continue;
    trials -= 1;
    if (removes(document, patch, diagnostic, before)) fixes.push({ title, patch });
  }
  return fixes;
}

/** Reading and checking a large document takes long: there, fewer changes are tried. */
function trialsFor(document: PlainDocument): number {
  return Math.max(4, Math.min(24, Math.floor(20_000 / Math.max(placesOf(document).length, 1))));
}

/** Whether the problem is gone after the patch, and no error has come. */
function removes(
  document: PlainDocument,
  patch: Patch,
  diagnostic: Diagnostic,
  before: readonly Diagnostic[],
): boolean {
  const after = checked(loadDocument(applyPatch(document, patch)));
  const alike = (list: readonly Diagnostic[]) =>
    list.filter(({ code, resource }) => code === diagnostic.code && resource === diagnostic.resource).length;
  const errors = new Set(before.filter(isError).map(keyOf));
  return (
    !after.some((each) => sameProblem(each, diagnostic)) &&
    alike(after) < alike(before) &&
    after.filter(isError).every((each) => errors.has(keyOf(each)))
  );
}

/** What reading and checking find. */
function checked(loaded: Pick<LoadResult, 'network' | 'document'>): readonly Diagnostic[] {
  const known = findings.get(loaded.network);
  if (known !== undefined) return known;
  const found = [...loadDocument(loaded.document).diagnostics, ...lint(loaded.network)];
  findings.set(loaded.network, found);
  return found;
}

/** Found once for each network, when first asked. */
const findings = new WeakMap<LoadResult['network'], readonly Diagnostic[]>();

function sameProblem(a: Diagnostic, b: Diagnostic): boolean {
  return a.code === b.code && a.resource === b.resource && a.detail === b.detail;
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function keyOf({ code, resource }: Diagnostic): string {
  return `${code} ${resource ?? ''}`;
}
