/**
 * The items of a rule list as they are edited: put in, taken out, moved. Pure; each gives a new list.
 *
 * Entries of a network ACL are ordered by their numbers: a moved one takes the number of its new place, and one put
 * between two others gets a number between theirs.
 */
import type { Diagram } from '../../../engine/index.ts';
import type { RuleRow } from '../../worker/protocol.ts';

export type RuleKind = 'security-group' | 'network-acl' | 'route-table';
export type RuleListName = 'ingress' | 'egress' | 'routes';
export type RuleItem = Readonly<Record<string, unknown>>;

/** The kinds of resource that hold rules, and the lists of each. */
const LISTS: Readonly<Record<RuleKind, readonly RuleListName[]>> = {
  'security-group': ['ingress', 'egress'],
  'network-acl': ['ingress', 'egress'],
  'route-table': ['routes'],
};

export function isRuleKind(kind: string): kind is RuleKind {
  return Object.hasOwn(LISTS, kind);
}

export function listsOf(kind: RuleKind): readonly RuleListName[] {
  return LISTS[kind];
}

/** The member of an item that names the other end. */
export function remoteField(kind: RuleKind, list: RuleListName): 'from' | 'to' | 'cidrBlock' | 'destination' {
  if (kind === 'route-table') return 'destination';
  if (kind === 'network-acl') return 'cidrBlock';
  return list === 'ingress' ? 'from' : 'to';
}

/** A row of a rule table. */
export interface Row {
  readonly item: RuleItem;
  /** Place of the item in the document's list; `null` when AWS fills the list in. */
  readonly place: number | null;
  /** The same as the engine reads it: one line for each peer. */
  readonly lines: readonly RuleRow[];
}

/**
 * The rows of a list: as the document states them, else what AWS fills in, written as a document would.
 *
 * @param lines - the rows as the engine reads them
 */
export function rowsOf(
  kind: RuleKind,
  list: RuleListName,
  entry: RuleItem | undefined,
  lines: readonly RuleRow[],
): readonly Row[] {
  const own = lines.filter((line) => line.list === list);
  const stated = entry !== undefined && Object.hasOwn(entry, list) ? entry[list] : undefined;
  if (!Array.isArray(stated))
    return own.map((line) => ({ item: itemOf(kind, list, line), place: null, lines: [line] }));
  const rows = (stated as readonly RuleItem[]).map((item, place) => ({
    item,
    place,
    lines: own.filter((line) => line.item === place),
  }));
  // NACL-2: the lowest number is asked first, wherever it is written.
  return kind === 'network-acl' ? rows.sort((a, b) => numberOf(a.item) - numberOf(b.item)) : rows;
}

function numberOf(item: RuleItem): number {
  return Number(item['ruleNumber']);
}

function itemOf(kind: RuleKind, list: RuleListName, line: RuleRow): RuleItem {
  if (kind === 'route-table') return { destination: line.remote, target: line.action };
  const traffic = {
    protocol: line.protocol === 'all' ? '-1' : line.protocol,
    ...(line.ports !== 'all' && { ports: line.ports }),
  };
  if (kind === 'security-group') return { ...traffic, [remoteField(kind, list)]: [line.remote] };
  return { ruleNumber: Number(line.entry), ruleAction: line.action, ...traffic, cidrBlock: line.remote };
}

const FIRST_NUMBER = 100;
const STEP = 10;
const LAST_NUMBER = 32766;

function numbersOf(items: readonly RuleItem[]): readonly number[] {
  return items.map(numberOf);
}

/** The numbers of a list with one more at `at`: between its neighbours, or all anew where there is no room. */
export function numbersWith(numbers: readonly number[], at: number): readonly number[] {
  const before = numbers[at - 1];
  const after = numbers[at];
  const fresh = numberBetween(before, after);
  if (fresh !== undefined) return [...numbers.slice(0, at), fresh, ...numbers.slice(at)];
  const count = numbers.length + 1;
  const step = Math.max(1, Math.min(STEP, Math.floor(LAST_NUMBER / (count + STEP))));
  const first = step === STEP ? FIRST_NUMBER : 1;
  return Array.from({ length: count }, (_, index) => first + index * step);
}

