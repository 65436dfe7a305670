/** VPC Block Public Access at the gateways to the internet: modes, exclusions, what they leave alone (BPA-1 to BPA-9). */
import { describe, expect, test } from 'vitest';
import { quotas } from '../../../engine/lint/quotas.ts';
import { ask, hopIds, lintRules, networkOf, notesOn, stepsOf } from './network.ts';
import type { Sketch } from './network.ts';

type Mode = 'off' | 'block-bidirectional' | 'block-ingress';
type Exclusion = 'allow-bidirectional' | 'allow-egress';

interface Setting {
  readonly mode?: Mode;
  /** Further members of the setting. */
  readonly options?: object;
  /** Of a subnet, or of the VPC `vpc`. */
  readonly exclusions?: Readonly<Record<string, Exclusion>>;
}

/** A public host `a`, a private one `p` behind a NAT gateway, IPv6 out by an egress-only gateway from `six`. */
function blocked(
  { mode = 'block-bidirectional', options = {}, exclusions = {} }: Setting,
  rest: Sketch = {},
) {
  const sketch = {
    vpcs: [
      {
        id: 'vpc',
        cidrBlock: '10.0.0.0/16',
        ipv6CidrBlock: '2001:db8:1::/56',
        internetGateway: 'igw',
        egressOnlyInternetGateway: 'eigw',
        region: 'us-east-1',
        ownerId: '111122223333',
      },
    ],
    subnets: [
      { id: 'pub', cidrBlock: '10.0.1.0/24', routeTable: 'rt-pub' },
      { id: 'priv', cidrBlock: '10.0.2.0/24', routeTable: 'rt-priv' },
      { id: 'nat-net', cidrBlock: '10.0.3.0/24', routeTable: 'rt-pub' },
      { id: 'six-net', ipv6CidrBlock: '2001:db8:1:6::/64', routeTable: 'rt-six' },
    ],
    routeTables: [
      { id: 'rt-pub', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
      { id: 'rt-priv', routes: [{ destination: '0.0.0.0/0', target: 'nat' }] },
      { id: 'rt-six', routes: [{ destination: '::/0', target: 'eigw' }] },
    ],
    natGateways: [{ id: 'nat', subnet: 'nat-net', privateIp: '10.0.3.200', publicIp: '198.51.100.200' }],
    instances: [
      { id: 'a', subnet: 'pub', privateIp: '10.0.1.10', publicIp: '198.51.100.10' },
      { id: 'p', subnet: 'priv', privateIp: '10.0.2.10' },
      { id: 'six', subnet: 'six-net', ipv6Addresses: '2001:db8:1:6::10' },
    ],
    vpcBlockPublicAccessOptions: [{ internetGatewayBlockMode: mode, ...options }],
    vpcBlockPublicAccessExclusions: Object.entries(exclusions).map(([of, internetGatewayExclusionMode]) => ({
      ...(of === 'vpc' ? { vpc: of } : { subnet: of }),
      internetGatewayExclusionMode,
    })),
    ...rest,
  };
  return networkOf(sketch);
}

const server = '203.0.113.5';
const outbound = { from: 'a', to: server };
const inbound = { from: 'internet', to: 'a' };
const byNat = { from: 'p', to: server };
const byEgressOnly = { from: 'six', to: '2001:db8:ffff::5' };
const atBpa = { verdict: 'forward_blocked', at: 'bpa', code: 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED' };

function verdicts(
  network: ReturnType<typeof blocked>,
  ...questions: { from: string; to: string }[]
): string[] {
  return questions.map((question) => {
    const { verdict, at } = ask(network, question);
    return verdict === 'reachable' ? verdict : `${verdict} ${at ?? ''}`;
  });
}

const pass = 'reachable';
const drop = 'forward_blocked bpa';

describe('BPA-1 one setting per account and Region, at both kinds of gateway, above groups, ACLs and routes', () => {
  test.each<[Mode, string, string]>([
    ['off', pass, pass],
    ['block-bidirectional', drop, drop],
    ['block-ingress', drop, pass],
  ])('%s', (mode, atInternetGateway, atEgressOnly) => {
    expect(verdicts(blocked({ mode }), outbound, byEgressOnly)).toEqual([atInternetGateway, atEgressOnly]);
  });

  test('groups and ACLs that allow everything do not help', () => {
    const report = ask(blocked({}), inbound);
    expect(report).toMatchObject(atBpa);
    expect(stepsOf(report).map(({ at }) => at)).not.toContain('nacl-ingress');
  });

  test.each([
    ['another Region', { region: 'eu-west-1' }, pass],
    ['another account', { ownerId: '444455556666' }, pass],
    ['this one', { region: 'us-east-1', ownerId: '111122223333' }, drop],
  ])('that of %s', (_, options, verdict) => {
    expect(verdicts(blocked({ options }), outbound)).toEqual([verdict]);
  });
});

describe('BPA-2 mode and exclusion decide, by the subnet of the interface that talks to the gateway', () => {
  test.each<[Mode, Exclusion | undefined, string, string, string, string]>([
    ['off', undefined, pass, pass, pass, pass],
    ['off', 'allow-egress', pass, pass, pass, pass],
    ['block-bidirectional', undefined, drop, drop, drop, drop],
    ['block-bidirectional', 'allow-bidirectional', pass, pass, pass, pass],
    ['block-bidirectional', 'allow-egress', drop, pass, pass, pass],
    ['block-ingress', undefined, drop, drop, pass, pass],
    ['block-ingress', 'allow-bidirectional', pass, pass, pass, pass],
    ['block-ingress', 'allow-egress', drop, drop, pass, pass],
  ])('%s, exclusion %s', (mode, exclusion, ...expected) => {
    const network = blocked({ mode, exclusions: exclusion === undefined ? {} : { vpc: exclusion } });
    expect(verdicts(network, inbound, outbound, byNat, byEgressOnly)).toEqual(expected);
  });

  test("for NAT traffic the NAT gateway's subnet counts, not the client's", () => {
    expect(verdicts(blocked({ exclusions: { priv: 'allow-bidirectional' } }), byNat)).toEqual([drop]);
    expect(verdicts(blocked({ exclusions: { 'nat-net': 'allow-bidirectional' } }), byNat)).toEqual([pass]);
  });

  test('that allow-egress knows the flows of hosts with public addresses is not documented', () => {
    const network = blocked({ exclusions: { pub: 'allow-egress', 'nat-net': 'allow-egress' } });
    expect(notesOn(ask(network, outbound), 'BPA-2')).toContain('uncertain');
    expect(notesOn(ask(network, byNat), 'BPA-2')).toEqual([]);
  });

  test('an exclusion without effect is pointed out', () => {
    const network = (mode: Mode) => lintRules(blocked({ mode, exclusions: { pub: 'allow-egress' } }));
    expect(network('block-ingress')).toContain('BPA-2');
    expect(network('block-bidirectional')).not.toContain('BPA-2');
  });
});

describe('BPA-3 traffic that passes no gateway to the internet is left alone', () => {
  test('inside the VPC, over a peering, and to local services', () => {
    const network = blocked(
      {},
      {
        vpcs: [
          { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' },
          { id: 'far', cidrBlock: '10.1.0.0/16' },
        ],
        subnets: [
          { id: 'pub', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
          { id: 'priv', cidrBlock: '10.0.2.0/24' },
          { id: 'far-net', vpc: 'far', cidrBlock: '10.1.1.0/24', routeTable: 'rt-far' },
        ],
        routeTables: [
          { id: 'rt', routes: [{ destination: '10.1.0.0/16', target: 'pcx' }] },
          { id: 'rt-far', vpc: 'far', routes: [{ destination: '10.0.0.0/16', target: 'pcx' }] },
        ],
        vpcPeeringConnections: [{ id: 'pcx', requester: 'vpc', accepter: 'far' }],
        natGateways: [],
        instances: [
          { id: 'a', subnet: 'pub', privateIp: '10.0.1.10', publicIp: '198.51.100.10' },
          { id: 'p', subnet: 'priv', privateIp: '10.0.2.10' },
          { id: 'b', subnet: 'far-net', privateIp: '10.1.1.20' },
        ],
      },
    );
    expect(verdicts(network, { from: 'a', to: 'p' }, { from: 'a', to: 'b' })).toEqual([pass, pass]);
    expect(ask(network, { from: 'a', to: '169.254.169.254', port: 80 }).verdict).toBe('reachable');
  });

  test('that an exclusion serves the subnet of a Gateway Load Balancer endpoint is not certain', () => {
    const withEndpoint = (interfaceType: string) =>
      blocked(
        { exclusions: { pub: 'allow-bidirectional' } },
        { networkInterfaces: [{ id: 'eni-e', subnet: 'pub', privateIp: '10.0.1.50', interfaceType }] },
      );
    const report = ask(withEndpoint('gateway_load_balancer_endpoint'), outbound);
    expect(report.verdict).toBe('reachable');
    expect(notesOn(report, 'BPA-3')).toContain('uncertain');
    expect(notesOn(ask(withEndpoint('vpc_endpoint'), outbound), 'BPA-3')).toEqual([]);
  });
});

describe("BPA-4 with an appliance it is the appliance's subnet that needs the exclusion", () => {
  const behindAppliance = (excluded: string) =>
    blocked(
      { exclusions: { [excluded]: 'allow-bidirectional' } },
      {
        subnets: [
          { id: 'app', cidrBlock: '10.0.1.0/24', routeTable: 'rt-app' },
          { id: 'edge', cidrBlock: '10.0.4.0/24', routeTable: 'rt-edge' },
        ],
        routeTables: [
          { id: 'rt-in', gateway: 'igw', routes: [{ destination: '10.0.1.0/24', target: 'm' }] },
          { id: 'rt-app', routes: [{ destination: '0.0.0.0/0', target: 'm' }] },
          { id: 'rt-edge', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
        ],
        natGateways: [],
        instances: [
          { id: 'a', subnet: 'app', privateIp: '10.0.1.10', publicIp: '198.51.100.10' },
          {
            id: 'm',
            subnet: 'edge',
            privateIp: '10.0.4.30',
            publicIp: '198.51.100.30',
            sourceDestCheck: false,
            forwarding: 'router',
          },
        ],
      },
    );

  test.each([
    ['edge', [pass, pass]],
    ['app', [drop, drop]],
  ])('%s excluded', (excluded, expected) => {
    expect(verdicts(behindAppliance(excluded), inbound, outbound)).toEqual(expected);
  });
});

describe('BPA-5 a call to a public address of the same VPC passes the gateway, and is blocked as well', () => {
  const neighbours = (setting: Setting) =>
    blocked(setting, {
      instances: [
        { id: 'a', subnet: 'pub', privateIp: '10.0.1.10', publicIp: '198.51.100.10' },
        { id: 'b', subnet: 'pub', privateIp: '10.0.1.20', publicIp: '198.51.100.20' },
      ],
    });

  test('by its private address the neighbour is reached', () => {
    const questions = [
      { from: 'a', to: '198.51.100.20' },
      { from: 'a', to: '10.0.1.20' },
    ];
    expect(verdicts(neighbours({}), ...questions)).toEqual([drop, pass]);
    expect(verdicts(neighbours({ mode: 'off' }), ...questions)).toEqual([pass, pass]);
  });
});

describe('BPA-6 an exclusion of the VPC covers all its subnets; 50 are granted', () => {
  test('one of a subnet covers that subnet', () => {
    expect(verdicts(blocked({ exclusions: { vpc: 'allow-bidirectional' } }), outbound, byNat)).toEqual([
      pass,
      pass,
    ]);
    expect(verdicts(blocked({ exclusions: { pub: 'allow-bidirectional' } }), outbound, byNat)).toEqual([
      pass,
      drop,
    ]);
    expect(quotas['LIM-22'].initial).toBe(50);
  });

  test('a load balancer in an excluded subnet takes calls, and its target needs no exclusion', () => {
    const network = blocked(
      { exclusions: { pub: 'allow-bidirectional' } },
      {
        networkInterfaces: [
          {
            id: 'eni-lb',
            subnet: 'pub',
            privateIp: '10.0.1.50',
            publicIp: '198.51.100.50',
            interfaceType: 'load_balancer',
          },
        ],
      },
    );
    expect(verdicts(network, { from: 'internet', to: '198.51.100.50' }, { from: 'eni-lb', to: 'p' })).toEqual(
      [pass, pass],
    );
  });
});

describe('BPA-7 the drop is named after Block Public Access', () => {
  test.each([
    ['internet gateway', outbound, 'igw'],
    ['egress-only internet gateway', byEgressOnly, 'eigw'],
  ])('at the %s', (kind, question, component) => {
    const report = ask(blocked({}), question);
    expect(report).toMatchObject({ ...atBpa, component });
    expect(report.reason).toContain(`VPC Block Public Access stops the request at ${kind} ${component}`);
  });

  test('before anything else that fails at the gateway', () => {
    const network = blocked({}, { instances: [{ id: 'a', subnet: 'pub', privateIp: '10.0.1.10' }] });
    const report = ask(network, outbound);
    expect(report.at).toBe('bpa');
    expect(report.alsoBlockedBy.map(({ at, detail }) => `${at} ${detail ?? ''}`)).toEqual([
      'igw no-public-address',
    ]);
  });
});

describe("BPA-8 the setting of the subnet's owner counts; what is not known is off, with a note", () => {
  test("in a shared subnet the owner's, not the participant's", () => {
    const sharedBy = (ownerId: string) =>
      blocked(
        { options: { ownerId: '444455556666' } },
        {
          subnets: [{ id: 'pub', cidrBlock: '10.0.1.0/24', routeTable: 'rt-pub', ownerId }],
          natGateways: [],
          routeTables: [{ id: 'rt-pub', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] }],
          instances: [{ id: 'a', subnet: 'pub', privateIp: '10.0.1.10', publicIp: '198.51.100.10' }],
        },
      );
    expect(verdicts(sharedBy('444455556666'), outbound)).toEqual([drop]);
    expect(verdicts(sharedBy('111122223333'), outbound)).toEqual([pass]);
  });

  test('where the organization allows no exclusions, one is ignored, with a note', () => {
    const exclusions = { pub: 'allow-bidirectional' } as const;
    const network = blocked({ exclusions, options: { exclusionsAllowed: false } });
    expect(ask(network, outbound)).toMatchObject(atBpa);
    expect(notesOn(ask(network, outbound), 'BPA-8')).toEqual(['uncertain']);
    expect(notesOn(ask(blocked({ exclusions }), outbound), 'BPA-8')).toEqual([]);
    expect(lintRules(network)).toContain('BPA-8');
  });

  test('a setting that the input does not hold', () => {
    const notHeld = networkOf({
      subnets: [{ id: 'pub', cidrBlock: '10.0.1.0/24', routeTable: 'rt' }],
      routeTables: [{ id: 'rt', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] }],
      instances: [{ id: 'a', privateIp: '10.0.1.10', publicIp: '198.51.100.10' }],
      notHeld: ['vpcBlockPublicAccessOptions'],
    });
    const report = ask(notHeld, outbound);
    expect(report.verdict).toBe('reachable');
    expect(new Set(notesOn(report, 'BPA-8'))).toEqual(new Set(['assumption']));
  });

  test('block-ingress in a Local Zone without NAT and egress-only gateways is pointed out', () => {
    const local = (rest: Sketch) =>
      lintRules(
        blocked(
          { mode: 'block-ingress' },
          {
            vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' }],
            subnets: [{ id: 'pub', cidrBlock: '10.0.1.0/24', zoneType: 'local-zone' }],
            routeTables: [],
            natGateways: [],
            instances: [],
            ...rest,
          },
        ),
      );
    const nat = { id: 'nat', subnet: 'pub', privateIp: '10.0.1.200', publicIp: '198.51.100.200' };
    expect(local({})).toContain('BPA-8');
    expect(local({ natGateways: [nat] })).not.toContain('BPA-8');
  });
});

describe('BPA-9 under block-ingress a NAT gateway gets out, and its call of a public address here not in', () => {
  const question = { from: 'p', to: '198.51.100.10' };

  test("the inbound crossing is judged by the target's subnet", () => {
    const report = ask(blocked({ mode: 'block-ingress' }), question);
    expect(report).toMatchObject({ ...atBpa, component: 'igw' });
    const crossings = stepsOf(report).filter(({ at }) => at === 'igw' || at === 'bpa');
    expect(crossings.map(({ at, outcome }) => `${at} ${outcome}`)).toEqual(['igw translated', 'bpa denied']);
    expect(hopIds(report)).toContain('nat');
  });

  test('which an exclusion opens', () => {
    const open = blocked({ mode: 'block-ingress', exclusions: { pub: 'allow-bidirectional' } });
    expect(verdicts(open, question)).toEqual([pass]);
  });
});
