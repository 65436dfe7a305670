/**
 * Rules pasted as text: rows as spreadsheets copy them, or what `aws ec2 describe-security-groups`,
 * `describe-network-acls` and `describe-route-tables` print. What comes out are items of a document's lists.
 */
import { parseProtocol, protocolName } from '../packet/index.ts';
import { resourceTypes } from '../resources/index.ts';
import { isObject, shortText } from './hoplight/check.ts';
import { loadParsed } from './load.ts';
import { readRecords } from './plan/csv/records.ts';
import { parseText } from './text/index.ts';

export type RuleHolder = 'security-group' | 'network-acl' | 'route-table';
export type RuleItem = Readonly<Record<string, unknown>>;

export interface PastedRules {
  readonly ingress: readonly RuleItem[];
  readonly egress: readonly RuleItem[];
  readonly routes: readonly RuleItem[];
  /** What could not be read, each a full sentence. */
  readonly problems: readonly string[];
}

export interface PasteTarget {
  readonly kind: RuleHolder;
  readonly id: string;
  /** The direction that rows belong to which name none. */
  readonly direction: 'ingress' | 'egress';
}

/** Most rows of a table that are read. */
const MOST_ROWS = 1000;

/** Reads pasted rules; of a dump those of the resource with the target's id, else those of the first one. Never throws. */
export function readPastedRules(text: string, target: PasteTarget): PastedRules {
  if (text.trim() === '') return refused('There is nothing to paste.');
  return /^\s*[[{]/.test(text) ? fromJson(text, target) : fromTable(text, target);
}

function refused(problem: string): PastedRules {
  return { ingress: [], egress: [], routes: [], problems: [problem] };
}

function fromJson(text: string, { kind, id }: PasteTarget): PastedRules {
  const { files, diagnostics } = parseText({ path: 'What was pasted', text });
  const loaded = loadParsed(files);
  const { section, label } = resourceTypes[kind];
  const entries = itemsOf(loaded.document, section);
  const entry = entries.find((candidate) => candidate['id'] === id) ?? entries[0];
  const problems = [...diagnostics, ...loaded.diagnostics]
    .filter(({ severity, code }) => severity === 'error' || code === 'unreadable-text')
    .map(({ detail }) => detail);
  if (entry === undefined)
    return refused(problems[0] ?? `No ${label.toLowerCase()} was found in what was pasted.`);
  return {
    ingress: itemsOf(entry, 'ingress'),
    egress: itemsOf(entry, 'egress'),
    routes: itemsOf(entry, 'routes'),
    problems,
  };
}

function itemsOf(value: Readonly<Record<string, unknown>>, key: string): readonly RuleItem[] {
  const list = Object.hasOwn(value, key) ? value[key] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

type Field = 'direction' | 'number' | 'action' | 'protocol' | 'ports' | 'remote' | 'target' | 'description';

/** Headings by what they hold, without case, spaces and signs. */
const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  direction: ['direction', 'egress'],
  number: ['number', 'no', 'rule', 'rulenumber', 'ruleno', 'priority'],
  action: ['action', 'ruleaction', 'allowdeny', 'effect'],
  protocol: ['protocol', 'ipprotocol', 'type'],
  ports: ['port', 'ports', 'portrange', 'service'],
  remote: ['source', 'destination', 'cidr', 'cidrblock', 'from', 'to', 'peer', 'remote', 'address', 'prefix'],
  target: ['target', 'nexthop', 'gateway'],
  description: ['description', 'note', 'comment'],
};

/** What the columns are when no heading says so. */
const USUAL: Readonly<Record<RuleHolder, readonly Field[]>> = {
  'security-group': ['protocol', 'ports', 'remote', 'description'],
  'network-acl': ['number', 'action', 'protocol', 'ports', 'remote'],
  'route-table': ['remote', 'target'],
};

function fromTable(text: string, target: PasteTarget): PastedRules {
  const delimiter = ['\t', ';', ','].find((each) => text.includes(each)) ?? ',';
  const { records } = readRecords(text, delimiter, MOST_ROWS + 1);
  const [first] = records;
  const named = first === undefined ? undefined : headed(first.cells);
  const fields = named ?? USUAL[target.kind];
  const rules: { ingress: RuleItem[]; egress: RuleItem[]; routes: RuleItem[]; problems: string[] } = {
    ingress: [],
    egress: [],
    routes: [],
    problems: [],
  };
  if (records.length > MOST_ROWS) rules.problems.push(`Only the first ${MOST_ROWS} rows were read.`);
  for (const { cells, line } of records.slice(named === undefined ? 0 : 1, MOST_ROWS + 1)) {
    const cell = (field: Field) => (cells[fields.indexOf(field)] ?? '').trim();
    const item = itemOf(cell, target, directionOf(cell('direction'), target));
    if (typeof item === 'string') rules.problems.push(`Line ${line}: ${item}`);
    else if (target.kind === 'route-table') rules.routes.push(item);
    else rules[directionOf(cell('direction'), target)].push(item);
  }
  return rules;
}

/** The fields of a first row that holds headings; `undefined` when it is a row of rules already. */
function headed(cells: readonly string[]): readonly (Field | undefined)[] | undefined {
  const fields = cells.map((cell) => {
    const word = cell.toLowerCase().replace(/[^a-z]/g, '');
    return (Object.keys(HEADINGS) as Field[]).find((field) => HEADINGS[field].includes(word));
  });
  return fields.filter((field) => field !== undefined).length >= 2 ? fields : undefined;
}

function directionOf(text: string, { direction }: PasteTarget): 'ingress' | 'egress' {
  if (/^(egress|outbound|out|true)$/i.test(text)) return 'egress';
  return /^(ingress|inbound|in|false)$/i.test(text) ? 'ingress' : direction;
}

/** One row as an item; a sentence when it cannot be one. */
function itemOf(
  cell: (field: Field) => string,
  { kind }: PasteTarget,
  direction: 'ingress' | 'egress',
): RuleItem | string {
  const remote = cell('remote');
  if (remote === '') return 'the row has no address.';
  if (kind === 'route-table')
    return cell('target') === '' ? 'the row has no target.' : { destination: remote, target: cell('target') };
  const traffic = trafficOf(cell('protocol'), cell('ports'));
  if (typeof traffic === 'string') return traffic;
  if (kind === 'security-group') {
    const description = cell('description');
    const peers = remote.split(/[\s,]+/);
    return {
      ...traffic,
      ...(direction === 'ingress' ? { from: peers } : { to: peers }),
      ...(description !== '' && { description }),
    };
  }
  const ruleNumber = Number(cell('number'));
  if (!Number.isInteger(ruleNumber) || ruleNumber < 1 || ruleNumber > 32766)
    return `\`${shortText(cell('number'))}\` is no rule number from 1 to 32766.`;
  const ruleAction = cell('action').toLowerCase();
  if (ruleAction !== 'allow' && ruleAction !== 'deny')
    return `\`${shortText(cell('action'))}\` is neither allow nor deny.`;
  return { ruleNumber, ruleAction, ...traffic, cidrBlock: remote };
}

function trafficOf(protocol: string, ports: string): RuleItem | string {
  const word = protocol.toLowerCase();
  if (word === '' || word === '-1' || word.startsWith('all')) return { protocol: '-1' };
  const number = parseProtocol(word);
  if (number === undefined) return `\`${shortText(protocol)}\` is no protocol.`;
  const isAll = ports === '' || ports === '*' || /^(all|n\/a|-1)$/i.test(ports);
  return { protocol: protocolName(number), ...(!isAll && { ports: ports.replace(/\s*[-–]\s*/, '-') }) };
}
