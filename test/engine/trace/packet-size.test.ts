/** GEN-5: how large a packet may be on its way, where a question gives its size. */
import { describe, expect, test } from 'vitest';
import { traceReport } from '../../../engine/index.ts';
import { ask, networkOf, notesOn, stepsOf } from './network.ts';
import type { Sketch } from './network.ts';

const subnet = (id: string, net: number, vpc = 'vpc') => ({
  id,
  vpc,
  cidrBlock: `10.${net}.1.0/24`,
  routeTable: `rt-${id}`,
});
const open = (vpc: string) => ({ id: `open-${vpc}`, vpc, ingress: [{ from: '0.0.0.0/0' }] });
const machine = (id: string, at: string, address: string, vpc: string) => ({
  id,
  subnet: at,
  privateIp: address,
  securityGroups: [`open-${vpc}`],
});

/** A machine `a` in `vpc` and one, `b`, in `far`, joined by `target`. */
function joined(
  target: string,
  link: Sketch,
  regions: readonly string[] = ['us-east-1', 'us-east-1'],
): Sketch {
  return {
    vpcs: [
      { id: 'vpc', cidrBlock: '10.0.0.0/16', region: regions[0] },
      { id: 'far', cidrBlock: '10.1.0.0/16', region: regions[1] },
    ],
    subnets: [subnet('net', 0), subnet('far-net', 1, 'far')],
    routeTables: [
      { id: 'rt-net', routes: [{ destination: '10.1.0.0/16', target }] },
      { id: 'rt-far-net', vpc: 'far', routes: [{ destination: '10.0.0.0/16', target }] },
    ],
    securityGroups: [open('vpc'), open('far')],
    instances: [machine('a', 'net', '10.0.1.10', 'vpc'), machine('b', 'far-net', '10.1.1.10', 'far')],
    ...link,
  };
}

const peered = (regions: readonly string[]) =>
  joined(
    'pcx',
    {
      vpcPeeringConnections: [
        {
          id: 'pcx',
          requester: { vpc: 'vpc', region: regions[0] },
          accepter: { vpc: 'far', region: regions[1] },
        },
      ],
    },
    regions,
  );
const transit = joined('tgw', {
  transitGateways: [{ id: 'tgw' }],
  transitGatewayRouteTables: [{ id: 'tgw-rt', transitGateway: 'tgw' }],
  transitGatewayAttachments: ['vpc', 'far'].map((vpc) => ({
    id: `att-${vpc}`,
    transitGateway: 'tgw',
    vpc,
    subnets: [vpc === 'vpc' ? 'net' : 'far-net'],
    routeTable: 'tgw-rt',
    propagatesTo: ['tgw-rt'],
  })),
});
const site = { id: 'site', cidrBlocks: ['192.168.0.0/16'], hosts: [{ id: 'desk', address: '192.168.1.50' }] };
const linked = (link: Sketch): Sketch => ({
  subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' }],
  routeTables: [{ id: 'rt', routes: [{ destination: '192.168.0.0/16', target: 'vgw' }] }],
  instances: [{ id: 'a', privateIp: '10.0.1.10' }],
  vpnGateways: [{ id: 'vgw', vpc: 'vpc' }],
  onPremisesNetworks: [site],
  ...link,
});
const byVpn = linked({ vpnConnections: [{ id: 'vpn', vpnGateway: 'vgw', onPremisesNetwork: 'site' }] });
const byDirectConnect = (mtu: number) =>
  linked({
    virtualInterfaces: [
      { id: 'vif', virtualInterfaceType: 'private', vpnGateway: 'vgw', onPremisesNetwork: 'site', mtu },
    ],
  });
