/**
 * Finds the answers in the files of a dump. An answer is an object with the key that names it (`{"Vpcs": […]}`), alone or
 * among others, wrapped by a recorder (`{"status_code": 200, "data": {…}}`), in a list, or under keys that stand for
 * folders; or a bare list of its objects, as `--query 'Vpcs[]'` prints it.
 */
import type { DiagnosticCode, DiagnosticPlace, Path } from '../../diagnostics/index.ts';
import { isObject, memberOf, short } from './fields.ts';
import type { DumpFile } from './fields.ts';
import { housekeeping, whyIgnored } from './ignored-answers.ts';
import type { AnswerKind } from './kind.ts';
import { isMountTargetGroups, mountTargetGroups } from './kinds/file-systems.ts';
import { answerKinds, kindByKey } from './kinds/index.ts';
import { isScopeName, regionOfElements, scopeOfPath } from './scope.ts';
import type { Scope } from './scope.ts';

/** What one command answered. */
export interface Answer {
  /** The key it stands under, or that of its kind when it is a bare list. */
  readonly key: string;
  /** How its objects are read; when they are not, why not. */
  readonly as: AnswerKind | { readonly ignored: string };
  readonly elements: readonly Element[];
  readonly file: DumpFile;
  readonly scope: Scope;
  /** The object that holds the answer's list; `undefined` for a bare list. */
  readonly container: Element['container'];
  /** True when the answer names a further page. */
  readonly hasMore: boolean;
}

/** One value of an answer's list, whatever it is. */
export interface Element {
  readonly value: unknown;
  readonly path: Path;
  /** The object that holds the answer's list; `undefined` for a bare list. */
  readonly container: { readonly members: Members; readonly path: Path } | undefined;
}

type Members = Readonly<Record<string, unknown>>;

/** How deep wrappers may be nested around an answer. */
const MOST_WRAPPERS = 5;

/** Whether a parsed file is, or holds, output of the AWS CLI or an SDK of AWS. Looks at outer keys only. */
export function isAwsCli(value: unknown): boolean {
  return holdsAnswers(value, MOST_WRAPPERS);
}

function holdsAnswers(value: unknown, depth: number): boolean {
  if (depth === 0) return false;
  if (Array.isArray(value)) {
    return holdsAnswers(
      value.find((element) => element !== null),
      depth - 1,
    );
  }
  if (!isObject(value)) return false;
  if (kindOfBare(value) !== undefined || isObject(memberOf(value, 'ResponseMetadata'))) return true;
  if (isErrorOfCall(memberOf(value, 'Error'))) return true;
  const keys = Object.keys(value);
  if (keys.some((key) => isAnswer(key, value[key]))) return true;
  return keys.some((key) => isWrapper(key, value) && holdsAnswers(value[key], depth - 1));
}

/** A list under a key that AWS answers with. One object in place of the list is taken too, for kinds that are read. */
function isAnswer(key: string, value: unknown): boolean {
  if (kindOf(key, value) !== undefined) return Array.isArray(value) || isObject(value);
  return whyIgnored(key) !== undefined && Array.isArray(value);
}

/** How the objects under a key are read. Other programs use some of the keys too; their objects bear other marks. */
function kindOf(key: string, value: unknown): AnswerKind | undefined {
  const kind = kindByKey.get(key);
  if (key === mountTargetGroups.key && isMountTargetGroups(value)) return mountTargetGroups;
  if (kind?.onlyWith === undefined) return kind;
  if (!Array.isArray(value)) return undefined;
  const [first] = value as readonly unknown[];
  if (first === undefined) return kind;
  return isObject(first) && kind.onlyWith.every((member) => Object.hasOwn(first, member)) ? kind : undefined;
}

/**
 * Whether answers may stand under a key that is none: a recorder's `data`, or a key in place of a folder or file name.
 * Nothing else is looked behind, since templates have words like `Tags` and `Routes` in their depths.
 */
function isWrapper(key: string, container: Members): boolean {
  if (key === 'data') return Object.hasOwn(container, 'status_code');
  return isScopeName(key) || /describe|^(?:accounts|regions|ec2)$/i.test(key);
}

function kindOfBare(value: Members): AnswerKind | undefined {
  return answerKinds.find(({ marks }) =>
    marks?.some((members) => members.every((member) => Object.hasOwn(value, member))),
  );
}

/** Where the search has come to. */
interface Spot {
  readonly file: DumpFile;
  readonly path: Path;
  readonly scope: Scope;
  /** How many more wrappers are opened. */
  readonly depth: number;
  readonly report: (code: DiagnosticCode, detail: string, place?: DiagnosticPlace) => void;
}

/** All answers of `files`, in order. What is no answer is reported, and counted where it is a list. */
export function collectAnswers(files: readonly DumpFile[], report: Spot['report']): Answer[] {
  return files.flatMap((file) =>
    answersIn(file.value, { file, path: [], scope: scopeOfPath(file.path), depth: MOST_WRAPPERS, report }),
  );
}

function answersIn(value: unknown, spot: Spot): Answer[] {
  if (Array.isArray(value)) return answersInList(value, spot);
  if (!isObject(value)) {
    reportUnknown('is no answer of an AWS command', spot);
    return [];
  }
  if (kindOfBare(value) !== undefined)
    return bareAnswers([{ value, path: spot.path, container: undefined }], spot);
  return Object.keys(value).flatMap((key) => answersUnder(key, value, spot));
}

