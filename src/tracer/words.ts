/** The engine's words in people's words: one vocabulary for every view. */
import type { EntryReport, FlipsReport, StepReport, TraceReport } from '../../engine/index.ts';
import type { Pin } from '../state/pins.svelte.ts';
import type { Cell, Column, Decision, Tone } from '../layout/column.ts';
import type { GlyphName } from '../ui/glyph.ts';

export type VerdictLook = Pick<TraceReport, 'verdict'> & { readonly notes?: TraceReport['notes'] };

/** `Reachable`, `Reachable, check 2`, `Blocked`, `Reply blocked` … */
export function verdictWord({ verdict, notes = [] }: VerdictLook): string {
  switch (verdict) {
    case 'reachable': {
      const checks = checksOf(notes).length;
      return checks === 0 ? 'Reachable' : `Reachable, check ${checks}`;
    }
    case 'forward_blocked':
      return 'Blocked';
    case 'return_blocked':
      return 'Reply blocked';
    case 'partial':
      return 'Reachable on some paths';
    case 'unknown':
      return 'Unknown';
    default:
      return verdict satisfies never;
  }
}

/** What differs from a saved test, with verdicts in people's words: `verdict is Blocked, expected Reachable.` */
export function differenceWords(difference: string): string {
  const verdicts = ['reachable', 'forward_blocked', 'return_blocked', 'partial', 'unknown'] as const;
  const wordOf = (text: string) => {
    const verdict = verdicts.find((each) => each === text);
    return verdict === undefined ? text : verdictWord({ verdict });
  };
  return difference.replace(
    /verdict is (\w+), expected (\w+)/,
    (_, was: string, wanted: string) => `verdict is ${wordOf(was)}, expected ${wordOf(wanted)}`,
  );
}

/** `web-1 → db-1 tcp/5432`. */
export function questionLine({ flow: { from, to, protocol, dstPort } }: Pick<TraceReport, 'flow'>): string {
  return `${from.name} → ${to.name} ${dstPort === null ? protocol : `${protocol}/${dstPort}`}`;
}

/** `Blocked`; once an edit has turned it round: `was Reachable, now Blocked`. */
export function pinWords({ was, report }: Pick<Pin, 'was' | 'report'>): string {
  if (report === null) return `was ${verdictWord({ verdict: was })}, can no longer be asked`;
  if (report.verdict === was) return verdictWord(report);
  return `was ${verdictWord({ verdict: was })}, now ${verdictWord({ verdict: report.verdict })}`;
}

/** What else a change turns round: a few words, and which pairs in a sentence. */
export function flipsWords({ opens, breaks, pairs, isCut, opened, broken }: FlipsReport): {
  readonly short: string;
  readonly long: string;
} {
  const count = opens + breaks;
  const more = isCut ? '+' : '';
  const short =
    count === 0 ? `nothing${isCut ? ' near' : ' else'}` : `${count}${more} ${count === 1 ? 'pair' : 'pairs'}`;
  const named = (examples: FlipsReport['opened'], all: number) =>
    examples.map(({ from, to }) => `${from} → ${to}`).join(', ') + (all > examples.length ? ', …' : '');
  const parts = [
    ...(opens > 0 ? [`also opens ${opens}: ${named(opened, opens)}`] : []),
    ...(breaks > 0 ? [`breaks ${breaks}: ${named(broken, breaks)}`] : []),
  ];
  if (parts.length === 0) return { short, long: '' };
  const of = isCut
    ? `Of the ${pairs} other pairs that were tried`
    : `Of ${pairs} other ${pairs === 1 ? 'pair' : 'pairs'}`;
  return { short, long: `${of}, it ${parts.join('; ')}.` };
}

export function verdictGlyph(verdict: TraceReport['verdict']): GlyphName {
  switch (verdict) {
    case 'reachable':
      return 'reachable';
    case 'forward_blocked':
    case 'return_blocked':
      return 'blocked';
    case 'partial':
    case 'unknown':
      return 'check';
    default:
      return verdict satisfies never;
  }
}

