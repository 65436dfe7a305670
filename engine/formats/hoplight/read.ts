/**
 * Reads a hoplight/1 document into a Network. Every other format becomes such a document first, so this is the only
 * place where networks are made from input.
 */
import * as v from 'valibot';
import { collectDiagnostics } from '../../diagnostics/index.ts';
import type { Diagnostic, DiagnosticPlace, Path } from '../../diagnostics/index.ts';
import { formatAddress } from '../../ip/index.ts';
import { createNetwork, withDefaults } from '../../model/index.ts';
import type { Network, WrittenFlow } from '../../model/index.ts';
import type { Found, ParseContext } from '../../model/resource-type.ts';
import type { Plan } from '../../plan/index.ts';
import { allResourceTypes } from '../../resources/index.ts';
import type { AnyResourceType, Resource, ResourceKind } from '../../resources/index.ts';
import { readPlainPlan } from '../plan/read-plain.ts';
import type { Origin, PlainDocument, SourceFile } from '../source.ts';
import { checkEntry, isObject, placeText, shortText, unknownKeyMessage } from './check.ts';
import type { Problem } from './check.ts';
import { checkDrawing } from './drawing.ts';
import { documentHead, flowSchema } from './schema.ts';

type DocumentFlow = v.InferOutput<typeof flowSchema>;

