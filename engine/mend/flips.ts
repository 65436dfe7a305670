/**
 * The price of a change: which other conversations on the same protocol and port it opens, and which it breaks. Each pair
 * of ends is traced before and after; where there are too many, those near the flow come first and the rest is not looked at.
 */
import { calledOf } from '../explain/names.ts';
import type { FlipsReport } from '../explain/report.ts';
import type { Network } from '../model/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { resolveQuestion, verdict } from '../trace/index.ts';
import type { Flow, Verdict } from '../trace/index.ts';

/** Most pairs that are traced for one change. */
const MOST_PAIRS = 240;
const MOST_EXAMPLES = 3;

export interface Pair {
  readonly from: string;
  readonly to: string;
}

/** The other pairs of ends of a network, and what each gives as it is. */
export class Baseline {
  readonly pairs: readonly Pair[];
  readonly isCut: boolean;
  #network: Network;
  #flow: Flow;
  #verdicts: readonly (Verdict | undefined)[] | undefined;

  constructor(network: Network, flow: Flow) {
    this.#network = network;
    this.#flow = flow;
    const all = pairsAround(network, flow);
    this.pairs = all.slice(0, MOST_PAIRS);
    this.isCut = all.length > MOST_PAIRS || endsOf(network, flow).length > MOST_ENDS;
  }

  /** What of it another network turns round. */
  flipsTo(changed: Network): FlipsReport {
    this.#verdicts ??= this.pairs.map((pair) => verdictOf(this.#network, this.#flow, pair));
    const opened: Pair[] = [];
    const broken: Pair[] = [];
    this.pairs.forEach((pair, at) => {
      const before = this.#verdicts?.[at];
      const after = verdictOf(changed, this.#flow, pair);
      if (before !== 'reachable' && after === 'reachable') opened.push(pair);
      if (before === 'reachable' && after !== 'reachable') broken.push(pair);
    });
    const named = (pairs: readonly Pair[]) =>
      pairs.slice(0, MOST_EXAMPLES).map(({ from, to }) => ({
        from: calledOf(this.#network, from),
        to: calledOf(this.#network, to),
      }));
    return {
      opens: opened.length,
      breaks: broken.length,
      pairs: this.pairs.length,
      isCut: this.isCut,
      opened: named(opened),
      broken: named(broken),
    };
  }
}

const INTERNET = 'internet';
/** Most ends that are paired with each other. */
const MOST_ENDS = 60;

/** Interfaces of machines with an address of the flow's family, those of the flow first; and the internet. */
function endsOf(network: Network, flow: Flow): readonly string[] {
  const own = [
    flow.source.kind === 'interface' ? flow.source.networkInterface.id : undefined,
    flow.destination?.id,
  ];
  const { family } = flow.packet.dst;
  const hasAddress = ({ privateIpv4, ipv6Addresses }: NetworkInterface) =>
    family === 4 ? privateIpv4.length > 0 : ipv6Addresses.length > 0;
  const ids = [...network.networkInterfaces.values()]
    .filter((each) => hasAddress(each) && network.lookup.natGatewayOfInterface(each.id) === undefined)
    .map(({ id }) => id);
  return [...own.flatMap((id) => id ?? []), INTERNET, ...ids.filter((id) => !own.includes(id))];
}

/** Rows and columns of the flow's own ends come before all others. */
function pairsAround(network: Network, flow: Flow): readonly Pair[] {
  const ends = endsOf(network, flow).slice(0, MOST_ENDS);
  const from = flow.source.kind === 'interface' ? flow.source.networkInterface.id : INTERNET;
  const to = flow.destination?.id ?? INTERNET;
  const all = ends.flatMap((source) =>
    ends
      .filter((target) => target !== source && !(source === from && target === to))
      .map((target) => ({ from: source, to: target })),
  );
  const isNear = (pair: Pair) => pair.from === from || pair.to === to;
  return [...all.filter(isNear), ...all.filter((pair) => !isNear(pair))];
}

function verdictOf(network: Network, { packet }: Flow, { from, to }: Pair): Verdict | undefined {
  const resolved = resolveQuestion(network, {
    from,
    to,
    protocol: packet.protocol,
    port: packet.dstPort,
    icmpType: packet.icmpType,
    icmpCode: packet.icmpCode,
    family: packet.dst.family,
  });
  return resolved.ok ? verdict(network, resolved.flow) : undefined;
}
