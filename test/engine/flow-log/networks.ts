/** The networks and questions of the flow log tests. */
import type { Network } from '../../../engine/model/index.ts';
import { formatRecord, recordsOf } from '../../../engine/flow-log/index.ts';
import type { PredictedRecord } from '../../../engine/flow-log/index.ts';
import { trace } from '../../../engine/trace/index.ts';
import type { TracePath } from '../../../engine/trace/index.ts';
import type { Topology, TopologyFlow } from '../../reference/topology.ts';
import { mergePatch } from '../../reference/topology.ts';
import { flowOf } from '../../vectors/kinds/path.ts';
import { topologyNetwork } from '../../vectors/topology-document.ts';

/** web in a public subnet; app in a private one behind a NAT gateway; db in a third, reached by app alone. */
const base: Topology = {
  vpcs: { A: { cidrs: ['10.0.0.0/16'], igw: true } },
  subnets: {
    pub: { vpc: 'A', cidr: '10.0.0.0/24', rt: 'rt-pub' },
    priv: { vpc: 'A', cidr: '10.0.1.0/24', rt: 'rt-priv' },
    data: { vpc: 'A', cidr: '10.0.2.0/24', rt: 'rt-data' },
  },
  routeTables: {
    'rt-pub': { routes: { '0.0.0.0/0': 'igw' } },
    'rt-priv': { routes: { '0.0.0.0/0': 'nat' } },
    'rt-data': { routes: {} },
  },
  sgs: {
    'sg-web': { in: [['tcp', '443', '0.0.0.0/0']], out: [['-1', '*', '0.0.0.0/0']] },
    'sg-app': { in: [['tcp', '8080', 'sg-web']], out: [['-1', '*', '0.0.0.0/0']] },
    'sg-db': { in: [['tcp', '5432', 'sg-app']], out: [] },
  },
  enis: {
    web: { subnet: 'pub', ip: '10.0.0.10', public: '198.51.100.10', sgs: ['sg-web'] },
    app: { subnet: 'priv', ip: '10.0.1.10', sgs: ['sg-app'] },
    db: { subnet: 'data', ip: '10.0.2.20', sgs: ['sg-db'] },
  },
  nats: { nat: { subnet: 'pub', ip: '10.0.0.200', eip: '198.51.100.200' } },
};

export const DENY_ALL = { in: [], out: [] } as const;

/** The network with a merge patch applied to it. */
export function network(patch: unknown = {}): Network {
  return topologyNetwork(mergePatch(base, patch));
}

/** app asks db, on the port that db serves. */
export const appToDb: TopologyFlow = { from: 'app', dst: '10.0.2.20', dport: 5432 };

/** web is asked from the internet. */
export const clientToWeb: TopologyFlow = {
  from: 'internet',
  src: '203.0.113.7',
  dst: '198.51.100.10',
  sport: 51000,
  dport: 443,
};

/** app asks a server on the internet. */
export const appToInternet: TopologyFlow = { from: 'app', dst: '203.0.113.5', dport: 443 };

export function pathOf(net: Network, flow: TopologyFlow): TracePath {
  const [path] = trace(net, flowOf(flow, net)).paths;
  if (path === undefined) throw new Error('a trace has at least one path');
  return path;
}

/** The records of a flow, at one interface or at all. */
export function recordsFor(net: Network, flow: TopologyFlow, at?: string): readonly PredictedRecord[] {
  return recordsOf(net, pathOf(net, flow)).filter(
    ({ networkInterface }) => at === undefined || networkInterface.id === at,
  );
}

/** The records as lines of the fields asked for. */
export function linesFor(
  net: Network,
  flow: TopologyFlow,
  at: string | undefined,
  ...fields: string[]
): string[] {
  return recordsFor(net, flow, at).map(({ record }) => formatRecord(record, fields));
}
