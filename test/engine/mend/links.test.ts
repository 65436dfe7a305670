/** What is offered where a packet ends between networks, or in front of a service: each has been tried. */
import { describe, expect, test } from 'vitest';
import { loadDocument, suggestionsOf } from '../../../engine/index.ts';
import { scenario } from './scenarios.ts';

type Section = readonly Readonly<Record<string, unknown>>[];
type Document = Readonly<Record<string, Section>>;

function offered(document: Document, question = { from: 'client', to: 'server', port: 443 }): string[] {
  const { network, diagnostics } = loadDocument({ format: 'hoplight/1', ...document });
  expect(diagnostics.map(({ detail }) => detail)).toEqual([]);
  return suggestionsOf(network, question).map(({ title, verdict }) => `${title}: ${verdict}`);
}

/** Two VPCs on a transit gateway; `parts` replaces sections. */
function transit(parts: Document = {}): Document {
  const routes = [{ destination: '10.0.0.0/8', target: 'tgw' }];
  return {
    vpcs: ['a', 'b'].map((id, index) => ({ id, cidrBlock: `10.${index + 1}.0.0/16` })),
    routeTables: ['a', 'b'].map((vpc) => ({ id: `rt-${vpc}`, vpc, main: true, routes })),
    subnets: ['a', 'b'].map((vpc, index) => ({ id: `net-${vpc}`, vpc, cidrBlock: `10.${index + 1}.1.0/24` })),
    securityGroups: ['a', 'b'].map((vpc) => ({ id: `sg-${vpc}`, vpc, ingress: [{ from: '0.0.0.0/0' }] })),
    instances: [
      { id: 'client', subnet: 'net-a', privateIp: '10.1.1.10', securityGroups: ['sg-a'] },
      { id: 'server', subnet: 'net-b', privateIp: '10.2.1.10', securityGroups: ['sg-b'] },
    ],
    transitGateways: [
      { id: 'tgw', defaultRouteTableAssociation: false, defaultRouteTablePropagation: false },
    ],
    transitGatewayRouteTables: [
      {
        id: 'tgw-rt',
        transitGateway: 'tgw',
        routes: [
          { destination: '10.1.0.0/16', attachment: 'att-a' },
          { destination: '10.2.0.0/16', attachment: 'att-b' },
        ],
      },
    ],
    transitGatewayAttachments: ['a', 'b'].map((vpc) => attachment(vpc)),
    ...parts,
  };
}

function attachment(vpc: string, more: object = {}) {
  return {
    id: `att-${vpc}`,
    transitGateway: 'tgw',
    vpc,
    subnets: [`net-${vpc}`],
    routeTable: 'tgw-rt',
    propagatesTo: [],
    ...more,
  };
}

describe('at a transit gateway', () => {
  const table = (routes: Section) => ({
    transitGatewayRouteTables: [{ id: 'tgw-rt', transitGateway: 'tgw', routes }],
  });
  const back = { destination: '10.1.0.0/16', attachment: 'att-a' };

  test('nothing where nothing blocks', () => {
    expect(offered(transit())).toEqual([]);
  });

  test('TGW-8 the route that is missing', () => {
    expect(offered(transit(table([back])))).toEqual(['Route 10.2.0.0/16 of tgw-rt to att-b: reachable']);
  });

  test('TGW-10 a route in place of a blackhole', () => {
    const routes = [back, { destination: '10.2.0.0/16' }];
    expect(offered(transit(table(routes)))).toEqual(['Route 10.2.0.0/16 of tgw-rt to att-b: reachable']);
  });

  test('TGW-5 a table for an attachment that has none', () => {
    const transitGatewayAttachments = [attachment('a', { routeTable: 'none' }), attachment('b')];
    expect(offered(transit({ transitGatewayAttachments }))).toEqual([
      'Associate attachment att-a with tgw-rt: reachable',
    ]);
  });

  test('TGW-15 the route of a VPC to the transit gateway', () => {
    const [, second] = transit()['routeTables'] ?? [];
    const routeTables = [{ id: 'rt-a', vpc: 'a', main: true }, second ?? {}];
    expect(offered(transit({ routeTables }))).toEqual(['Add a route to rt-a: reachable']);
  });
});

test('TGW-3 a subnet of the attachment in the zone of the sender', () => {
  const { loaded, questions } = scenario('attached-in-one-zone');
  const titles = questions.flatMap((question) =>
    suggestionsOf(loaded.network, question).map(({ title, verdict }) => `${title}: ${verdict}`),
  );
  expect(titles).toContain('Attach tgw-attach-stock in us-east-1b too: reachable');
});

test('TGW-26 the route by which a reply finds home before the internet gateway takes it, through the firewall', () => {
  const { loaded, questions } = scenario('a-spoke-without-a-way-home');
  const changes = questions.flatMap((question) =>
    suggestionsOf(loaded.network, question).map(({ change, verdict }) => `${change}: ${verdict}`),
  );
  expect(changes).toContain('10.2.0.0/16 → vpce-firewall: reachable');
});

