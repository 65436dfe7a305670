/** The converter from the notation of the worked cases to a document. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Topology } from '../reference/topology.ts';
import { readVectorFile } from './run.ts';
import { notationId, readTopology, topologyDocument, topologyNetwork } from './topology-document.ts';

const empty: Topology = { vpcs: {}, subnets: {}, routeTables: {}, enis: {} };

const { topologies } = readVectorFile(fileURLToPath(new URL('vectors-core.json', import.meta.url)));

test.each(Object.keys(topologies))('all of %s is read', (name) => {
  // INVARIANT: the project's own file is in the notation.
  expect(readTopology(topologies[name] as Topology).problems).toEqual([]);
});

test('an empty topology is an empty network', () => {
  expect(topologyNetwork(empty).byId.size).toBe(0);
});

describe('ids are those of the notation', () => {
  const network = topologyNetwork({
    ...empty,
    vpcs: { A: { cidrs: ['10.0.0.0/16'], igw: true }, B: { cidrs: ['10.1.0.0/16'], eigw: true } },
    subnets: {
      a1: { vpc: 'A', cidr: '10.0.0.0/24', rt: 'shared', nacl: 'open' },
      a2: { vpc: 'A', cidr: '10.0.1.0/24' },
      b1: { vpc: 'B', cidr: '10.1.0.0/24', rt: 'shared', nacl: 'open' },
    },
    routeTables: {
      shared: { routes: { '0.0.0.0/0': 'igw', 'pl-x{192.0.2.0/24,198.51.100.0/24}': 'eni:gone' } },
      'main:A': { routes: { '192.0.2.0/24': 'pcx-none' } },
    },
    gatewayRouteTables: { A: { routes: { '10.0.0.0/24': 'eni:web' } } },
    nacls: { open: { in: [[100, 'allow', '-1', '*', '0.0.0.0/0']], out: [] } },
    enis: {
      web: {
        subnet: 'a1',
        ip: '10.0.0.10',
        secondary: ['10.0.0.11'],
        eips: { '10.0.0.11': '198.51.100.11' },
        sgs: ['nowhere'],
        running: false,
      },
      left: { subnet: 'a1', ip: '10.0.0.20', sgs: [], instance: 'i-1' },
      right: { subnet: 'a2', ip: '10.0.1.20', sgs: [], instance: 'i-1', attached: false },
    },
  });

  test('gateways are there, attached or not', () => {
    expect(network.internetGateways.get('igw:A')?.vpc).toBe('A');
    expect(network.internetGateways.get('igw:B')?.vpc).toBeUndefined();
    expect(network.egressOnlyInternetGateways.get('eigw:B')?.vpc).toBe('B');
  });

  test('a table or ACL of two VPCs is one for each, by the same name', () => {
    expect([network.subnets.get('a1')?.routeTable, network.subnets.get('b1')?.routeTable]).toEqual([
      'shared',
      'shared@B',
    ]);
    expect([network.subnets.get('a1')?.networkAcl, network.subnets.get('b1')?.networkAcl]).toEqual([
      'open',
      'open@B',
    ]);
    expect(notationId('shared@B')).toBe('shared');
    const target = (table: string) => network.routeTables.get(table)?.routes[0]?.target;
    expect([target('shared')?.id, target('shared@B')?.id]).toEqual(['igw:A', 'igw:B']);
  });

  test('what is not stated has the ids of AWS’s defaults', () => {
    expect(network.subnets.get('a2')).toMatchObject({ routeTable: 'main:A', networkAcl: 'default:A' });
    expect(network.routeTables.get('main:A')?.routes).toHaveLength(1);
    expect(network.routeTables.get('gateway:A')?.gateway).toBe('igw:A');
  });

  test('targets that do not exist keep their kind', () => {
    expect(network.routeTables.get('shared')?.routes[1]?.target).toEqual({
      kind: 'network-interface',
      id: 'eni-gone',
    });
    expect(network.routeTables.get('main:A')?.routes[0]?.target.kind).toBe('vpc-peering-connection');
  });

  test('a prefix list is made for its entries', () => {
    const destination = network.routeTables.get('shared')?.routes[1]?.destination;
    expect(
      destination?.kind === 'prefix-list' && network.prefixLists.get(destination.prefixList)?.entries,
    ).toHaveLength(2);
  });

  test('machines, states and addresses', () => {
    expect(network.instances.get('instance:web')?.state).toBe('stopped');
    expect(network.networkInterfaces.get('left')).toMatchObject({
      instance: 'i-1',
      attached: true,
      forwarding: 'none',
    });
    expect(network.networkInterfaces.get('right')).toMatchObject({ instance: undefined, attached: false });
    expect(network.networkInterfaces.get('web')?.privateIpv4[1]).toMatchObject({ publicIpIsElastic: true });
    expect(network.networkInterfaces.get('web')?.groups).toEqual(['nowhere']);
    expect(network.securityGroups.has('nowhere')).toBe(false);
  });
});

test('the same topology gives the same document', () => {
  const topology = topologies['T1'] as Topology;
  expect(topologyDocument(topology)).toEqual(topologyDocument(topology));
});