/** Name of the verdict's ink: `var(--verdict-…)`. */
export function verdictInk(verdict: TraceReport['verdict']): string {
  return `var(--verdict-${verdictGlyph(verdict)})`;
}

/** Notes that a reader has to check for themselves: suppositions and doubts, not hints. */
export function checksOf(notes: TraceReport['notes']): TraceReport['notes'] {
  return notes.filter(({ kind }) => kind !== 'hint');
}

export function decisionGlyph(tone: Tone): GlyphName {
  return `checkpoint-${tone}`;
}

export function shapeGlyph({ shape }: Column): GlyphName {
  return shape;
}

/** What a border column is called: the packet crosses the edge of a subnet there, or is held up by a VPC's router. */
export function columnTitle({ shape, kind, name }: Column): string {
  if (kind === 'vpc') return `${name} router`;
  return shape === 'checkpoint' ? `${name} edge` : name;
}

/** Where a column is, in a word or two. */
export function columnPlace(column: Column, cell: Cell): string {
  if (cell.reach === 'not-reached') return 'not reached';
  if (column.kind === 'vpc') return 'VPC';
  if (column.shape === 'checkpoint') return crossing(cell) ?? 'subnet edge';
  return (
    column.subnet?.name ??
    column.subnet?.id ??
    kindPlaces[column.kind] ??
    column.vpc?.name ??
    words(column.kind)
  );
}

const kindPlaces: Readonly<Record<string, string>> = {
  internet: 'internet',
  'internet-host': 'internet',
  'internet-gateway': 'VPC edge',
  'egress-only-internet-gateway': 'VPC edge',
  'vpc-peering-connection': 'peering',
  'transit-gateway': 'between VPCs',
  'vpn-gateway': 'VPC edge',
  'vpn-connection': 'VPN',
  'direct-connect-gateway': 'Direct Connect',
  'virtual-interface': 'Direct Connect',
  'on-premises-network': 'on premises',
  'other-resource': 'not modelled',
};

function crossing({ decisions }: Cell): string | undefined {
  const at = decisions.map(({ step }) => step.at);
  if (at.includes('nacl-egress')) return 'outbound';
  if (at.includes('nacl-ingress')) return 'inbound';
  return at.includes('route-table') ? 'outbound' : undefined;
}

export function words(kebab: string): string {
  return kebab.replaceAll('-', ' ');
}

/** The object that a decision read, and at the right the entry that decided; else one short line. */
export function decisionText({ step }: Decision): { readonly what: string; readonly entry: string } {
  const owner = objectName(step);
  if (step.matched !== null) return { what: owner, entry: entryName(step.matched) };
  if (step.rewritten !== null) return { what: `new ${rewrittenEnd(step)}`, entry: '' };
  if (step.at === 'sg-egress' || step.at === 'sg-ingress') return { what: owner, entry: '' };
  return { what: step.summary === '' ? owner : step.summary, entry: '' };
}

/** What a step read, as people call it: what AWS makes by default has no name of its own. */
export function objectName({ component, componentName }: StepReport): string {
  return (componentName ?? component)
    .split(', ')
    .map((name) =>
      name.replace(/^(main|default|default-group):.*$/, (_, word: string) => defaultNames[word] ?? word),
    )
    .join(', ');
}

const defaultNames: Readonly<Record<string, string>> = {
  main: 'main table',
  default: 'default ACL',
  'default-group': 'default group',
};

/** A rule without the name of the list it stands in; a local route by its target, which says more than its block. */
export function entryName({ entry, owner, action }: EntryReport): string {
  if (action === 'local') return 'local';
  return entry.startsWith(`${owner} `) ? entry.slice(owner.length + 1) : entry;
}

function rewrittenEnd({ packet, rewritten }: StepReport): string {
  if (rewritten === null) return 'header';
  const src = packet.src !== rewritten.src || packet.srcPort !== rewritten.srcPort;
  const dst = packet.dst !== rewritten.dst || packet.dstPort !== rewritten.dstPort;
  return src && dst ? 'source and destination' : src ? 'source' : 'destination';
}

