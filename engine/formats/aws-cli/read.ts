/**
 * Reads the output of AWS CLI describe commands into a hoplight/1 document.
 *
 * All answers of all files are one dump, whatever file they lie in. First every object is read by its kind; then passes
 * bring together what several answers say about one resource; last it is named what the dump lacks.
 */
import { collectDiagnostics } from '../../diagnostics/index.ts';
import type { ConvertedDocument, Origin } from '../source.ts';
import { collectAnswers } from './answers.ts';
import type { Answer, Element } from './answers.ts';
import { countRows } from './counts.ts';
import type { Reading } from './counts.ts';
import { READ, emptyDump, originOf, sectionNames } from './dump.ts';
import type { Dump, HeldAnswer, Outcome } from './dump.ts';
import { isObject, list } from './fields.ts';
import type { DumpFile, Fields, Item } from './fields.ts';
import { NOT_MODELLED } from './ignored-answers.ts';
import type { AnswerKind } from './kind.ts';
import { KEPT_BY_NAME } from './kinds/other-resources.ts';
import { findNotHeld, reportCutAnswers } from './not-held.ts';
import { passes } from './passes.ts';

/** Reads a dump; never throws, and keeps what it understands. */
export function readAwsCli(files: readonly DumpFile[]): ConvertedDocument {
  const { report, all } = collectDiagnostics();
  const answers = collectAnswers(files, report);
  const cut = cutAnswers(answers);
  const dump = emptyDump(report, heldAnswers(answers, cut));
  const readings = answers.flatMap((answer) => readAnswer(answer, dump, cut.has(answer)));
  for (const pass of passes) pass(dump);
  markIncomplete(dump);
  const notHeld = findNotHeld(dump);
  reportCutAnswers(
    dump,
    [...cut].flatMap(({ as }) => ('ignored' in as ? [] : [as])),
  );
  reportNotModelled(readings, dump);

  const origins = new Map<object, Origin>();
  const sections: [string, unknown][] = [];
  for (const name of sectionNames) {
    const drafts = [...dump.drafts[name].values()];
    for (const { value, fields } of drafts) origins.set(value, originOf(fields));
    if (drafts.length > 0) sections.push([name, drafts.map(({ value }) => value)]);
  }
  const document = {
    format: 'hoplight/1',
    ...(notHeld.length > 0 ? { notHeld } : {}),
    ...Object.fromEntries(sections),
  };
  return { document, origins, diagnostics: all(), counts: countRows(readings) };
}

/** Answers that are not all there: the file breaks off, or the last page is missing, which alone names no next one. */
function cutAnswers(answers: readonly Answer[]): Set<Answer> {
  const lastPages = new Set(answers.filter(({ hasMore }) => !hasMore).map(({ key }) => key));
  return new Set(
    answers.filter(({ key, file, hasMore }) => file.complete === false || (hasMore && !lastPages.has(key))),
  );
}

/** What the dump speaks of, be it to say that there is none; each once, since a file may hold an answer a line. */
function heldAnswers(answers: readonly Answer[], cut: ReadonlySet<Answer>): HeldAnswer[] {
  const held = new Map<string, HeldAnswer>();
  for (const each of answers) {
    const { as, elements, scope } = each;
    if ('ignored' in as || as.section === undefined) continue;
    const complete = !cut.has(each);
    const answer: HeldAnswer = { section: as.section, scope, complete, isEmpty: elements.length === 0 };
    held.set(JSON.stringify(answer), answer);
  }
  return [...held.values()];
}

function readAnswer(answer: Answer, dump: Dump, isCut: boolean): Reading[] {
  const { as, key, elements } = answer;
  if ('ignored' in as) {
    const outcome: Outcome = { kind: 'skipped', why: as.ignored };
    return elements.map(() => ({ key, item: undefined, outcome }));
  }
  if (answer.container !== undefined && as.note !== undefined) {
    const { members, path } = answer.container;
    const item = newItem(answer.file, as, dump, isCut);
    as.note({ members, parent: undefined, steps: path, item }, dump);
  }
  return elements.flatMap((element) => readElement(element, answer, as, dump, isCut));
}

function readElement(
  element: Element,
  answer: Answer,
  kind: AnswerKind,
  dump: Dump,
  isCut: boolean,
): Reading[] {
  const { value, path } = element;
  const { file } = answer;
  if (typeof value === 'string' && kind.ofTexts === true)
    return [{ key: kind.key, item: undefined, outcome: READ }];
  if (!isObject(value)) {
    dump.report(
      'invalid-value',
      `${kind.label} at position ${String(path.at(-1))}: it must be an object. It was left out.`,
      {
        file: file.path,
        path,
        line: file.lineOf(path),
      },
    );
    const outcome: Outcome = { kind: 'skipped', why: 'not an object' };
    return [{ key: kind.key, item: undefined, outcome }];
  }
  const item = newItem(file, kind, dump, isCut);
  const fields = fieldsOf(element, value, item);
  if (kind.inner === undefined) return [readOne(fields, kind.key, kind, answer, dump)];
  const inner = list(fields, kind.inner);
  if (inner === undefined) {
    const outcome: Outcome = { kind: 'skipped', why: `without \`${kind.inner}\`` };
    return [{ key: kind.key, item: fields.item, outcome }];
  }
  // Each object inside is a resource of its own, and is counted under its own word.
  return inner.map((each) =>
    readOne({ ...each, item: newItem(file, kind, dump, isCut) }, kind.inner ?? kind.key, kind, answer, dump),
  );
}

function readOne(fields: Fields, key: string, kind: AnswerKind, answer: Answer, dump: Dump): Reading {
  return { key, item: fields.item, outcome: kind.read(fields, dump, answer.scope) };
}

function fieldsOf({ path, container }: Element, members: Fields['members'], item: Item): Fields {
  if (container === undefined) return { members, parent: undefined, steps: path, item };
  const parent: Fields = { members: container.members, parent: undefined, steps: container.path, item };
  return { members, parent, steps: path.slice(container.path.length), item };
}

function newItem(file: DumpFile, { label }: AnswerKind, dump: Dump, isCut: boolean): Item {
  return { file, report: dump.report, label, id: undefined, isCut, faults: 0, said: new Set() };
}

/** Of a file that breaks off, tables, ACLs and groups may lack what follows: no verdict may hang on that. */
function markIncomplete({ drafts }: Dump): void {
  for (const section of ['routeTables', 'networkAcls', 'securityGroups'] as const) {
    for (const { value, fields } of drafts[section].values()) {
      if (fields.item.file.complete === false) value.incomplete = true;
    }
  }
}

/** One remark for each kind of thing that traces don't walk through. */
function reportNotModelled(readings: readonly Reading[], dump: Dump): void {
  const numbers = new Map<string, number>();
  for (const { key, outcome } of readings) {
    const isNotModelled =
      outcome === KEPT_BY_NAME || (outcome.kind === 'skipped' && outcome.why === NOT_MODELLED);
    if (isNotModelled) numbers.set(key, (numbers.get(key) ?? 0) + 1);
  }
  for (const [key, number] of numbers) {
    const objects = number === 1 ? '1 object is' : `${number} objects are`;
    dump.report(
      'not-modelled',
      `\`${key}\`: ${objects} of a kind that traces do not walk through. A packet handed to one ends as \`unknown\`.`,
    );
  }
}
