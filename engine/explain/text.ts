/**
 * A trace as plain text, to read in a terminal or paste into a ticket: the verdict and what decided it first, then both
 * halves hop by hop, then what else blocks, what would open it, and what was supposed.
 *
 * INVARIANT: no line is wider than `width`; no control character of a user's text gets through; colours are the caller's.
 */
import { fit, naturalWidths, numbered, pageOf, paragraph, row, table, widthOf } from './columns.ts';
import type { Cell, Page, TextOptions, TextRole } from './columns.ts';
import { costLines } from './cost-text.ts';
import { withId } from './names.ts';
import type {
  BlockerReport,
  EntryReport,
  HopReport,
  LegReport,
  MirrorReport,
  FlipsReport,
  NoteReport,
  PacketReport,
  PairReport,
  StepReport,
  SuggestionReport,
  TraceReport,
} from './report.ts';

/**
 * The trace told line by line, lines joined by `\n`, without one at the end.
 *
 * @param options - width and style; see {@link TextOptions}
 */
export function traceText(report: TraceReport, options: TextOptions = {}): string {
  const page = pageOf(options);
  const deciding = decidingStep(report);
  const blocks = [
    head(report, deciding, page),
    ...halves(report, deciding, page),
    pathsTaken(report, page),
    alsoBlockedBy(report.alsoBlockedBy, page),
    smallestChange(report.suggestions, page),
    mirroredOf(report.mirrored, page),
    costLines(report.cost, page),
    notesOf(report.notes, page),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** What a GB costs on the path of a trace, beneath the flow and its verdict; told like {@link traceText}. */
export function costText(report: TraceReport, options: TextOptions = {}): string {
  const page = pageOf(options);
  const lines = costLines(report.cost, page);
  const nothing = paragraph('Nothing that costs by the GB is on this path.', 2, page);
  return [...titleOf(report, page), ...(lines.length === 0 ? nothing : ['', ...lines])].join('\n');
}

/** The verdict in people's words: `Reachable`, `Reachable, check 2`, `Blocked`, `Reply blocked` … */
export function verdictWord(report: Pick<TraceReport, 'verdict' | 'notes'>): string {
  const toCheck = report.notes.filter((note) => note.kind !== 'hint').length;
  switch (report.verdict) {
    case 'reachable':
      return toCheck === 0 ? 'Reachable' : `Reachable, check ${toCheck}`;
    case 'forward_blocked':
      return 'Blocked';
    case 'return_blocked':
      return 'Reply blocked';
    case 'partial':
      return 'Reachable on some paths';
    case 'unknown':
      return 'Unknown';
    default:
      return report.verdict satisfies never;
  }
}

/** `What if network ACLs are ignored: this is not the network as it is.` */
export function whatIfSentence({ whatIf }: Pick<TraceReport, 'whatIf'>): string {
  return `What if ${whatIf.map(({ text }) => text).join(', and ')}: this is not the network as it is.`;
}

/** `10.0.0.10:40000 → 10.0.2.20:5432 tcp`; `[2001:db8::1]:443` for IPv6; type and code for ICMP. */
export function packetText(packet: PacketReport): string {
  const typed = packet.icmpType === null ? '' : ` type ${packet.icmpType} code ${packet.icmpCode ?? 0}`;
  return `${socketText(packet.src, packet.srcPort)} → ${socketText(packet.dst, packet.dstPort)} ${packet.protocol}${typed}`;
}

/** Entries shown under the step that decides; the rest are counted. */
const MAX_PASSED_OVER = 30;

// ---- the verdict and what decided it ----

function titleOf(report: TraceReport, page: Page): string[] {
  const { flow } = report;
  const service =
    flow.dstPort !== null
      ? `${flow.protocol}/${flow.dstPort}`
      : flow.icmpType !== null
        ? `${flow.protocol} type ${flow.icmpType} code ${flow.icmpCode ?? 0}`
        : flow.protocol;
  const title = `${endText(flow.from.name, flow.src)} → ${endText(flow.to.name, flow.dst)} ${service}`;
  const role = verdictRole(report);
  return row(
    [
      { text: VERDICT_MARK[report.verdict], role },
      { text: verdictWord(report), role },
      { text: title, role: 'strong' },
    ],
    [1, verdictWord(report).length],
    0,
    page,
  );
}

function head(report: TraceReport, deciding: StepReport | undefined, page: Page): string[] {
  const { flow } = report;
  const lines = titleOf(report, page);
  if (flow.name !== null) lines.push(...paragraph(flow.name, 2, page, 'dim'));
  if (report.whatIf.length > 0) lines.push(...paragraph(whatIfSentence(report), 2, page, 'check'));
  lines.push(...paragraph(report.reason, 2, page));
  for (const sentence of report.more) lines.push(...paragraph(sentence, 2, page));

  const facts: Cell[][] = [];
  const fact = (label: string, text: string): void => {
    facts.push([{ text: label, role: 'dim' }, { text }]);
  };
  if (report.component !== null && report.verdict !== 'reachable') {
    const { componentKind } = report;
    const kind = componentKind === null || componentKind === report.component ? '' : `${componentKind} `;
    const subnet =
      report.subnet === null || report.subnet === report.component ? '' : `, subnet ${report.subnet}`;
    fact('Where', `${kind}${withId(report.componentName, report.component)}${subnet}, ${legWord(report)}`);
  }
  if (deciding?.matched) fact('Entry', `${deciding.matched.entry}  ${entryText(deciding.matched)}`);
  else if (report.entry !== null) fact('Entry', report.entry);
  const codes = [...new Set([report.code, ...report.codes].filter((code) => code !== null))];
  if (codes.length > 0) fact('Code', codes.join(', '));
  if (report.rules.length > 0) fact('Rules', report.rules.join(', '));
  if (facts.length > 0) lines.push('', ...table(facts, 2, page));
  return lines;
}

function legWord(report: TraceReport): string {
  const leg = report.leg === 'return' ? 'the reply' : 'the request';
  return report.at === null ? leg : `${leg} at ${report.at}`;
}

/** The step that stopped the packet or left it undecided: the last of its kind on the deciding leg. */
function decidingStep(report: TraceReport): StepReport | undefined {
  const leg = report.leg === 'return' ? report.return : report.forward;
  const stops = (leg?.hops ?? [])
    .flatMap((hop) => hop.steps)
    .filter((step) => step.at === report.at && (step.outcome === 'denied' || step.outcome === 'unknown'));
  return stops.at(-1);
}

// ---- the two halves ----

function halves(report: TraceReport, deciding: StepReport | undefined, page: Page): string[][] {
  const legs = [report.forward, ...(report.return === null ? [] : [report.return])];
  const hopRows = legs.flatMap((leg) => leg.hops.map((hop, index) => hopRow(hop, index)));
  const stepRows = legs.flatMap((leg) =>
    leg.hops.flatMap((hop) => hop.steps.map((step) => stepRow(step, false))),
  );
  const layout: HalfLayout = {
    deciding,
    hopWidths: naturalWidths(hopRows, HOP_INDENT, page),
    stepWidths: fit(stepRows, STEP_INDENT, page, 34),
  };
  const forward = half('Forward', report.forward, report.flow.to, layout, page);
  if (report.return !== null) return [forward, half('Return', report.return, report.flow.from, layout, page)];
  const why = report.verdict === 'reachable' ? 'answered on the spot' : 'not reached';
  return [forward, [`${page.style('Return', 'strong')}   ${page.style(why, 'dim')}`]];
}

const HOP_INDENT = 2;
const STEP_INDENT = 5;
const EVIDENCE_INDENT = 9;

interface HalfLayout {
  readonly deciding: StepReport | undefined;
  /** `undefined` when the packet does not fit beside the hop: it then gets a line of its own. */
  readonly hopWidths: readonly number[] | undefined;
  readonly stepWidths: readonly number[];
}

function half(
  title: string,
  leg: LegReport,
  end: { readonly id: string | null; readonly name: string },
  layout: HalfLayout,
  page: Page,
): string[] {
  const lines = [page.style(title, 'strong')];
  leg.hops.forEach((hop, index) => {
    const cells = hopRow(hop, index);
    if (layout.hopWidths !== undefined) {
      lines.push(...row(cells, layout.hopWidths, HOP_INDENT, page));
    } else {
      const packet = cells.at(-1);
      lines.push(
        ...row(
          cells.slice(0, -1),
          [2, Math.max(0, ...leg.hops.map((other) => widthOf(other.kind)))],
          HOP_INDENT,
          page,
        ),
      );
      if (packet !== undefined && packet.text !== '')
        lines.push(...paragraph(packet.text, STEP_INDENT + 2, page));
    }
    for (const step of hop.steps) lines.push(...stepLines(step, layout, page));
  });
  const stopped = leg.hops.some((hop) =>
    hop.steps.some((step) => step.outcome === 'denied' || step.outcome === 'unknown'),
  );
  const arrived = leg.hops.some((hop) => hop.id === end.id || hop.name === end.name);
  if (stopped && !arrived) lines.push(...paragraph(`–  ${end.name} not reached`, HOP_INDENT, page, 'dim'));
  return lines;
}

function hopRow(hop: HopReport, index: number): Cell[] {
  const place = hop.kind === 'subnet' && hop.subnet?.id === hop.id ? (hop.subnet.cidr ?? '') : '';
  const packet = hop.steps[0]?.packet;
  return [
    { text: String(index + 1).padStart(2), role: 'dim' },
    { text: hop.kind, role: 'dim' },
    {
      text: place === '' ? withId(hop.name, hop.id) : `${withId(hop.name, hop.id)} ${place}`,
      role: 'strong',
    },
    { text: packet === undefined ? '' : packetText(packet) },
  ];
}

function stepLines(step: StepReport, layout: HalfLayout, page: Page): string[] {
  const decides = step === layout.deciding;
  const cells = stepRow(step, decides);
  const lines = row(cells, layout.stepWidths, STEP_INDENT, page);
  if (!decides) return lines;
  const [first = '', ...rest] = lines;
  const marked = `  ${page.style('▶', 'blocked')}${first.slice(3)}`;
  return [marked, ...rest, ...evidence(step, page)];
}

function stepRow(step: StepReport, decides: boolean): Cell[] {
  const emphasis = decides ? 'blocked' : undefined;
  return [
    { text: OUTCOME_MARK[step.outcome], role: OUTCOME_ROLE[step.outcome] },
    { text: step.label, role: emphasis },
    { text: step.componentName ?? step.component, role: emphasis },
    { text: step.matched?.entry ?? '', role: emphasis },
    { text: stepReason(step) },
  ];
}

/** What happened at a step: the entry as written, the translation, or the step's own short line. */
function stepReason(step: StepReport): string {
  if (step.rewritten !== null) return rewrittenText(step.packet, step.rewritten);
  if (step.outcome === 'skipped') return `skipped: ${step.summary}`;
  if (step.matched === null) return step.summary;
  const written = entryText(step.matched);
  const isKnown = `rule ${step.matched.entry} ${written}`.includes(step.summary);
  return isKnown ? written : `${written} (${step.summary})`;
}

/** `source 10.0.2.10:40000 → 198.51.100.24:20001`, and the destination likewise when it changed. */
function rewrittenText(before: PacketReport, after: PacketReport): string {
  const changes: string[] = [];
  const change = (word: string, from: string, to: string): void => {
    if (from !== to) changes.push(`${word} ${from} → ${to}`);
  };
  change('source', socketText(before.src, before.srcPort), socketText(after.src, after.srcPort));
  change('destination', socketText(before.dst, before.dstPort), socketText(after.dst, after.dstPort));
  return changes.length === 0 ? 'header unchanged' : changes.join(', ');
}

/** The entries that the deciding step read: those passed over with the first field that failed, and the one that matched. */
function evidence(step: StepReport, page: Page): string[] {
  const shown = step.passedOver.slice(0, MAX_PASSED_OVER).map((entry) => entryRow(entry, undefined));
  const matched =
    step.matched === null
      ? []
      : [entryRow(step.matched, step.outcome === 'denied' ? 'matches: dropped here' : 'matches')];
  // A route table names its winner first and then what lost to it; a list of rules is read from the top.
  const rows = step.at === 'route-table' ? [...matched, ...shown] : [...shown, ...matched];
  const lines = rows.length === 0 ? [] : table(rows, EVIDENCE_INDENT, page);
  const hidden = step.passedOver.length - shown.length;
  if (hidden > 0)
    lines.push(...paragraph(`and ${hidden} more that did not match`, EVIDENCE_INDENT + 3, page, 'dim'));
  return lines;
}

function entryRow(entry: EntryReport, matchedWord: string | undefined): Cell[] {
  const matched = matchedWord !== undefined;
  const field = (name: EntryReport['failed'], text: string): Cell => ({
    text,
    role: matched ? 'blocked' : entry.failed === name ? 'strong' : 'dim',
  });
  const why =
    entry.failed === null ? entry.why || (matchedWord ?? '') : `${FAILED_WORD[entry.failed]}: ${entry.why}`;
  return [
    { text: matched ? '▶' : ' ', role: 'blocked' },
    field(null, entry.entry),
    field(null, entry.action),
    field('protocol', entry.protocol),
    field('port', entry.ports),
    field('remote', entry.remote === entry.entry ? '' : entry.remote),
    { text: why, role: matched ? 'blocked' : undefined },
  ];
}

// ---- what follows the halves ----

function pathsTaken(report: TraceReport, page: Page): string[] {
  if (report.paths.length === 0) return [];
  const good = report.paths.filter((path) => path.verdict === 'reachable').length;
  const rows = report.paths.map((path, index): Cell[] => {
    const reached = path.verdict === 'reachable';
    const taken = path.choices
      .map((each) => `${each.componentName ?? each.component} takes ${each.takenName ?? each.taken}`)
      .join(', ');
    return [
      { text: String(index + 1).padStart(2), role: 'dim' },
      { text: VERDICT_MARK[path.verdict], role: reached ? 'reachable' : 'blocked' },
      { text: taken === '' ? 'only choice' : taken },
      { text: reached ? '' : path.reason },
    ];
  });
  const which = report.path === null ? '' : `; path ${report.path + 1} is told above`;
  const title = `Paths: ${good} of ${report.paths.length} reachable${which}`;
  return [page.style(title, 'strong'), ...table(rows, 2, page)];
}

function alsoBlockedBy(blockers: readonly BlockerReport[], page: Page): string[] {
  if (blockers.length === 0) return [];
  const items = blockers.map((blocker) => {
    const where = `${blocker.leg} · ${blocker.at} · ${withId(blocker.componentName, blocker.component)}`;
    const entry = blocker.entry === null ? '' : ` · entry ${blocker.entry}`;
    const codes = [...new Set([blocker.code, ...blocker.codes])].join(', ');
    return [blocker.reason, `${where}${entry} · ${codes} · ${blocker.rules.join(', ')}`];
  });
  return [page.style('Also blocked by', 'strong'), ...numbered(items, page)];
}

function smallestChange(suggestions: readonly SuggestionReport[], page: Page): string[] {
  if (suggestions.length === 0) return [];
  const items = suggestions.map((suggestion) => {
    const outcome = OUTCOME[suggestion.verdict];
    const broad = suggestion.broad ? '; opens much more than this flow' : '';
    return [suggestion.title, suggestion.change, `${outcome}${broad}`, ...flipsText(suggestion.flips)];
  });
  const mends = suggestions.some(({ verdict }) => verdict === 'reachable');
  return [page.style(mends ? 'Smallest change' : 'First step', 'strong'), ...numbered(items, page)];
}

/** `Also opens 2 of 42 other pairs: web-2 → db-1, …`, and what it breaks; nothing where it turns nothing else round. */
function flipsText({ opens, breaks, pairs, isCut, opened, broken }: FlipsReport): string[] {
  const told = (word: string, count: number, examples: readonly PairReport[]) => {
    if (count === 0) return [];
    const named = examples.map(({ from, to }) => `${from} → ${to}`).join(', ');
    const more = count > examples.length ? ', …' : '';
    const of = isCut
      ? `${pairs} other pairs that were tried`
      : `${pairs} other ${pairs === 1 ? 'pair' : 'pairs'}`;
    return [`Also ${word} ${count} of ${of}: ${named}${more}`];
  };
  return [...told('opens', opens, opened), ...told('breaks', breaks, broken)];
}

const MIRROR_MARK: Record<MirrorReport['verdict'], readonly [string, TextRole]> = {
  reachable: ['✓', 'reachable'],
  forward_blocked: ['✗', 'blocked'],
  partial: ['!', 'check'],
  unknown: ['?', 'check'],
  not_mirrored: ['–', 'dim'],
};

/** Each packet at a mirror source and what becomes of its copy, with the doubts about it. */
function mirroredOf(mirrored: readonly MirrorReport[], page: Page): string[] {
  if (mirrored.length === 0) return [];
  const lines = mirrored.flatMap((each) => {
    const [mark, role] = MIRROR_MARK[each.verdict];
    const way = `${each.leg === 'forward' ? 'request' : 'reply'} ${each.direction === 'ingress' ? 'into' : 'out of'}`;
    const about = [
      `${way} ${withId(each.networkInterfaceName, each.networkInterface)}`,
      ...(each.session === null ? [] : [`session ${withId(each.sessionName, each.session)}`]),
      ...(each.outer === null ? [] : [packetText(each.outer)]),
      ...(each.virtualNetworkId === null ? [] : [`VNI ${each.virtualNetworkId}`]),
      ...(each.packetLength === null ? [] : [`first ${each.packetLength} bytes`]),
      each.rules.join(', '),
    ];
    return [
      ...row([{ text: mark, role }, { text: each.reason }], [1], 2, page),
      ...paragraph(about.join(' · '), 5, page, 'dim'),
      ...each.notes.flatMap(({ text, rule }) =>
        paragraph(rule === null ? text : `${text} (${rule})`, 5, page, 'dim'),
      ),
    ];
  });
  return [page.style('Mirrored', 'strong'), ...lines];
}

function notesOf(notes: readonly NoteReport[], page: Page): string[] {
  if (notes.length === 0) return [];
  const rows = notes.map((note): Cell[] => [
    { text: NOTE_MARK[note.kind], role: note.kind === 'hint' ? 'dim' : 'check' },
    { text: note.kind, role: note.kind === 'hint' ? 'dim' : 'check' },
    { text: note.rule === null ? note.text : `${note.text} (${note.rule})` },
  ]);
  return [page.style('Notes', 'strong'), ...table(rows, 2, page)];
}

// ---- words ----

const OUTCOME: Record<TraceReport['verdict'], string> = {
  reachable: 'then reachable',
  forward_blocked: 'then the request is still blocked, by what is listed above',
  return_blocked: 'then the request arrives and the reply is blocked',
  partial: 'then reachable on some of the ways AWS may take',
  unknown: 'then not known',
};

const VERDICT_MARK: Record<TraceReport['verdict'], string> = {
  reachable: '✓',
  forward_blocked: '✗',
  return_blocked: '✗',
  partial: '!',
  unknown: '?',
};

const OUTCOME_MARK: Record<StepReport['outcome'], string> = {
  allowed: '✓',
  denied: '✗',
  unknown: '?',
  skipped: '○',
  translated: '⇄',
  passed: '·',
};

const OUTCOME_ROLE: Record<StepReport['outcome'], TextRole> = {
  allowed: 'reachable',
  denied: 'blocked',
  unknown: 'check',
  skipped: 'dim',
  translated: 'strong',
  passed: 'dim',
};

const NOTE_MARK: Record<NoteReport['kind'], string> = { uncertain: '!', assumption: '!', hint: '·' };

const FAILED_WORD: Record<NonNullable<EntryReport['failed']>, string> = {
  family: 'family',
  protocol: 'protocol',
  port: 'port',
  'icmp-type': 'type',
  remote: 'address',
  'shorter-prefix': 'shorter prefix',
  'lower-priority': 'lower priority',
};

function verdictRole(report: TraceReport): TextRole {
  if (report.verdict === 'reachable') return 'reachable';
  return report.verdict === 'partial' || report.verdict === 'unknown' ? 'check' : 'blocked';
}

function endText(name: string, address: string): string {
  return name === address || name.endsWith(`:${address}`) ? name : `${name} (${address})`;
}

/** An entry as it is written, without its number: `allow tcp 443 10.0.0.0/16`, or `→ igw-a` for a route. */
function entryText(entry: EntryReport): string {
  if (entry.protocol === '' && entry.ports === '') return `→ ${entry.action}`;
  return [entry.action, entry.protocol, entry.ports, entry.remote].filter((part) => part !== '').join(' ');
}

function socketText(address: string, port: number | null): string {
  if (port === null) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