const internet: Sketch = {
  subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' }],
  routeTables: [{ id: 'rt', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] }],
  instances: [{ id: 'a', privateIp: '10.0.1.10', publicIp: '198.51.100.10' }],
};
const endpoint = (type: 'Gateway' | 'Interface'): Sketch => ({
  subnets: [{ id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' }],
  routeTables: [{ id: 'rt' }],
  instances: [{ id: 'a', privateIp: '10.0.1.10' }],
  prefixLists: [{ id: 'pl', name: 'com.amazonaws.us-east-1.s3', entries: ['192.0.2.0/24'] }],
  vpcEndpoints: [
    {
      id: 'vpce',
      vpc: 'vpc',
      vpcEndpointType: type,
      serviceName: 'com.amazonaws.us-east-1.s3',
      ...(type === 'Gateway'
        ? { routeTables: ['rt'] }
        : { interfaces: [{ subnet: 'net', privateIp: '10.0.1.8' }], securityGroups: ['open'] }),
    },
  ],
});
const inspected: Sketch = {
  subnets: [
    { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
    { id: 'back', cidrBlock: '10.0.2.0/24', routeTable: 'rt-back' },
    { id: 'fw', cidrBlock: '10.0.9.0/28' },
  ],
  routeTables: [
    { id: 'rt', routes: [{ destination: '10.0.2.0/24', target: 'fwe' }] },
    { id: 'rt-back', routes: [{ destination: '10.0.1.0/24', target: 'fwe' }] },
  ],
  instances: [
    { id: 'a', privateIp: '10.0.1.10' },
    { id: 'b', subnet: 'back', privateIp: '10.0.2.20' },
  ],
  vpcEndpoints: [{ id: 'fwe', vpc: 'vpc', vpcEndpointType: 'GatewayLoadBalancer', subnet: 'fw' }],
};

describe('GEN-5 packets that are too large are dropped where they do not fit', () => {
  test.each<[string, Sketch, string, number, string]>([
    ['a transit gateway', transit, 'b', 8500, 'tgw-attachment'],
    ['a peering between Regions', peered(['us-east-1', 'us-west-2']), 'b', 8500, 'pcx'],
    ['a VPN connection', byVpn, 'desk', 1446, 'vpn'],
    ['a virtual interface', byDirectConnect(1500), 'desk', 1500, 'dx'],
    ['a virtual interface with jumbo frames', byDirectConnect(8500), 'desk', 8500, 'dx'],
    ['an internet gateway', internet, 'internet', 1500, 'igw'],
    ['a gateway endpoint', endpoint('Gateway'), '192.0.2.9', 8500, 'gateway-endpoint'],
    ['an interface endpoint', endpoint('Interface'), '10.0.1.8', 8500, 'interface-endpoint'],
    ['GWLB-10: an endpoint that inspects', inspected, 'b', 8500, 'gwlb'],
  ])('%s', (_title, sketch, to, most, at) => {
    const network = networkOf(sketch);
    const asked = (packetSize?: number) => ask(network, { from: 'a', to, packetSize });
    expect(asked().verdict).toBe('reachable');
    expect(asked(most).verdict).toBe('reachable');
    const report = asked(most + 1);
    expect(report).toMatchObject({
      verdict: 'forward_blocked',
      at,
      detail: 'too-big',
      code: 'X_PACKET_TOO_BIG',
      reason: expect.stringContaining(`${most + 1} bytes is larger than the ${most}`) as string,
    });
    expect(stepsOf(report).at(-1)?.rules).toEqual(['GEN-5']);
  });

  test('within a VPC and over a peering of one Region all that a VPC carries fits', () => {
    const network = networkOf(peered(['us-east-1', 'us-east-1']));
    expect(ask(network, { from: 'a', to: 'b', packetSize: 9001 }).verdict).toBe('reachable');
  });

  test('from the internet as well', () => {
    const report = ask(networkOf(internet), { from: 'internet', to: 'a', packetSize: 1501 });
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'igw', detail: 'too-big' });
  });

  test('whether the sender hears of it is not certain', () => {
    expect(notesOn(ask(networkOf(transit), { from: 'a', to: 'b', packetSize: 9001 }), 'GEN-5')).toEqual([
      'hint',
      'uncertain',
    ]);
  });

  test.each([19, 9002, 1500.5])('%s bytes are no size of a packet', (packetSize) => {
    const answer = traceReport(networkOf(internet), { from: 'a', to: 'internet', port: 443, packetSize });
    expect(answer).toMatchObject({ ok: false, errors: [{ part: 'packetSize' }] });
  });
});
