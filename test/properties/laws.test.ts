/**
 * Laws that hold for every network and every flow, tried on random ones with fixed seeds. That the compiled index of a
 * rule list answers as its conditions do one by one is in `test/engine/packet/match-index.test.ts`.
 *
 * `TOPOLOGIES=2000 npx vitest run …` asks more.
 */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { load, toDocumentText, traceReport } from '../../engine/index.ts';
import type { LoadResult, Network, Question } from '../../engine/index.ts';
import { readHoplight } from '../../engine/formats/hoplight/read.ts';
import { allBlockers, trace, verdict } from '../../engine/trace/index.ts';
import type { TopologyFlow } from '../reference/topology.ts';
import { flowOf } from '../vectors/kinds/path.ts';
import { topologyDocument, topologyNetwork } from '../vectors/topology-document.ts';
import type { TopologyDocument } from '../vectors/topology-document.ts';
import { makeDice, randomFlows, randomTopology } from './random-topology.ts';
import type { Dice } from './random-topology.ts';

const TOPOLOGIES = Number(process.env['TOPOLOGIES'] ?? 50);
const FLOWS = 40;
/** Seeds of their own, apart from those of the differential test. */
const FIRST_SEED = 500_001;

interface Scene {
  readonly seed: number;
  readonly document: TopologyDocument;
  readonly network: Network;
  readonly flows: readonly TopologyFlow[];
}

function* scenes(count = TOPOLOGIES, flows = FLOWS): Generator<Scene> {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + count; seed += 1) {
    const topology = randomTopology(seed);
    yield {
      seed,
      document: topologyDocument(topology),
      network: topologyNetwork(topology),
      flows: randomFlows(topology, seed, flows),
    };
  }
}

const sayFlow = ({ seed }: Scene, flow: TopologyFlow) => `seed ${seed}: ${JSON.stringify(flow)}`;

/** Verdict, and what decides it. */
function answer(network: Network, flow: TopologyFlow): readonly unknown[] {
  const traced = trace(network, flowOf(flow, network));
  return [
    traced.verdict,
    ...traced.paths.map(({ decidedBy }) =>
      decidedBy === undefined ? 'arrives' : `${decidedBy.at} ${decidedBy.component.id}`,
    ),
  ];
}

function questionOf({ from, src, dst, proto, sport, dport, icmpType, icmpCode }: TopologyFlow): Question {
  return { from, fromIp: src, to: dst, protocol: proto, srcPort: sport, port: dport, icmpType, icmpCode };
}

describe('documents', () => {
  test.each(['yaml', 'json'] as const)(
    'load, write as %s and load again: the same document, diagnostics and verdicts',
    (language) => {
      let asked = 0;
      for (const scene of scenes(TOPOLOGIES / 2)) {
        const first = load([{ path: 'a.json', text: JSON.stringify(scene.document) }]);
        const text = toDocumentText(first.document, language);
        const second = load([{ path: 'a.json', text }]);
        expect(isDeepStrictEqual(second.document, first.document), `seed ${scene.seed}`).toBe(true);
        expect(saidBy(second)).toEqual(saidBy(first));
        expect(toDocumentText(second.document, language)).toBe(text);
        for (const flow of scene.flows) {
          asked += 1;
          expect(answer(second.network, flow), sayFlow(scene, flow)).toEqual(answer(first.network, flow));
        }
      }
      expect(asked).toBeGreaterThanOrEqual(1000);
    },
  );
});

const saidBy = ({ diagnostics }: LoadResult) => diagnostics.map(({ code, detail }) => `${code} ${detail}`);

type Entry = Readonly<Record<string, unknown>>;

const listOf = (value: unknown): readonly Entry[] =>
  Array.isArray(value) ? (value as readonly Entry[]) : [];

