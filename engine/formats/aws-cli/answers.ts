/**
 * Finds the answers in the files of a dump. An answer is an object with the key that names it (`{"Vpcs": […]}`), alone or
 * among others, wrapped by a recorder (`{"status_code": 200, "data": {…}}`), in a list, or under folders of keys; or a
 * bare list of its objects, as `--query 'Vpcs[]'` prints it.
 */
import type { Diagnostic, Path } from '../../diagnostics/index.ts';
import type { DiagnosticCode, DiagnosticPlace } from '../../diagnostics/index.ts';
import { isObject, memberOf, short } from './fields.ts';
import type { DumpFile } from './fields.ts';
import { housekeeping, whyIgnored } from './ignored-answers.ts';
import type { AnswerKind } from './kind.ts';
import { answerKinds, kindByKey } from './kinds/index.ts';
import { regionOfElements, scopeOfPath } from './scope.ts';
import type { Scope } from './scope.ts';

export interface Answer {
  /** The key it stands under, or that of its kind when it is a bare list. */
  readonly key: string;
  /** `undefined` for a known answer that is not read; `why` says so then. */
  readonly kind: AnswerKind | undefined;
  readonly why: string | undefined;
  readonly elements: readonly Element[];
  readonly file: DumpFile;
  readonly scope: Scope;
  /** True when the answer names a further page. */
  readonly hasMore: boolean;
}

/** One value of an answer's list, whatever it is. */
export interface Element {
  readonly value: unknown;
  readonly path: Path;
  /** The object that holds the answer's list; `undefined` for a bare list. */
  readonly container:
    { readonly members: Readonly<Record<string, unknown>>; readonly path: Path } | undefined;
}

type Report = (code: DiagnosticCode, detail: string, place?: DiagnosticPlace) => void;

/** How deep wrappers and folders of keys may be nested around an answer. */
const MOST_WRAPPERS = 4;

/** Whether a parsed file is, or holds, output of the AWS CLI or an SDK of AWS. Looks at the outer keys only. */
export function isAwsCli(value: unknown): boolean {
  return holdsAnswers(value, MOST_WRAPPERS);
}

function holdsAnswers(value: unknown, depth: number): boolean {
  if (depth === 0) return false;
  if (Array.isArray(value)) {
    const first: unknown = value.find((element) => element !== null);
    return holdsAnswers(first, depth - 1);
  }
  if (!isObject(value)) return false;
  if (kindOfBare(value) !== undefined || isObject(memberOf(value, 'ResponseMetadata'))) return true;
  const keys = Object.keys(value);
  if (keys.some((key) => isAnswer(key, value[key]))) return true;
  return keys
    .slice(0, MOST_FOLDERS)
    .some((key) => isObject(value[key]) && holdsAnswers(value[key], depth - 1));
}

/** How many keys are looked behind for answers. */
const MOST_FOLDERS = 100;

function isAnswer(key: string, value: unknown): boolean {
  return (kindByKey.has(key) || whyIgnored(key) !== undefined) && (Array.isArray(value) || isObject(value));
}

/** All answers of `files`, in order. What is no answer is reported, and counted where it is a list. */
export function collectAnswers(files: readonly DumpFile[], report: Report): Answer[] {
  return files.flatMap((file) =>
    answersIn(file, file.value, [], scopeOfPath(file.path), MOST_WRAPPERS, report),
  );
}

function answersIn(
  file: DumpFile,
  value: unknown,
  path: Path,
  scope: Scope,
  depth: number,
  report: Report,
): Answer[] {
  if (Array.isArray(value)) return answersInList(file, value, path, scope, depth, report);
  if (!isObject(value)) {
    reportUnknown(file, path, 'is no answer of an AWS command', report);
    return [];
  }
  const kind = kindOfBare(value);
  if (kind !== undefined) return bareAnswers(file, [{ value, path, container: undefined }], scope, report);
  const data = memberOf(value, 'data');
  if (isObject(data) && Object.hasOwn(value, 'status_code')) {
    return answersIn(file, data, [...path, 'data'], scope, depth - 1, report);
  }
  return Object.keys(value).flatMap((key) => answersUnder(file, value, key, path, scope, depth, report));
}