describe('on the way to a site', () => {
  const site = (
    connection: object,
    routes: Section = [{ destination: '192.168.0.0/16', target: 'vgw' }],
  ): Document => ({
    vpcs: [{ id: 'a', cidrBlock: '10.1.0.0/16' }],
    routeTables: [{ id: 'rt-a', vpc: 'a', main: true, routes }],
    subnets: [{ id: 'net-a', vpc: 'a', cidrBlock: '10.1.1.0/24' }],
    securityGroups: [{ id: 'sg-a', vpc: 'a' }],
    instances: [{ id: 'client', subnet: 'net-a', privateIp: '10.1.1.10', securityGroups: ['sg-a'] }],
    vpnGateways: [{ id: 'vgw', vpc: 'a' }],
    vpnConnections: [{ id: 'vpn', vpnGateway: 'vgw', onPremisesNetwork: 'site', ...connection }],
    onPremisesNetworks: [
      { id: 'site', cidrBlocks: ['192.168.0.0/16'], hosts: [{ id: 'server', address: '192.168.1.5' }] },
    ],
  });
  const isStatic = { staticRoutesOnly: true, routes: ['192.168.0.0/16'] };

  test('VPN-20 a tunnel that is down', () => {
    expect(offered(site({ ...isStatic, tunnels: ['down', 'down'] }))).toEqual([
      'Bring up a tunnel of vpn: reachable',
    ]);
  });

  test('VPN-5 a static route that the connection lacks', () => {
    expect(offered(site({ staticRoutesOnly: true }))).toEqual([
      'Add a static route to VPN connection vpn: reachable',
    ]);
  });

  test('VPN-3 a route to the gateway', () => {
    expect(offered(site(isStatic, []))).toEqual(['Add a route to rt-a: reachable']);
  });
});

describe('in front of a service', () => {
  const behind = (sections: Document): Document => ({
    vpcs: [{ id: 'a', cidrBlock: '10.1.0.0/16' }],
    subnets: [
      { id: 'net-a', vpc: 'a', cidrBlock: '10.1.1.0/24', availabilityZone: 'us-east-1a' },
      { id: 'net-b', vpc: 'a', cidrBlock: '10.1.2.0/24', availabilityZone: 'us-east-1b' },
    ],
    securityGroups: [{ id: 'sg-a', vpc: 'a', ingress: [{ from: '0.0.0.0/0' }] }],
    instances: [
      { id: 'client', subnet: 'net-a', privateIp: '10.1.1.10', securityGroups: ['sg-a'] },
      { id: 'web', subnet: 'net-b', privateIp: '10.1.2.10', securityGroups: ['sg-a'] },
    ],
    ...sections,
  });
  const endpoint = (more: object) =>
    behind({
      vpcEndpoints: [
        {
          id: 'server',
          vpc: 'a',
          vpcEndpointType: 'Interface',
          serviceName: 'com.amazonaws.us-east-1.sqs',
          interfaces: [{ subnet: 'net-b', privateIp: '10.1.2.8' }],
          securityGroups: ['sg-a'],
          ...more,
        },
      ],
    });
  const balancer = (port: number) =>
    behind({
      loadBalancers: [
        {
          id: 'server',
          vpc: 'a',
          type: 'network',
          nodes: [
            { subnet: 'net-a', privateIp: '10.1.1.9' },
            { subnet: 'net-b', privateIp: '10.1.2.9' },
          ],
          listeners: [{ protocol: 'tcp', port, targetGroup: 'tg' }],
        },
      ],
      targetGroups: [{ id: 'tg', vpc: 'a', port: 443, targets: [{ id: 'web' }] }],
    });

  test('VPCE-9 the default policy of an endpoint', () => {
    expect(offered(endpoint({ policy: 'deny' }))).toEqual([
      'Give endpoint server the default policy: reachable',
    ]);
  });

  test('VPCE-20 an endpoint that waits to be accepted', () => {
    expect(offered(endpoint({ state: 'PendingAcceptance' }))).toEqual([
      'Have endpoint server accepted: reachable',
    ]);
  });

  test('ELB-4 a listener on the port', () => {
    expect(offered(balancer(80), { from: 'client', to: '10.1.2.9', port: 443 })).toEqual([
      'Add a listener to server: reachable',
    ]);
  });

  test('ELB-8 targets of other zones', () => {
    expect(offered(balancer(443), { from: 'client', to: '10.1.1.9', port: 443 })).toEqual([
      'Let server use targets of all zones: reachable',
    ]);
  });

  test('NFW-7 a rule of a firewall', () => {
    const { loaded, questions } = scenario('a-spoke-without-a-way-home');
    const titles = questions.flatMap((question) =>
      suggestionsOf(loaded.network, question).map(({ title, verdict }) => `${title}: ${verdict}`),
    );
    expect(titles).toContain('Pass this traffic in firewall policy fwp-egress: reachable');
  });
});
