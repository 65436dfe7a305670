/** A step's list of entries, laid out as the rows of a table. */
import type { EntryReport, StepReport } from '../../engine/index.ts';
import { endOf } from '../layout/column.ts';
import type { Column, Decision } from '../layout/column.ts';
import { columnTitle, entryName, failedField, isUnsent, listingOf, objectName, remoteWord } from './words.ts';
import type { Listing } from './words.ts';

export type FieldState = 'plain' | 'matched' | 'failed' | 'unread';

export interface EvidenceField {
  readonly text: string;
  readonly state: FieldState;
}

export interface EvidenceRow {
  readonly key: string;
  readonly hit: boolean;
  readonly fields: readonly EvidenceField[];
  /** The field that failed first; empty in the row that decides. */
  readonly field: string;
  readonly why: string;
}

export interface EvidenceTable {
  readonly title: string;
  readonly listing: 'rules' | 'group' | 'routes' | 'check';
  readonly ending: 'dropped' | 'let-on' | 'not-known';
  readonly headings: readonly string[];
  /** The packet's own fields, one for each heading after the first; `null` where the one row says them. */
  readonly packet: readonly string[] | null;
  readonly packetWords: string;
  readonly count: string;
  readonly rows: readonly EvidenceRow[];
}

export function evidenceOf(decision: Decision, column: Column, leg: 'forward' | 'return'): EvidenceTable {
  const { step } = decision;
  const listing = listingOf(step);
  const ending = step.outcome === 'denied' ? 'dropped' : step.outcome === 'unknown' ? 'not-known' : 'let-on';
  return {
    title: `${step.label}, ${objectName(step)}: entries against this packet`,
    listing: listing === 'group rules' ? 'group' : listing,
    ending,
    headings: headingsOf(listing, step),
    packet: listing === 'check' ? null : packetFields(listing, step),
    packetWords: `the ${leg === 'forward' ? 'request' : 'reply'}, at ${columnTitle(column)}`,
    count: countText(step),
    rows: [
      ...step.passedOver.map((entry, at) => passedRow(entry, at, listing, step)),
      lastRow(listing, step, leg),
    ],
  };
}

function headingsOf(listing: Listing, step: StepReport): readonly string[] {
  switch (listing) {
    case 'rules':
      return ['Entry', 'Action', 'Protocol', ports(step), remoteWord(step)];
    case 'group rules':
      return ['Rule', 'Group', 'Protocol', ports(step), remoteWord(step)];
    case 'routes':
      return ['Length', 'Destination', 'Target'];
    case 'check':
      return ['Check', 'Source', 'Destination'];
  }
}

function ports({ packet }: StepReport): string {
  return packet.icmpType === null ? 'Port' : 'Type';
}

function packetFields(listing: Listing, step: StepReport): readonly string[] {
  const { packet } = step;
  if (listing === 'routes') return [packet.dst, ''];
  const port =
    packet.icmpType === null ? (packet.dstPort ?? '–') : `${packet.icmpType}/${packet.icmpCode ?? 0}`;
  const remote = remoteWord(step) === 'Source' ? packet.src : packet.dst;
  return ['', packet.protocol, String(port), remote];
}

function countText({ passedOver }: StepReport): string {
  const count = passedOver.length;
  if (count === 0) return '';
  return `${count} ${count === 1 ? 'entry' : 'entries'} passed over: the first field that failed`;
}

function passedRow(entry: EntryReport, at: number, listing: Listing, step: StepReport): EvidenceRow {
  return {
    key: `${at} ${entry.entry}`,
    hit: false,
    fields: fieldsOf(entry, listing, true),
    field: failedField(entry, step),
    why: entry.why,
  };
}

function fieldsOf(entry: EntryReport, listing: Listing, judged: boolean): readonly EvidenceField[] {
  const field = (text: string, name: 'protocol' | 'port' | 'remote' | null): EvidenceField => ({
    text,
    state: name === null || !judged ? 'plain' : judge(entry.failed, name),
  });
  switch (listing) {
    case 'rules':
      return [
        field(entry.entry, null),
        field(entry.action, null),
        field(entry.protocol, 'protocol'),
        field(entry.ports, 'port'),
        field(entry.remote, 'remote'),
      ];
    case 'group rules':
      return [
        field(entryName(entry), null),
        field(entry.owner, null),
        field(entry.protocol, 'protocol'),
        field(entry.ports, 'port'),
        field(entry.remote, 'remote'),
      ];
    case 'check':
      return [];
    case 'routes':
      return [
        field(prefixLength(entry), null),
        field(destination(entry), 'remote'),
        field(entry.action, null),
      ];
  }
}

function destination({ remote, entry }: EntryReport): string {
  return remote === '' ? entry : remote;
}

/** `/16`: what longest-prefix match goes by; empty for a prefix list. */
function prefixLength(entry: EntryReport): string {
  return /\/\d+$/.exec(destination(entry))?.[0] ?? '';
}

/** Fields are compared from the left; what stands after the first that failed was never read. */
function judge(failed: EntryReport['failed'], name: 'protocol' | 'port' | 'remote'): FieldState {
  const order = ['protocol', 'port', 'remote'] as const;
  const stop = failedColumn(failed);
  if (stop === null) return 'matched';
  const distance = order.indexOf(name) - order.indexOf(stop);
  return distance < 0 ? 'matched' : distance === 0 ? 'failed' : 'unread';
}

function failedColumn(failed: EntryReport['failed']): 'protocol' | 'port' | 'remote' | null {
  switch (failed) {
    case 'protocol':
      return 'protocol';
    case 'port':
    case 'icmp-type':
      return 'port';
    case 'family':
    case 'remote':
      return 'remote';
    case 'shorter-prefix':
    case 'lower-priority':
    case null:
      return null;
    default:
      return failed satisfies never;
  }
}

function lastRow(listing: Listing, step: StepReport, leg: 'forward' | 'return'): EvidenceRow {
  const packet = leg === 'forward' ? 'request' : 'reply';
  const ends =
    step.outcome === 'denied'
      ? isUnsent(step)
        ? 'nothing is sent'
        : `the ${packet} is dropped here`
      : step.outcome === 'unknown'
        ? 'the answer is not in the model'
        : `the ${packet} goes on`;
  if (listing === 'check') {
    const texts = [step.label, endOf(step.packet, 'src'), endOf(step.packet, 'dst')];
    const fields = texts.map((text): EvidenceField => ({ text, state: 'plain' }));
    return { key: 'last', hit: true, fields, field: '', why: `${capital(step.summary)}: ${ends}` };
  }
  if (step.matched !== null) {
    const why = `${listing === 'routes' ? 'Longest match' : 'Matches'}: ${ends}`;
    return { key: 'last', hit: true, fields: fieldsOf(step.matched, listing, false), field: '', why };
  }
  const blanks = headingsOf(listing, step).map((): EvidenceField => ({ text: '–', state: 'plain' }));
  const none = listing === 'routes' ? 'No route matches' : 'No rule matches';
  return { key: 'last', hit: true, fields: blanks, field: '', why: `${none}: ${ends}` };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