function answersUnder(
  file: DumpFile,
  container: Readonly<Record<string, unknown>>,
  key: string,
  path: Path,
  scope: Scope,
  depth: number,
  report: Report,
): Answer[] {
  const value = memberOf(container, key);
  const here = [...path, key];
  const kind = kindByKey.get(key);
  const why = kind === undefined ? whyIgnored(key) : undefined;
  if (kind !== undefined || why !== undefined) {
    if (!Array.isArray(value) && !isObject(value)) {
      reportFault(
        file,
        here,
        `\`${short(key)}\` must hold a list. The answer was left out; write it anew.`,
        report,
      );
      return [];
    }
    const list = Array.isArray(value) ? value : [value];
    const elements = list.map((each: unknown, index) => ({
      value: each,
      path: Array.isArray(value) ? [...here, index] : here,
      container: { members: container, path },
    }));
    return [answerOf(key, kind, why, elements, file, scope, hasToken(container))];
  }
  if (housekeeping.has(key)) return [];
  if (key === 'Error' && isObject(value)) {
    const code = memberOf(value, 'Code');
    report(
      'failed-call',
      `\`${file.path}\`: the call failed${typeof code === 'string' ? ` with \`${short(code)}\`` : ''}, so its answer is missing. Run the command again with the rights it needs.`,
      { file: file.path, path: here, line: file.lineOf(here) },
    );
    return [];
  }
  if ((isObject(value) || Array.isArray(value)) && holdsAnswers(value, depth - 1)) {
    const inner = scopeOfPath(`/${key}/`);
    const told = { account: inner.account ?? scope.account, region: inner.region ?? scope.region };
    return answersIn(file, value, here, told, depth - 1, report);
  }
  reportUnknown(file, here, 'is no answer of an AWS command that Hoplight knows', report);
  if (!Array.isArray(value)) return [];
  const elements = value.map((each: unknown, index) => ({
    value: each,
    path: [...here, index],
    container: undefined,
  }));
  return [answerOf(key, undefined, 'the answer is not known', elements, file, scope, false)];
}

function answersInList(
  file: DumpFile,
  list: readonly unknown[],
  path: Path,
  scope: Scope,
  depth: number,
  report: Report,
): Answer[] {
  const bare: Element[] = [];
  const others: Answer[] = [];
  for (const [index, value] of list.entries()) {
    const here = [...path, index];
    const isWrapper =
      Array.isArray(value) ||
      (isObject(value) && kindOfBare(value) === undefined && holdsAnswers(value, depth - 1));
    if (isWrapper && depth > 0) others.push(...answersIn(file, value, here, scope, depth - 1, report));
    else bare.push({ value, path: here, container: undefined });
  }
  return [...bareAnswers(file, bare, scope, report), ...others];
}

/** Objects outside any answer, gathered by kind. */
function bareAnswers(file: DumpFile, elements: readonly Element[], scope: Scope, report: Report): Answer[] {
  const byKind = new Map<AnswerKind | undefined, Element[]>();
  for (const element of elements) {
    const kind = isObject(element.value) ? kindOfBare(element.value) : undefined;
    const same = byKind.get(kind);
    if (same === undefined) byKind.set(kind, [element]);
    else same.push(element);
  }
  return [...byKind].map(([kind, same]) => {
    if (kind !== undefined) return answerOf(kind.key, kind, undefined, same, file, scope, false);
    reportUnknown(
      file,
      same[0]?.path ?? [],
      'is an object of no kind that Hoplight recognises by its members',
      report,
    );
    return answerOf(
      'objects without an answer',
      undefined,
      'their kind could not be told',
      same,
      file,
      scope,
      false,
    );
  });
}

function answerOf(
  key: string,
  kind: AnswerKind | undefined,
  why: string | undefined,
  elements: readonly Element[],
  file: DumpFile,
  scope: Scope,
  hasMore: boolean,
): Answer {
  const region = scope.region ?? regionOfElements(elements.map(({ value }) => value));
  return { key, kind, why, elements, file, scope: { account: scope.account, region }, hasMore };
}

function kindOfBare(value: Readonly<Record<string, unknown>>): AnswerKind | undefined {
  return answerKinds.find((kind) =>
    kind.marks?.some((marks) => marks.every((mark) => Object.hasOwn(value, mark))),
  );
}

function hasToken(container: Readonly<Record<string, unknown>>): boolean {
  const token =
    memberOf(container, 'NextToken') ?? memberOf(container, 'NextMarker') ?? memberOf(container, 'Marker');
  return typeof token === 'string' && token !== '';
}

function reportUnknown(file: DumpFile, path: Path, problem: string, report: Report): void {
  const key = path.at(-1);
  const subject =
    typeof key === 'string' ? `\`${short(key)}\` in \`${file.path}\`` : `The content of \`${file.path}\``;
  report('unknown-answer', `${subject} ${problem}. It was left out.`, {
    file: file.path,
    path,
    line: file.lineOf(path),
  });
}

function reportFault(file: DumpFile, path: Path, detail: string, report: Report): void {
  report('invalid-value', detail, {
    file: file.path,
    path,
    line: file.lineOf(path),
  } satisfies Partial<Diagnostic>);
}