export interface ReadDocument {
  readonly network: Network;
  /** The document's own address plan; nothing in it, good or bad, changes the network. */
  readonly plan: Plan | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Where the parts of a document stood: the file it is, or the files it was converted from. */
export interface DocumentSource {
  readonly file?: SourceFile | undefined;
  readonly origins?: ReadonlyMap<object, Origin> | undefined;
}

/** Most resources of one kind that are read. */
const MOST_ENTRIES = 200_000;

interface Entry {
  readonly type: AnyResourceType;
  readonly id: string;
  readonly document: never;
  readonly incomplete: boolean;
  readonly unread: ReadonlySet<string>;
  readonly place: (path: Path) => DiagnosticPlace;
}

/** Makes a network of a document; keeps what it understands and reports all the rest. Never throws on any input. */
export function readHoplight(document: PlainDocument, source: DocumentSource = {}): ReadDocument {
  const { report, all } = collectDiagnostics();
  const placeIn = (value: unknown, root: Path) => placeFinder(source, value, root);
  reportUnknownSections(document, (key, message) =>
    report('unknown-key', message, placeIn(document, [])([key])),
  );

  // EVAL-8: where something of a kind could not be read, that AWS would fill in a default is no longer known.
  const unreadDefaults = new Set<ResourceKind>();
  const leftOut: LeftOut[] = [];
  const read = allResourceTypes.flatMap((type) => {
    const list = document[type.section];
    const at = placeIn(document, []);
    if (list === undefined || list === null) return [];
    if (!Array.isArray(list)) {
      report(
        'invalid-value',
        `\`${type.section}\` must be a list; found \`${shortText(list)}\`. The section was left out.`,
        at([type.section]),
      );
      unreadDefaults.add(type.kind);
      return [];
    }
    if (list.length > MOST_ENTRIES) {
      report(
        'input-too-large',
        `\`${type.section}\` has ${list.length} entries; the first ${MOST_ENTRIES} were read.`,
        at([type.section]),
      );
      unreadDefaults.add(type.kind);
    }
    return list.slice(0, MOST_ENTRIES).flatMap((value: unknown, index): Entry[] => {
      const place = placeIn(value, [type.section, index]);
      const checked = checkEntry<never>(type.schema, value);
      const id = idIn(value) ?? `${type.section}[${index}]`;
      const { output } = checked;
      const dropped = output === undefined ? ` ${type.label} \`${shortText(id)}\` was left out.` : '';
      for (const problem of checked.problems)
        reportProblem(problem, `${type.label} \`${shortText(id)}\``, dropped, place, id);
      if (output === undefined) {
        leftOut.push({ type, id: idIn(value), place });
        if (mayBeDefault(value)) unreadDefaults.add(type.kind);
        return [];
      }
      return [{ type, id, document: output, incomplete: checked.incomplete, unread: checked.unread, place }];
    });
  });

  function reportProblem(
    problem: Problem,
    subject: string,
    dropped: string,
    place: (path: Path) => DiagnosticPlace,
    resource: string | undefined,
  ): void {
    const at = problem.path.length === 0 ? '' : ` at \`${placeText(problem.path)}\``;
    report(problem.code, `${subject}${at}: ${problem.message}${dropped}`, {
      ...place(problem.path),
      resource,
    });
  }

  const entries = [...read, ...placeholders(read, leftOut)];
  const index = indexOf(entries, (entry, first) =>
    report(
      'duplicate-id',
      `Two ${first.type.section} have the id \`${shortText(entry.id)}\`. The first was kept; give the second an id of its own.`,
      { ...entry.place(['id']), resource: entry.id },
    ),
  );
  const resources = index.entries.flatMap((entry) => {
    const { type } = entry;
    return type.parse(entry.document, contextOf(entry, index, report));
  });
  const head = readHead(document, report, placeIn(document, []));
  const notHeld = allResourceTypes
    .filter(({ section }) => head.notHeld.includes(section))
    .map(({ kind }) => kind);
  const flows = readFlows(document, (problem, position) =>
    reportProblem(problem, `Flow ${position + 1}`, '', placeIn(document, ['flows', position]), undefined),
  );
  const network = createNetwork(withDefaults(unique(resources), new Set(notHeld), unreadDefaults), {
    name: head.name,
    notHeld,
    flows: flows.map(writtenFlow),
    document,
  });
  checkDrawing(document, (problem) =>
    reportProblem(problem, 'The drawing', '', placeIn(document['drawing'], ['drawing']), undefined),
  );
  const { plan: written } = document;
  const plan =
    written === undefined || written === null
      ? undefined
      : readPlainPlan(written, placeIn(written, ['plan']), report);
  return { network, plan, diagnostics: all() };
}

/** An entry that could not be kept. */
interface LeftOut {
  readonly type: AnyResourceType;
  readonly id: string | undefined;
  readonly place: (path: Path) => DiagnosticPlace;
}

/** Whether an unreadable entry may be the one that AWS's default would stand in for: the main table, the default ACL or group. */
function mayBeDefault(value: unknown): boolean {
  if (!isObject(value)) return true;
  return ['main', 'isDefault'].some(
    (key) => Object.hasOwn(value, key) && value[key] !== false && value[key] !== null,
  );
}

/**
 * What was left out is there all the same (EVAL-8): its id is kept as that of something that traces do not walk
 * through, so that a route to it ends as `unknown` and not as a blackhole.
 */
function placeholders(read: readonly Entry[], leftOut: readonly LeftOut[]): Entry[] {
  const known = new Set(read.map(({ id }) => id));
  const other = allResourceTypes.find(({ kind }) => kind === 'other-resource');
  return leftOut.flatMap(({ type, id, place }): Entry[] => {
    if (other === undefined || id === undefined || id === '' || known.has(id)) return [];
    known.add(id);
    // INVARIANT: this is what the schema of other resources gives.
    const document = {
      id,
      name: undefined,
      type: `${type.label}, left out as unreadable`,
      vpc: undefined,
    } as never;
    return [{ type: other, id, document, incomplete: true, unread: new Set(), place }];
  });
}

type Report = ReturnType<typeof collectDiagnostics>['report'];

interface Index {
  readonly entries: readonly Entry[];
  readonly byKind: ReadonlyMap<ResourceKind, ReadonlyMap<string, Entry | undefined>>;
  readonly idsByName: ReadonlyMap<ResourceKind, ReadonlyMap<string, readonly string[]>>;
}

function indexOf(entries: readonly Entry[], onDuplicate: (entry: Entry, first: Entry) => void): Index {
  const byKind = new Map<ResourceKind, Map<string, Entry | undefined>>();
  const idsByName = new Map<ResourceKind, Map<string, string[]>>();
  const ofKind = (kind: ResourceKind) => {
    const map = byKind.get(kind) ?? new Map<string, Entry | undefined>();
    byKind.set(kind, map);
    return map;
  };
  const kept = entries.filter((entry) => {
    const ids = ofKind(entry.type.kind);
    const first = ids.get(entry.id);
    if (first !== undefined) onDuplicate(entry, first);
    else ids.set(entry.id, entry);
    return first === undefined;
  });
  for (const entry of kept) {
    const { name } = entry.document as { name?: string | undefined };
    if (name !== undefined) {
      const names = idsByName.get(entry.type.kind) ?? new Map<string, string[]>();
      idsByName.set(entry.type.kind, names);
      names.set(name, [...(names.get(name) ?? []), entry.id]);
    }
    for (const { kind, id } of entry.type.implied?.(entry.document) ?? []) {
      if (!ofKind(kind).has(id)) ofKind(kind).set(id, undefined);
    }
  }
  return { entries: kept, byKind, idsByName };
}

function contextOf(entry: Entry, index: Index, report: Report): ParseContext {
  const find = (text: string, ...kinds: ResourceKind[]): Found | undefined => {
    for (const kind of kinds) if (index.byKind.get(kind)?.has(text)) return { kind, id: text };
    for (const kind of kinds) {
      const ids = index.idsByName.get(kind)?.get(text) ?? [];
      if (ids.length === 1 && ids[0] !== undefined) return { kind, id: ids[0] };
      if (ids.length > 1) {
        report(
          'ambiguous-name',
          `\`${shortText(text)}\` is the name of ${ids.length} resources (${ids
            .slice(0, 3)
            .map((id) => `\`${id}\``)
            .join(', ')}). Write the id of the one that is meant.`,
          { ...entry.place([]), resource: entry.id },
        );
      }
    }
    return undefined;
  };
  return {
    incomplete: entry.incomplete,
    isUnread: (member) => entry.unread.has(member),
    isIncomplete: (kind, id) => index.byKind.get(kind)?.get(id)?.incomplete ?? false,
    find,
    idOf: (text, path, ...kinds) => {
      const found = find(text, ...kinds);
      if (found !== undefined) return found.id;
      report(
        'unresolved-reference',
        `${entry.type.label} \`${shortText(entry.id)}\` names \`${shortText(text)}\`, which the input does not hold.`,
        { ...entry.place(path), resource: entry.id },
      );
      return text;
    },
    idOrText: (text, ...kinds) => find(text, ...kinds)?.id ?? text,
    // INVARIANT: callers name the kind whose schema gives `Entry`.
    entry: <T>(kind: ResourceKind, id: string) => index.byKind.get(kind)?.get(id)?.document as T | undefined,
    report: (code, detail, path) => report(code, detail, { ...entry.place(path), resource: entry.id }),
  };
}

