/** Routes through endpoints that inspect, rule by rule. */
import { describe, expect, test } from 'vitest';
import { detailOf, found } from './lint-cases.ts';
import type { Document } from './lint-cases.ts';

type Entry = Readonly<Record<string, unknown>>;

/** The subnet `app` behind a firewall endpoint in `fw`, a NAT gateway in `pub`; `parts` replaces tables. */
function egress(
  parts: { readonly app?: Entry[]; readonly fw?: Entry[]; readonly pub?: Entry[] } = {},
): Document {
  const table = (id: string, routes: readonly Entry[]) => ({ id: `rt-${id}`, vpc: 'vpc-a', routes });
  const subnet = (id: string, cidrBlock: string) => ({ id, vpc: 'vpc-a', cidrBlock, routeTable: `rt-${id}` });
  return {
    vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16', internetGateway: 'igw-a' }],
    subnets: [
      subnet('app', '10.0.1.0/24'),
      subnet('fw', '10.0.2.0/28'),
      subnet('pub', '10.0.3.0/24'),
      subnet('data', '10.0.4.0/24'),
    ],
    routeTables: [
      table('app', parts.app ?? [{ destination: '0.0.0.0/0', target: 'fwe' }]),
      table('fw', parts.fw ?? [{ destination: '0.0.0.0/0', target: 'nat' }]),
      table(
        'pub',
        parts.pub ?? [
          { destination: '0.0.0.0/0', target: 'igw-a' },
          { destination: '10.0.1.0/24', target: 'fwe' },
        ],
      ),
      table('data', []),
    ],
    natGateways: [{ id: 'nat', subnet: 'pub', privateIp: '10.0.3.5', publicIp: '198.51.100.5' }],
    networkFirewalls: [{ id: 'nfw', vpc: 'vpc-a', subnetMappings: [{ subnet: 'fw', endpoint: 'fwe' }] }],
  };
}

describe('NFW-15 replies of the internet pass the firewall that saw the request', () => {
  test('with a route from the subnet of the NAT gateway', () => {
    expect(found(egress(), 'asymmetric-inspection')).toEqual([]);
  });

  test('and go around it without', () => {
    const document = egress({ pub: [{ destination: '0.0.0.0/0', target: 'igw-a' }] });
    expect(found(document, 'asymmetric-inspection')).toEqual(['rt-pub NFW-15']);
    expect(detailOf(document, 'asymmetric-inspection')).toContain('only `10.0.0.0/16` covers `app`');
  });

  test('a firewall endpoint that a route of another kind leads to is not meant', () => {
    expect(found(egress({ fw: [] }), 'asymmetric-inspection')).toEqual([]);
  });
});

describe('NFW-10 both directions pass one endpoint', () => {
  const there = [{ destination: '10.0.4.0/24', target: 'fwe' }];

  test('between subnets of a VPC', () => {
    const document = egress({ app: there });
    expect(found(document, 'asymmetric-inspection')).toEqual(['rt-app NFW-10']);
  });

  test('from the internet, by the table of the internet gateway', () => {
    const direct = egress({ fw: [{ destination: '0.0.0.0/0', target: 'igw-a' }] });
    const tables = direct['routeTables'] as readonly Entry[];
    const edge = (routes: readonly Entry[]): Document => ({
      ...direct,
      routeTables: [...tables, { id: 'rt-edge', vpc: 'vpc-a', gateway: 'igw-a', routes }],
    });
    expect(found(edge([{ destination: '10.0.1.0/24', target: 'fwe' }]), 'asymmetric-inspection')).toEqual([]);
    const other = edge([{ destination: '10.0.3.0/24', target: 'fwe' }]);
    expect(found(other, 'asymmetric-inspection')).toEqual(['rt-edge NFW-10']);
  });
});

test('GWLB-5 an endpoint does not stand in the subnet that it inspects', () => {
  expect(found(egress(), 'inspected-subnet-has-endpoint')).toEqual([]);
  const [app, , pub, data] = egress()['subnets'] as readonly Entry[];
  const shared = { id: 'fw', vpc: 'vpc-a', cidrBlock: '10.0.2.0/28', routeTable: 'rt-app' };
  const document = { ...egress(), subnets: [app, shared, pub, data] } as Document;
  expect(found(document, 'inspected-subnet-has-endpoint')).toEqual(['fwe GWLB-5']);
});

describe('behind a transit gateway', () => {
  const hub = (attachment: Entry, isShared = false): Document => {
    const subnet = (id: string, net: number, zone: string, routeTable: string) => ({
      id,
      vpc: 'vpc-a',
      cidrBlock: `10.0.${net}.0/28`,
      availabilityZone: zone,
      routeTable,
    });
    return {
      vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16' }],
      subnets: [
        subnet('tgw-1', 1, 'us-east-1a', 'rt-1'),
        subnet('tgw-2', 2, 'us-east-1b', 'rt-2'),
        subnet('fw-1', 3, 'us-east-1a', 'rt-fw'),
        subnet('fw-2', 4, 'us-east-1b', 'rt-fw'),
      ],
      routeTables: [
        { id: 'rt-1', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'fwe-1' }] },
        { id: 'rt-2', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'fwe-2' }] },
        { id: 'rt-fw', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'tgw' }] },
      ],
      networkFirewalls: [
        {
          id: 'nfw',
          vpc: 'vpc-a',
          subnetMappings: [
            { subnet: isShared ? 'tgw-1' : 'fw-1', endpoint: 'fwe-1' },
            { subnet: 'fw-2', endpoint: 'fwe-2' },
          ],
        },
      ],
      transitGateways: [{ id: 'tgw' }],
      transitGatewayAttachments: [
        { id: 'att', transitGateway: 'tgw', vpc: 'vpc-a', subnets: ['tgw-1', 'tgw-2'], ...attachment },
      ],
    };
  };

  test('NFW-17 firewalls in several zones need appliance mode', () => {
    expect(found(hub({}), 'inspection-without-appliance-mode')).toEqual(['att NFW-17']);
    expect(found(hub({ applianceModeSupport: true }), 'inspection-without-appliance-mode')).toEqual([]);
    expect(found(hub({ subnets: ['tgw-1'] }), 'inspection-without-appliance-mode')).toEqual([]);
  });

  test('TGW-30 the attachment and the endpoint have a subnet each', () => {
    const mode = { applianceModeSupport: true };
    expect(found(hub(mode), 'endpoint-in-attachment-subnet')).toEqual([]);
    expect(found(hub(mode, true), 'endpoint-in-attachment-subnet')).toEqual(['fwe-1 TGW-30']);
  });
});
