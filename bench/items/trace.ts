import { compiled } from '../../engine/trace/compiled.ts';
import { readHoplight } from '../../engine/formats/hoplight/read.ts';
import type { Network } from '../../engine/model/index.ts';
import { indexMatches } from '../../engine/packet/match-index.ts';
import type { GroupFilter } from '../../engine/resources/security-group/evaluate.ts';
import { trace, verdict } from '../../engine/trace/index.ts';
import { prepareHybrid } from '../../test/reference/edge/edge.ts';
import { evaluate } from '../../test/reference/evaluate.ts';
import { flowOf } from '../../test/vectors/kinds/path.ts';
import { hybridDocument, hybridNetwork } from '../../test/vectors/hybrid-document.ts';
import { largeFlows, largeTopology } from '../inputs/network.ts';
import type { BenchItem, Work } from '../item.ts';
import { randomFrom } from '../random.ts';

const INTERFACES = 10_000;
const FLOWS = 500;

/** The answer is the verdict; flows are prepared for both sides, so that only walking is timed. */
export const traceItem: BenchItem = {
  id: 'trace',
  title: `trace a flow in a network of ${INTERFACES.toLocaleString('en')} interfaces with a transit gateway, there and back`,
  unit: 'flow',
  prepare: prepareTrace,
};

/** A document of that network to a network with every list compiled, against traces by plain scans. */
export const compileItem: BenchItem = {
  id: 'compile',
  title: `read and compile a network of ${INTERFACES.toLocaleString('en')} interfaces`,
  unit: 'network',
  prepare: prepareCompile,
};

function prepareTrace(): Work {
  const random = randomFrom(7);
  const topology = largeTopology(random, INTERFACES);
  const network = hybridNetwork(topology);
  const prepared = prepareHybrid(topology);
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
  const topology = largeTopology(random, INTERFACES);
  const document = hybridDocument(topology);
  const prepared = prepareHybrid(topology);
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

/** Works out every route table and compiles every rule list, each once, as heavy use would. */
function compileAll(network: Network): number {
  const derived = compiled(network);
  let sum = 0;
  const filters = new Set<GroupFilter>();
  for (const direction of ['ingress', 'egress'] as const) {
    for (const acl of network.networkAcls.values()) {
      sum += indexMatches(acl[direction].map(({ match }) => match)).words;
    }
    for (const each of network.networkInterfaces.values()) filters.add(derived.filterOf(each, direction));
  }
  for (const filter of filters) sum += indexMatches(filter.rules.map(({ rule }) => rule.match)).words;
  for (const id of network.routeTables.keys()) sum += derived.tableOf(id)?.all.length ?? 0;
  return sum;
}

function never(): never {
  throw new Error('inputs are numbered from 0 to the count');
}