/** The document with the rules or entries of every group or ACL of `section` changed, one direction at a time. */
function withRules(
  document: TopologyDocument,
  section: 'securityGroups' | 'networkAcls',
  change: (rules: readonly Entry[], direction: 'ingress' | 'egress') => readonly Entry[],
): Network {
  const changed = listOf(document[section]).map((entry) => ({
    ...entry,
    ingress: change(listOf(entry['ingress']), 'ingress'),
    egress: change(listOf(entry['egress']), 'egress'),
  }));
  return readHoplight({ ...document, [section]: changed }).network;
}

function shuffled<T>(list: readonly T[], dice: Dice): T[] {
  const left = [...list];
  return list.map(() => left.splice(dice.int(left.length), 1)[0] as T); // INVARIANT: one is left for each taken
}

describe('stored order', () => {
  test('SG-2 the stored order of group rules never matters: the same verdict by the same component', () => {
    for (const scene of scenes()) {
      const dice = makeDice(scene.seed);
      const other = withRules(scene.document, 'securityGroups', (rules) => shuffled(rules, dice));
      for (const flow of scene.flows) {
        expect(answer(other, flow), sayFlow(scene, flow)).toEqual(answer(scene.network, flow));
      }
    }
  });

  test('NACL-2 the stored order of ACL entries never matters, only their numbers do', () => {
    for (const scene of scenes()) {
      const dice = makeDice(scene.seed);
      const other = withRules(scene.document, 'networkAcls', (entries) => {
        expect(new Set(entries.map(({ ruleNumber }) => ruleNumber)).size).toBe(entries.length);
        return shuffled(entries, dice);
      });
      for (const flow of scene.flows) {
        expect(answer(other, flow), sayFlow(scene, flow)).toEqual(answer(scene.network, flow));
      }
    }
  });
});

const REMOTES = [
  '0.0.0.0/0',
  '::/0',
  '10.0.0.0/8',
  '203.0.113.0/24',
  '10.0.1.0/24',
  '2001:db8::/32',
  '0.0.0.0/1',
];

/** What a rule or entry says beside its action and its remote end. */
function condition(dice: Dice): Entry {
  return dice.weighted<Entry>([
    [2, { protocol: '-1' }],
    [2, { protocol: 'tcp', ports: `${dice.int(1000)}-${1000 + dice.int(60_000)}` }],
    [1, { protocol: 'udp', ports: dice.pick([53, 123, 443]) }],
    [1, { protocol: 'icmp' }],
    [1, { protocol: 'icmpv6' }],
  ]);
}

describe('more is never less', () => {
  // A group has allow rules only, and which way a packet takes does not depend on them. So where every way that AWS may
  // choose was reachable, every way still is.
  test('SG-2 one more rule in any group leaves reachable what was reachable', () => {
    let reachable = 0;
    for (const scene of scenes()) {
      const dice = makeDice(scene.seed);
      const other = withRules(scene.document, 'securityGroups', (rules, direction) => {
        const rule = { ...condition(dice), [direction === 'ingress' ? 'from' : 'to']: dice.pick(REMOTES) };
        return dice.chance(0.5) ? [rule, ...rules] : [...rules, rule];
      });
      reachable += expectStillReachable(scene, other);
    }
    expect(reachable).toBeGreaterThan(TOPOLOGIES);
  });

  // The new number must be free: AWS refuses a second entry of the same one. Wherever it comes in the order, a packet
  // that was allowed meets either an allow sooner or the same entry as before.
  test('NACL-2 one more allow entry under any free number leaves reachable what was reachable', () => {
    let reachable = 0;
    for (const scene of scenes()) {
      const dice = makeDice(scene.seed);
      const other = withRules(scene.document, 'networkAcls', (entries) => {
        const taken = new Set(entries.map(({ ruleNumber }) => ruleNumber));
        let ruleNumber = 1 + dice.int(300);
        while (taken.has(ruleNumber)) ruleNumber += 1;
        return [
          ...entries,
          { ...condition(dice), ruleNumber, ruleAction: 'allow', cidrBlock: dice.pick(REMOTES) },
        ];
      });
      reachable += expectStillReachable(scene, other);
    }
    expect(reachable).toBeGreaterThan(TOPOLOGIES);
  });

  /** @returns how many flows were reachable */
  function expectStillReachable(scene: Scene, other: Network): number {
    const reachable = scene.flows.filter((flow) => answer(scene.network, flow)[0] === 'reachable');
    for (const flow of reachable) {
      expect(answer(other, flow), sayFlow(scene, flow)).toEqual(answer(scene.network, flow));
    }
    return reachable.length;
  }
});