function answersUnder(key: string, container: Members, spot: Spot): Answer[] {
  const value = memberOf(container, key);
  const here: Spot = { ...spot, path: [...spot.path, key] };
  if (isAnswer(key, value)) return [answerUnder(key, container, here)];
  if (housekeeping.has(key)) return [];
  if (key === 'Error' && isErrorOfCall(value)) return failedCall(value, here);
  if (isWrapper(key, container) && here.depth > 0 && holdsAnswers(value, here.depth)) {
    const { account, region } = isScopeName(key) ? scopeOfPath(key) : spot.scope;
    const scope = { account: account ?? spot.scope.account, region: region ?? spot.scope.region };
    return answersIn(value, { ...here, scope, depth: here.depth - 1 });
  }
  if (kindOf(key, value) !== undefined || whyIgnored(key) !== undefined) {
    reportAt(
      'invalid-value',
      `\`${key}\` in \`${here.file.path}\` must hold a list. It was left out; write the file anew.`,
      here,
    );
    return [];
  }
  reportUnknown('is no answer of an AWS command that Hoplight knows', here);
  if (!Array.isArray(value)) return [];
  return [answer(key, { ignored: 'the answer is not known' }, elementsOf(value, here, undefined), here)];
}

function answerUnder(key: string, container: Members, here: Spot): Answer {
  const value = memberOf(container, key);
  const holder = { members: container, path: here.path.slice(0, -1) };
  const elements = Array.isArray(value)
    ? elementsOf(value, here, holder)
    : [{ value, path: here.path, container: holder }];
  const as = kindOf(key, value) ?? { ignored: whyIgnored(key) ?? '' };
  return { ...answer(key, as, elements, here), container: holder, hasMore: hasToken(container) };
}

function elementsOf(list: readonly unknown[], { path }: Spot, container: Element['container']): Element[] {
  return list.map((value, index) => ({ value, path: [...path, index], container }));
}

function answer(key: string, as: Answer['as'], elements: readonly Element[], { file, scope }: Spot): Answer {
  const region = scope.region ?? regionOfElements(elements.map(({ value }) => value));
  const own = { account: scope.account, region };
  return { key, as, elements, file, scope: own, container: undefined, hasMore: false };
}

/** A page that is followed by another names it. The CLI joins pages by itself unless told not to. */
function hasToken(container: Members): boolean {
  return ['NextToken', 'nextToken', 'NextMarker', 'Marker'].some((key) => {
    const token = memberOf(container, key);
    return typeof token === 'string' && token !== '';
  });
}

function answersInList(list: readonly unknown[], spot: Spot): Answer[] {
  const bare: Element[] = [];
  const wrapped: Answer[] = [];
  for (const element of elementsOf(list, spot, undefined)) {
    const { value, path } = element;
    const holdsMore =
      Array.isArray(value) ||
      (isObject(value) && kindOfBare(value) === undefined && holdsAnswers(value, spot.depth));
    if (holdsMore && spot.depth > 0)
      wrapped.push(...answersIn(value, { ...spot, path, depth: spot.depth - 1 }));
    else bare.push(element);
  }
  return [...bareAnswers(bare, spot), ...wrapped];
}

/** Objects outside any answer, gathered by kind. */
function bareAnswers(elements: readonly Element[], spot: Spot): Answer[] {
  const byKind = new Map<AnswerKind | undefined, Element[]>();
  for (const element of elements) {
    const kind = isObject(element.value) ? kindOfBare(element.value) : undefined;
    const same = byKind.get(kind);
    if (same === undefined) byKind.set(kind, [element]);
    else same.push(element);
  }
  return [...byKind].map(([kind, same]) => {
    if (kind !== undefined) return answer(kind.key, kind, same, spot);
    const path = same[0]?.path ?? spot.path;
    reportUnknown('holds an object that could not be recognised by its members', { ...spot, path });
    return answer('objects without a key', { ignored: 'their kind could not be told' }, same, spot);
  });
}

/** What an SDK answers when a call fails: `{"Error": {"Code": "UnauthorizedOperation", …}}`. */
function isErrorOfCall(value: unknown): value is { readonly Code: string } {
  return isObject(value) && typeof memberOf(value, 'Code') === 'string';
}

function failedCall(error: { readonly Code: string }, here: Spot): Answer[] {
  reportAt(
    'failed-call',
    `The call recorded in \`${here.file.path}\` failed with \`${short(error.Code)}\`, so its answer is missing. Run the command again with the rights it needs.`,
    here,
  );
  return [];
}

function reportUnknown(problem: string, spot: Spot): void {
  const key = spot.path.at(-1);
  const subject =
    typeof key === 'string' ? `\`${short(key)}\` in \`${spot.file.path}\`` : `\`${spot.file.path}\``;
  reportAt('unknown-answer', `${subject} ${problem}. It was left out.`, spot);
}

function reportAt(code: DiagnosticCode, detail: string, { file, path, report }: Spot): void {
  report(code, detail, { file: file.path, path, line: file.lineOf(path) });
}