/** Implied resources come after stated ones of the same id, and give way to them. */
function unique(resources: readonly Resource[]): Resource[] {
  const stated = new Map<string, Resource>();
  for (const resource of resources) {
    const key = `${resource.kind} ${resource.id}`;
    const known = stated.get(key);
    stated.set(key, known === undefined ? resource : preferStated(known, resource));
  }
  return [...stated.values()];
}

function preferStated(known: Resource, other: Resource): Resource {
  // A VPC's gateway shorthand and the gateway's own entry are one gateway: the attachment of either counts.
  if (known.kind === 'internet-gateway' && other.kind === 'internet-gateway')
    return { ...known, ...other, vpc: other.vpc ?? known.vpc };
  if (known.kind === 'egress-only-internet-gateway' && other.kind === 'egress-only-internet-gateway') {
    return { ...known, ...other, vpc: other.vpc ?? known.vpc };
  }
  return known;
}

function readHead(document: PlainDocument, report: Report, place: (path: Path) => DiagnosticPlace) {
  const parts = {
    format: document['format'],
    name: document['name'],
    description: document['description'],
    notHeld: document['notHeld'],
  };
  const { format, name, notHeld } = documentHead;
  const checked = checkEntry(
    v.object({ format, name, description: documentHead.description, notHeld }),
    parts,
  );
  for (const problem of checked.problems) {
    if (problem.code !== 'unknown-key')
      report(
        problem.code,
        `The document's \`${placeText(problem.path)}\`: ${problem.message}`,
        place(problem.path),
      );
  }
  return { name: checked.output?.name, notHeld: checked.output?.notHeld ?? [] };
}

function readFlows(
  document: PlainDocument,
  onProblem: (problem: Problem, index: number) => void,
): DocumentFlow[] {
  const { flows } = document;
  if (flows === undefined || flows === null) return [];
  if (!Array.isArray(flows)) {
    onProblem({ code: 'invalid-value', path: [], message: '`flows` must be a list.' }, 0);
    return [];
  }
  return flows.slice(0, MOST_ENTRIES).flatMap((flow: unknown, index) => {
    const checked = checkEntry(flowSchema, flow);
    for (const problem of checked.problems) onProblem(problem, index);
    return checked.output === undefined || checked.incomplete ? [] : [checked.output];
  });
}

function writtenFlow(flow: DocumentFlow): WrittenFlow {
  const { expect, fromIp, ...question } = flow;
  const asked = { ...question, ...(fromIp === undefined ? {} : { fromIp: formatAddress(fromIp) }) };
  return { name: flow.name ?? `${flow.from} → ${flow.to}`, question: asked, expect };
}

const SECTIONS: ReadonlySet<string> = new Set([
  ...Object.keys(documentHead),
  ...allResourceTypes.map(({ section }) => section),
]);

function reportUnknownSections(
  document: PlainDocument,
  onUnknown: (key: string, message: string) => void,
): void {
  for (const key of Object.keys(document)) {
    if (!SECTIONS.has(key)) onUnknown(key, `The document: ${unknownKeyMessage(key, [...SECTIONS])}`);
  }
}

function placeFinder(source: DocumentSource, value: unknown, root: Path): (path: Path) => DiagnosticPlace {
  const origin = isObject(value) ? source.origins?.get(value) : undefined;
  if (origin !== undefined) {
    return () => ({ file: origin.file.path, path: origin.path, line: origin.file.lineOf(origin.path) });
  }
  const { file } = source;
  if (file === undefined) return (path) => ({ path: [...root, ...path] });
  return (path) => ({ file: file.path, path: [...root, ...path], line: file.lineOf([...root, ...path]) });
}

function idIn(value: unknown): string | undefined {
  return isObject(value) && typeof value['id'] === 'string' ? value['id'] : undefined;
}