function numberBetween(before: number | undefined, after: number | undefined): number | undefined {
  if (after === undefined) {
    const next = before === undefined ? FIRST_NUMBER : (Math.floor(before / STEP) + 1) * STEP;
    return next <= LAST_NUMBER ? next : undefined;
  }
  const low = before ?? 0;
  const middle = Math.floor((low + after) / 2);
  const round = Math.floor(middle / STEP) * STEP;
  if (round > low) return round;
  return middle > low && middle < after ? middle : undefined;
}

function numbered(items: readonly RuleItem[], numbers: readonly number[]): readonly RuleItem[] {
  return items.map((item, index) => ({ ...item, ruleNumber: numbers[index] }));
}

/** With an item put before the one at `at`; at the end when `at` is the length. */
export function inserted(
  kind: RuleKind,
  items: readonly RuleItem[],
  at: number,
  item: RuleItem,
): readonly RuleItem[] {
  const longer = [...items.slice(0, at), item, ...items.slice(at)];
  return kind === 'network-acl' ? numbered(longer, numbersWith(numbersOf(items), at)) : longer;
}

export function removed(items: readonly RuleItem[], at: number): readonly RuleItem[] {
  return items.filter((_, index) => index !== at);
}

/** With the item at `from` standing at `to`; numbers stay where they are. */
export function moved(
  kind: RuleKind,
  items: readonly RuleItem[],
  from: number,
  to: number,
): readonly RuleItem[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return items;
  const rest = removed(items, from);
  const result = [...rest.slice(0, to), item, ...rest.slice(to)];
  return kind === 'network-acl' ? numbered(result, numbersOf(items)) : result;
}

/** With pasted items added: entries of a number that is taken already take its place. */
export function merged(
  kind: RuleKind,
  items: readonly RuleItem[],
  pasted: readonly RuleItem[],
): readonly RuleItem[] {
  if (kind !== 'network-acl') return [...items, ...pasted];
  const taken = new Set(numbersOf(pasted));
  const kept = items.filter((item) => !taken.has(numberOf(item)));
  return [...kept, ...pasted].sort((a, b) => numberOf(a) - numberOf(b));
}

/** What a new row begins with: something that can stand as it is, and lets little through. */
export function freshItem(kind: RuleKind, list: RuleListName, block: string): RuleItem {
  const traffic = { protocol: 'tcp', ports: '443' };
  if (kind === 'network-acl') return { ruleNumber: 0, ruleAction: 'allow', ...traffic, cidrBlock: block };
  return { ...traffic, [remoteField(kind, list)]: [block] };
}

/** Everywhere, then what is left to route beside it. */
const DESTINATIONS = ['0.0.0.0/0', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** What a new route begins with: a destination that has none yet, to the way out that the VPC has. */
export function freshRoute(items: readonly RuleItem[], diagram: Diagram, vpc: string | null): RuleItem {
  const routed = new Set(items.map(({ destination }) => destination));
  const destination = DESTINATIONS.find((each) => !routed.has(each)) ?? '0.0.0.0/0';
  const parents = new Map(diagram.nodes.map(({ id, parent }) => [id, parent]));
  const isWithin = (id: string | null): boolean =>
    id !== null && (id === vpc || isWithin(parents.get(id) ?? null));
  const wayOut = ['internet-gateway', 'nat-gateway'].flatMap(
    (kind) => diagram.nodes.find((node) => node.kind === kind && isWithin(node.parent)) ?? [],
  )[0];
  return { destination, target: wayOut?.id ?? 'local' };
}

/** The peers or the block of an item as one text. */
export function remoteText(item: RuleItem, field: ReturnType<typeof remoteField>): string {
  const value = item[field];
  return Array.isArray(value) ? value.map(String).join(', ') : typeof value === 'string' ? value : '';
}

/** The text of the other end as an item holds it: several peers of a group as a list. */
export function remoteValue(text: string, field: ReturnType<typeof remoteField>): unknown {
  const said = text.trim();
  if (field === 'cidrBlock' || field === 'destination') return said;
  return said.split(/\s*,\s*/).filter((peer) => peer !== '');
}