test('the verdict alone is the verdict of the trace, whichever is asked first', () => {
  for (const scene of scenes(TOPOLOGIES * 2)) {
    const { network } = scene;
    scene.flows.forEach((each, index) => {
      const flow = flowOf(each, network);
      const before = index % 2 === 0 ? verdict(network, flow) : undefined;
      const traced = trace(network, flow).verdict;
      expect(before ?? verdict(network, flow), sayFlow(scene, each)).toBe(traced);
    });
  }
});

test('of all that blocks, the first is the step that decides', () => {
  for (const scene of scenes()) {
    const { network } = scene;
    for (const each of scene.flows) {
      const flow = flowOf(each, network);
      const [path] = trace(network, flow).paths;
      if (path?.verdict !== 'forward_blocked' && path?.verdict !== 'return_blocked') continue;
      const [first] = allBlockers(network, flow);
      const leg = path.verdict === 'forward_blocked' ? 'forward' : 'return';
      const { at, component, detail, packet } = path.decidedBy;
      expect(first, sayFlow(scene, each)).toMatchObject({ leg, step: { at, component, packet } });
      expect(first?.step.detail).toBe(detail);
    }
  }
});

describe('reports', () => {
  test('are plain JSON: a round trip through text changes nothing', () => {
    eachReport((report, say) =>
      expect(isDeepStrictEqual(JSON.parse(JSON.stringify(report)), report), say).toBe(true),
    );
  });

  // Two reports in the same words would be mended by one change.
  test('alsoBlockedBy repeats neither the deciding step nor itself, and is empty for a reachable flow', () => {
    let others = 0;
    eachReport((report, say) => {
      const also = report.alsoBlockedBy.map(wordsOf);
      others += also.length;
      if (report.verdict === 'forward_blocked' || report.verdict === 'return_blocked') {
        expect(also, say).not.toContain(wordsOf(report));
      }
      expect(new Set(also).size, `${say}: ${also.join(' ')}`).toBe(also.length);
      if (report.verdict === 'reachable') expect(also, say).toEqual([]);
    });
    expect(others).toBeGreaterThan(100);
  });

  test('name a deciding step that stands in the half they name', () => {
    eachReport((report, say) => {
      if (report.verdict === 'reachable' || report.verdict === 'partial') return;
      const half = report.leg === 'return' ? report.return : report.forward;
      const steps = (half?.hops ?? []).flatMap(({ steps: all }) => all).filter(({ at }) => at === report.at);
      expect(steps.length, say).toBeGreaterThan(0);
    });
  });

  function eachReport(check: (report: ReportOf, say: string) => void): void {
    let asked = 0;
    for (const scene of scenes(TOPOLOGIES / 2, 25)) {
      for (const flow of scene.flows) {
        const told = traceReport(scene.network, questionOf(flow));
        if (!told.ok) continue;
        asked += 1;
        check(told.report, sayFlow(scene, flow));
      }
    }
    expect(asked).toBeGreaterThan(TOPOLOGIES * 8);
  }
});

const wordsOf = ({
  leg,
  at,
  component,
  subnet,
  detail,
  entry,
  reason,
}: ReportOf | ReportOf['alsoBlockedBy'][number]) =>
  JSON.stringify([leg, at, component, subnet, detail, entry, reason]);

type ReportOf = Extract<ReturnType<typeof traceReport>, { ok: true }>['report'];
