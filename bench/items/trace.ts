import { compiled } from '../../engine/trace/compiled.ts';
import { readHoplight } from '../../engine/formats/hoplight/read.ts';
import type { Network } from '../../engine/model/index.ts';
import { parseAddress } from '../../engine/ip/index.ts';
import { trace, verdict } from '../../engine/trace/index.ts';
import { evaluate, prepare } from '../../test/reference/evaluate.ts';
import type { Topology } from '../../test/reference/topology.ts';
import { flowOf } from '../../test/vectors/kinds/path.ts';
import { topologyDocument, topologyNetwork } from '../../test/vectors/topology-document.ts';
import { largeFlows, largeTopology } from '../inputs/network.ts';
import type { BenchItem, Work } from '../item.ts';
import { randomFrom } from '../random.ts';

const INTERFACES = 10_000;
const FLOWS = 500;

/** The answer is the verdict; flows are prepared for both sides, so that only walking is timed. */
export const traceItem: BenchItem = {
  id: 'trace',
  title: `trace a flow in a network of ${INTERFACES.toLocaleString('en')} interfaces, there and back`,
  unit: 'flow',
  prepare: prepareTrace,
};

/** A document of that network to a network with every list compiled, against the traces that could be made meanwhile. */
export const compileItem: BenchItem = {
  id: 'compile',
  title: `read and compile a network of ${INTERFACES.toLocaleString('en')} interfaces`,
  unit: 'network',
  prepare: prepareCompile,
};

function prepareTrace(): Work {
  const random = randomFrom(7);
  const topology = largeTopology(random, INTERFACES);
  const network = topologyNetwork(topology);
  const prepared = prepare(topology);
  const asked = largeFlows(random, topology, FLOWS);
  const flows = asked.map((flow) => flowOf({ ...flow }, network));
  const flowAt = (input: number) => flows[input] ?? never();
  const askedAt = (input: number) => asked[input] ?? never();
  return {
    count: FLOWS,
    contenders: [
      {
        name: 'verdict',
        role: 'own',
        answer: (input) => verdict(network, flowAt(input)),
        work: (input) => verdict(network, flowAt(input)).length,
      },
      {
        name: 'trace with hops',
        role: 'own',
        answer: (input) => trace(network, flowAt(input)).verdict,
        work: (input) => trace(network, flowAt(input)).paths.length,
      },
      {
        name: 'second evaluator, plain scans',
        role: 'reference',
        answer: (input) => evaluate(prepared, askedAt(input)).verdict,
        work: (input) => evaluate(prepared, askedAt(input)).verdict.length,
      },
    ],
  };
}

const TRACES_BESIDE_COMPILING = 3_000;

function prepareCompile(): Work {
  const random = randomFrom(7);
  const topology: Topology = largeTopology(random, INTERFACES);
  const document = topologyDocument(topology);
  const prepared = prepare(topology);
  const asked = largeFlows(random, topology, FLOWS);
  return {
    count: 1,
    contenders: [
      {
        name: 'read and compile',
        role: 'own',
        answer: () => INTERFACES,
        work: () => compileAll(readHoplight(document).network),
      },
      {
        name: `second evaluator, ${TRACES_BESIDE_COMPILING.toLocaleString('en')} flows`,
        role: 'reference',
        answer: () => INTERFACES,
        work: () => {
          let sum = 0;
          for (let flow = 0; flow < TRACES_BESIDE_COMPILING; flow += 1) {
            sum += evaluate(prepared, asked[flow % FLOWS] ?? never()).verdict.length;
          }
          return sum;
        },
      },
    ],
  };
}

/** Works out every table and asks every list often enough that it is compiled. */
function compileAll(network: Network): number {
  const derived = compiled(network);
  const address = parseAddress('10.1.2.3') ?? never();
  const packet = {
    src: address,
    dst: address,
    protocol: 6,
    srcPort: 40_000,
    dstPort: 443,
    icmpType: 0,
    icmpCode: 0,
  };
  let sum = 0;
  const ask = (
    firstMatch: (p: typeof packet, end: { address: typeof address; groups: string[] }) => number,
  ) => {
    for (let time = 0; time < 6; time += 1) sum += firstMatch(packet, { address, groups: [] });
  };
  for (const direction of ['ingress', 'egress'] as const) {
    for (const acl of network.networkAcls.values()) ask(derived.aclFilterOf(acl, direction).firstMatch);
    for (const each of network.networkInterfaces.values()) ask(derived.filterOf(each, direction).firstMatch);
  }
  for (const id of network.routeTables.keys()) sum += derived.tableOf(id)?.all.length ?? 0;
  return sum;
}

function never(): never {
  throw new Error('inputs are numbered from 0 to the count');
}
