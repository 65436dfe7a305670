/** The Batfish corpus as data: its cases as flows of a batch, and what each expects in the words of core.md. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StepReport, TraceReport } from '../../engine/index.ts';
import { hoplight, root } from '../src/cli/hoplight.ts';

export const corpus = join(root, '../shared/corpus/batfish');
export const isHere = existsSync(join(corpus, 'expected.json'));

export interface BlockedAt {
  readonly component: string;
  readonly id?: string;
  readonly eni?: string;
  readonly direction?: 'ingress' | 'egress';
  readonly detail: string;
}

export interface Translation {
  /** A node, or just `nat` or `igw`. */
  readonly at: string;
  readonly type: 'source' | 'destination';
  readonly from: string;
  readonly to: string;
  readonly portRange?: string;
}

export interface Case {
  readonly id: string;
  readonly data: string;
  readonly from: { readonly node?: string; readonly instanceId?: string; readonly ip: string | null };
  readonly to: { readonly ip: string };
  readonly protocol: string | number;
  readonly srcPort: number | null;
  readonly dstPort: number | null;
  readonly icmpType?: number;
  readonly icmpCode?: number;
  readonly ipProtocolNumber?: number;
  readonly probe?: {
    readonly protocol: string;
    readonly srcPort: number | null;
    readonly dstPort: number | null;
  };
  readonly expected: {
    readonly verdict: 'reachable' | 'blocked';
    readonly hops: readonly string[];
    readonly blockedAt?: BlockedAt;
    readonly nat?: readonly Translation[];
    readonly ipProtocolNumber?: number;
    readonly reverseVerdict?: string;
    readonly reverseHops?: readonly string[];
  };
  readonly scorable: boolean;
}

export interface Fact {
  readonly id: string;
  readonly statement: string;
}

interface Expected {
  readonly cases: readonly Case[];
  readonly derived: readonly Case[];
  readonly facts: readonly Fact[];
}

export function readExpected(): Expected {
  if (!isHere) return { cases: [], derived: [], facts: [] };
  return JSON.parse(readFileSync(join(corpus, 'expected.json'), 'utf8')) as Expected;
}

/** A flow as a line of a batch writes it. */
export interface FlowLine {
  readonly name?: string;
  readonly from: string;
  readonly to: string;
  readonly [member: string]: string | number | undefined;
}

/** The question of a case; its `probe` where the test left protocol and ports unset. */
export function flowOf({ id, from, to, expected, probe, ...own }: Case): FlowLine {
  const { protocol, srcPort, dstPort } = probe ?? own;
  const isOther = protocol === 'other';
  return {
    name: id,
    from: endOf(from, id),
    to: to.ip,
    protocol: isOther ? (own.ipProtocolNumber ?? expected.ipProtocolNumber ?? -1) : protocol,
    ...(srcPort === null ? {} : { srcPort }),
    ...(dstPort === null ? {} : { port: dstPort }),
    ...(own.icmpType === undefined ? {} : { icmpType: own.icmpType, icmpCode: own.icmpCode ?? 0 }),
  };
}

/** Where the instance has several interfaces, its id alone names the first of the dump, and the case means another. */
const BY_ADDRESS = 'bfd-hybrid-cloud-aws-03';

function endOf({ node, instanceId, ip }: Case['from'], id: string): string {
  if (id === BY_ADDRESS) return ip ?? '';
  if (instanceId !== undefined) return instanceId;
  if (node === undefined) return ip ?? '';
  return node.startsWith('vgw-') ? node : `${node}:${ip ?? ''}`;
}

/** Asks all flows of one untouched folder in one run of the command line. */
export async function askAll(folder: string, flows: readonly FlowLine[]): Promise<Answers> {
  const input = flows.map((flow) => JSON.stringify(flow)).join('\n');
  const { stdout, stderr, status } = await hoplight(['trace', folder, '--batch', '-'], { input });
  const reports = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as TraceReport | { readonly error: string });
  if (reports.length !== flows.length || status === 2)
    throw new Error(`${folder}: ${stderr}\n${stdout.slice(0, 2000)}`);
  return { reports: reports as TraceReport[], output: stdout + stderr };
}

export interface Answers {
  readonly reports: readonly TraceReport[];
  /** All that was printed. */
  readonly output: string;
}

const NOT_IN_AWS: ReadonlySet<string> = new Set(['isp_16509', '__aws-services-gateway__']);

/** The hops of a Batfish trace that exist in AWS. */
export const hopsInAws = (hops: readonly string[]) => hops.filter((hop) => !NOT_IN_AWS.has(hop));

/**
 * The hops of one half by id. A packet that is dropped at an instance's interface never comes to the instance, which is
 * one node for Batfish: such an interface counts as its instance.
 */
export function hopIds(
  report: TraceReport,
  half: 'forward' | 'return',
  enis: ReadonlyMap<string, string>,
): string[] {
  const hops = (report[half]?.hops ?? []).map(({ id }) => id);
  const last = hops.at(-1);
  const instance = last === undefined ? undefined : enis.get(last);
  return instance === undefined ? hops : [...hops, instance];
}

/** Whether `part` is `whole` with some left out. */
export function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const each of whole) if (each === part[at]) at += 1;
  return at === part.length;
}

/** The first hop of a kind that traces do not walk through yet. */
export const beyondOf = (hops: readonly string[]) => hops.find((hop) => /^dxgw-/.test(hop));

export const stepsOf = (report: TraceReport, half: 'forward' | 'return'): StepReport[] =>
  (report[half]?.hops ?? []).flatMap(({ steps }) => steps);

/** The step that decided. */
export function decidingStep(report: TraceReport): StepReport | undefined {
  return stepsOf(report, report.leg ?? 'forward').find(
    ({ at, outcome }) => at === report.at && outcome !== 'allowed' && outcome !== 'skipped',
  );
}

/** The rewrites of a half as `igw-1 source 10.0.0.4 → 203.0.113.9`. */
export function translationsOf(report: TraceReport, half: 'forward' | 'return'): string[] {
  return (report[half]?.hops ?? []).flatMap(({ id, steps }) =>
    steps.flatMap(({ packet, rewritten }) => {
      if (rewritten === null) return [];
      const source = packet.src === rewritten.src ? [] : [`${id} source ${packet.src} → ${rewritten.src}`];
      const target =
        packet.dst === rewritten.dst ? [] : [`${id} destination ${packet.dst} → ${rewritten.dst}`];
      return [...source, ...target];
    }),
  );
}