/** The deciding step's one line. */
export function stopLine(step: StepReport): string {
  if (step.outcome === 'unknown') return 'Not in the model';
  if (step.matched?.entry === '*') return 'Dropped by the final deny';
  if (step.matched !== null && step.matched.action === 'deny') return `Dropped by rule ${step.matched.entry}`;
  if (step.at === 'sg-egress' || step.at === 'sg-ingress') return 'No rule lets it through';
  return isUnsent(step) ? 'Nothing is sent' : 'Dropped here';
}

/** The sender stops before there is a packet. */
export function isUnsent({ at }: StepReport): boolean {
  return at === 'name' || at === 'no-address-family' || at === 'bad-state';
}

/** The kinds of list a step may have read; `check` is one that read none. */
export type Listing = 'rules' | 'group rules' | 'routes' | 'check';

export function listingOf({ at }: StepReport): Listing {
  switch (at) {
    case 'route-table':
    case 'gateway-route-table':
      return 'routes';
    case 'sg-egress':
    case 'sg-ingress':
      return 'group rules';
    case 'nacl-egress':
    case 'nacl-ingress':
      return 'rules';
    default:
      return 'check';
  }
}

/** There is a list to unfold. */
export function hasEntries({ matched, passedOver }: StepReport): boolean {
  return matched !== null || passedOver.length > 0;
}

/** `3 entries passed over`, `2 other routes`: what is folded away under a decision. */
export function foldLabel(step: StepReport): string {
  const count = step.passedOver.length;
  const one = count === 1;
  switch (listingOf(step)) {
    case 'routes':
      return one ? '1 other route' : `${count} other routes`;
    case 'group rules':
      return one ? '1 other rule' : `${count} other rules`;
    case 'rules':
    case 'check':
      return one ? '1 rule passed over' : `${count} rules passed over`;
  }
}

/** The field that failed first, as a heading names it. */
export function failedField(entry: EntryReport, step: StepReport): string {
  switch (entry.failed) {
    case null:
      return '';
    case 'family':
      return 'Address family';
    case 'protocol':
      return 'Protocol';
    case 'port':
      return 'Port';
    case 'icmp-type':
      return 'ICMP type';
    case 'remote':
      return remoteWord(step);
    case 'shorter-prefix':
      return 'Shorter prefix';
    case 'lower-priority':
      return 'Lower priority';
    default:
      return entry.failed satisfies never;
  }
}

/** What the last column of a list holds: where packets come from, or where they go. */
export function remoteWord({ at }: StepReport): string {
  return at === 'sg-ingress' || at === 'nacl-ingress' ? 'Source' : 'Destination';
}

const outcomeWords: Readonly<Record<StepReport['outcome'], string>> = {
  allowed: 'allowed',
  denied: 'dropped',
  unknown: 'not known',
  skipped: 'skipped',
  translated: 'address translated',
  passed: 'passed on',
};

/** One sentence a step, for those who hear the trace. */
export function stepSentence(decision: Decision, total: number, columns: readonly Column[]): string {
  const { step, index } = decision;
  const column = columns.find(({ forward, back }) =>
    [...forward.decisions, ...back.decisions].includes(decision),
  );
  const leg = column?.back.decisions.includes(decision) === true ? 'return' : 'forward';
  const { what, entry } = decisionText(decision);
  const where = column === undefined ? '' : ` at ${columnTitle(column)}`;
  const rule = entry === '' ? '' : `, entry ${entry}`;
  return `Step ${index + 1} of ${total}, ${leg}: ${step.label}${where}, ${what}${rule}: ${outcomeWords[step.outcome]}.`;
}

/** The mark of one half of the conversation. */
export function legGlyph(report: TraceReport, leg: 'forward' | 'return'): GlyphName {
  if (leg === 'return' && report.return === null) return 'none';
  if (report.leg === leg) return verdictGlyph(report.verdict);
  return 'reachable';
}

/** What the picture of a trace shows, in a sentence. */
export function pictureLabel(report: TraceReport): string {
  const { from, to } = report.flow;
  return `Path from ${from.name} to ${to.name}: ${verdictWord({ verdict: report.verdict })}. ${report.reason}`;
}
