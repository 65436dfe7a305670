/** What traffic mirroring makes of a trace, told in data and sentences (MIR-1 to MIR-8). */
import type { Network } from '../model/index.ts';
import { mirroredOn } from '../mirroring/index.ts';
import type { CopyFate, Mirrored } from '../mirroring/index.ts';
import type { RuleId } from '../rules/index.ts';
import type { OneWayPath, Step, TracePath } from '../trace/index.ts';
import { calledOf, nameOf, phraseOf } from './names.ts';
import { packetReport } from './packets.ts';
import { reasonAt } from './reason.ts';
import type { MirrorReport } from './report.ts';
import { hopReport, noteReport } from './steps.ts';

/** One entry for each packet at a mirror source of a path, in the order in which it is seen there. */
export function mirrorReports(network: Network, path: TracePath): MirrorReport[] {
  return mirroredOn(network, path).map((mirrored) => mirrorReport(network, mirrored));
}

function mirrorReport(network: Network, mirrored: Mirrored): MirrorReport {
  const { sighting, session, destination, fate, notes } = mirrored;
  const told = fate.kind === 'sent' ? toldOf(fate.paths) : undefined;
  const step = fate.kind === 'dropped-at-source' ? fate.step : told?.decidedBy;
  const hops = (told?.hops ?? []).map((hop) => hopReport(network, hop, noTracking));
  const doubts = (told?.hops ?? [])
    .flatMap((hop) => hop.steps)
    .flatMap((each) => each.notes)
    .filter(({ kind }) => kind !== 'hint');
  return {
    networkInterface: sighting.networkInterface.id,
    networkInterfaceName: nameOf(network, sighting.networkInterface.id),
    leg: sighting.leg,
    direction: sighting.direction,
    packet: packetReport(sighting.packet),
    session: session?.id ?? null,
    sessionName: session === undefined ? null : nameOf(network, session.id),
    target: destination ?? null,
    targetName: destination === undefined ? null : nameOf(network, destination),
    verdict: verdictOf(fate),
    at: step?.at ?? null,
    component: step?.component.id ?? null,
    rules: rulesOf(network, mirrored, step),
    reason: reasonFor(network, mirrored, told),
    outer: fate.kind === 'sent' ? packetReport(fate.outer) : null,
    virtualNetworkId: session?.virtualNetworkId ?? null,
    packetLength: session?.packetLength ?? null,
    hops,
    notes: [...new Map([...notes, ...doubts].map((note) => [note.text, noteReport(note)])).values()],
  };
}

const noTracking: ReadonlyMap<string, boolean> = new Map();

/** The path to tell of: the first on which the copy does not arrive. */
function toldOf(paths: readonly OneWayPath[]): OneWayPath | undefined {
  return paths.find(({ verdict }) => verdict !== 'reachable') ?? paths[0];
}

function verdictOf(fate: CopyFate): MirrorReport['verdict'] {
  if (fate.kind === 'unknown') return 'unknown';
  if (fate.kind !== 'sent') return 'not_mirrored';
  const [first, ...others] = new Set(fate.paths.map(({ verdict }) => verdict));
  return others.length > 0 ? 'partial' : (first ?? 'unknown');
}

/** The rules of mirroring that it rests on, then those of the step that decided. */
function rulesOf(network: Network, { fate, destination }: Mirrored, step: Step | undefined): RuleId[] {
  switch (fate.kind) {
    case 'dropped-at-source':
      return ['MIR-7', ...fate.step.rules];
    case 'rejected':
      return ['MIR-2'];
    case 'unknown':
      return ['EVAL-8'];
    case 'sent': {
      const isFilter = step !== undefined && /^(sg|nacl)-/.test(step.at);
      const isService = destination !== undefined && !network.networkInterfaces.has(destination);
      const own: RuleId[] = [
        ...(isFilter ? [] : (['MIR-5'] as const)),
        ...(isFilter || step === undefined ? (['MIR-6'] as const) : []),
        ...(isService ? (['MIR-8'] as const) : []),
      ];
      return [...new Set([...own, ...(step?.rules ?? ['MIR-4'])])] as RuleId[];
    }
    default:
      return fate satisfies never;
  }
}

function reasonFor(network: Network, mirrored: Mirrored, told: OneWayPath | undefined): string {
  const { fate, sighting, destination } = mirrored;
  const source = calledOf(network, sighting.networkInterface.id);
  switch (fate.kind) {
    case 'dropped-at-source':
      return `${filterPhrase(network, fate.step)} drops the packet at ${source}, so it is not mirrored.`;
    case 'rejected':
      return rejectedReason(network, mirrored);
    case 'unknown':
      return fate.why;
    case 'sent': {
      const target = destination === undefined ? 'its target' : calledOf(network, destination);
      const step = told?.decidedBy;
      if (step !== undefined) return reasonAt(network, step, 'the copy');
      const taker = told?.hops.at(-1);
      const by =
        taker === undefined || isSame(network, taker.id, destination)
          ? ''
          : `, at ${calledOf(network, taker.id)}`;
      return `${target} receives a copy${by}.`;
    }
    default:
      return fate satisfies never;
  }
}

/** Whether a hop is the target itself, or the machine it belongs to. */
function isSame(network: Network, hop: string, destination: string | undefined): boolean {
  if (destination === undefined) return true;
  return hop === destination || network.networkInterfaces.get(destination)?.instance === hop;
}

function filterPhrase(network: Network, { at, component, evidence }: Step): string {
  if (at.startsWith('nacl-'))
    return `The ${phraseOf(network, component.id, 'network-acl').replace(/^the /, '')}`;
  const groups = evidence?.kind === 'security-groups' ? evidence.groups : [];
  const [only] = groups;
  return groups.length === 1 && only !== undefined
    ? `The ${phraseOf(network, only, 'security-group').replace(/^the /, '')}`
    : 'The security groups';
}

/** MIR-2: what the filters said, one after the other. */
function rejectedReason(network: Network, { passedOver, sighting }: Mirrored): string {
  const way = sighting.direction === 'ingress' ? 'inbound' : 'outbound';
  const said = passedOver.map(({ session, rule }) => {
    const filter = calledOf(network, session.filter);
    return rule === undefined
      ? `no ${way} rule of mirror filter ${filter} accepts it`
      : `${way} rule ${rule.ruleNumber} of mirror filter ${filter} rejects it`;
  });
  return `The packet is not mirrored: ${said.join(', and ')}.`;
}
