import { describe, expect, test } from 'vitest';
import { readHoplight } from '../../../engine/formats/hoplight/read.ts';
import { effectiveTable } from '../../../engine/resources/route-table/effective.ts';
import { formatCidr } from '../../../engine/ip/index.ts';
import { ask, networkOf } from '../trace/network.ts';

const read = (document: object) => {
  const { network, diagnostics } = readHoplight({ format: 'hoplight/1', ...document });
  expect(diagnostics).toEqual([]);
  return network;
};

describe('VPC-7 a further CIDR block gives every route table of the VPC a local route for it', () => {
  const network = read({
    vpcs: [{ id: 'vpc', cidrBlocks: ['10.0.0.0/16', '100.64.0.0/16'], ipv6CidrBlock: '2001:db8:a::/56' }],
    routeTables: [{ id: 'rt-custom', vpc: 'vpc', routes: [] }],
  });

  test.each(['main:vpc', 'rt-custom'])('%s', (id) => {
    const table = network.routeTables.get(id);
    if (table === undefined) throw new Error(`${id} is missing`);
    const { all } = effectiveTable(table, network.vpcs.get('vpc'), () => undefined);
    expect(all.map(({ destination, target }) => `${formatCidr(destination)} ${target.id}`)).toEqual([
      '10.0.0.0/16 local',
      '100.64.0.0/16 local',
      '2001:db8:a::/56 local',
    ]);
  });
});

describe('VPC-11 a default VPC has DNS support and DNS hostnames', () => {
  test('both on, unless the document says otherwise', () => {
    const network = read({
      vpcs: [
        { id: 'vpc', cidrBlock: '172.31.0.0/16', isDefault: true },
        { id: 'vpc-stated', cidrBlock: '10.0.0.0/16', isDefault: true, enableDnsHostnames: false },
      ],
    });
    expect(network.vpcs.get('vpc')).toMatchObject({ enableDnsSupport: true, enableDnsHostnames: true });
    expect(network.vpcs.get('vpc-stated')).toMatchObject({ enableDnsHostnames: false });
  });
});

describe('VPC-12 another VPC starts with local routes, an open network ACL, a default group and no gateway', () => {
  const network = read({ vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16' }] });

  test('DNS support is on and DNS hostnames are off', () => {
    expect(network.vpcs.get('vpc')).toMatchObject({ enableDnsSupport: true, enableDnsHostnames: false });
  });

  test('a main route table with no routes of its own', () => {
    expect(network.routeTables.get('main:vpc')).toMatchObject({ main: true, routes: [] });
  });

  test('a default network ACL that allows everything', () => {
    const acl = network.networkAcls.get('default:vpc');
    expect(acl?.isDefault).toBe(true);
    expect(acl?.ingress.map(({ ruleNumber, ruleAction }) => `${ruleNumber} ${ruleAction}`)).toEqual([
      '100 allow',
      '101 allow',
    ]);
  });

  test('a default security group that lets in its own members only', () => {
    const group = network.securityGroups.get('default-group:vpc');
    expect(group?.ingress.map(({ match }) => match.remote)).toEqual([
      { kind: 'group', group: 'default-group:vpc' },
    ]);
  });

  test('no internet gateway', () => {
    expect(network.internetGateways.size).toBe(0);
  });
});

describe('SUB-9 auto-assigning public addresses says nothing of interfaces that exist already', () => {
  test.each([true, false])(
    'mapPublicIpOnLaunch %s leaves a private interface without a public address',
    (flag) => {
      const network = networkOf({
        vpcs: [{ id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' }],
        subnets: [
          { id: 'subnet', vpc: 'vpc', cidrBlock: '10.0.0.0/24', routeTable: 'rt', mapPublicIpOnLaunch: flag },
        ],
        routeTables: [{ id: 'rt', vpc: 'vpc', routes: [{ destination: '0.0.0.0/0', target: 'igw' }] }],
        instances: [{ id: 'web', subnet: 'subnet', privateIp: '10.0.0.10' }],
      });
      const report = ask(network, { from: 'web', to: '203.0.113.5', port: 443 });
      expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'igw', detail: 'no-public-address' });
    },
  );
});
