import { describe, expect, test } from 'vitest';

import { effectiveOf } from '../../../engine/explain/effective.ts';
import { readHoplight } from '../../../engine/formats/hoplight/read.ts';

const { network } = readHoplight({
  vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16', internetGateway: 'igw-a' }],
  subnets: [
    { id: 'public', name: 'front', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24', routeTable: 'rt-public' },
    { id: 'private', vpc: 'vpc-a', cidrBlock: '10.0.1.0/24' },
  ],
  routeTables: [{ id: 'rt-public', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'igw-a' }] }],
  securityGroups: [
    { id: 'sg-web', vpc: 'vpc-a', ingress: [{ protocol: 'tcp', ports: '443', from: '0.0.0.0/0' }] },
    { id: 'sg-db', vpc: 'vpc-a', ingress: [{ protocol: 'tcp', ports: '5432', from: 'sg-web' }] },
  ],
  instances: [
    {
      id: 'i-web',
      name: 'web',
      subnet: 'public',
      privateIp: '10.0.0.10',
      publicIp: '198.51.100.10',
      securityGroups: 'sg-web',
    },
    { id: 'i-db', name: 'db', subnet: 'private', privateIp: '10.0.1.10', securityGroups: 'sg-db' },
  ],
});
const sentences = (id: string) => effectiveOf(network, id).lines.map(({ sentence }) => sentence);

describe('effectiveOf', () => {
  test('says what a machine reaches and what reaches it, on the ports that rules name', () => {
    expect(sentences('i-web')).toEqual([
      'Can reach the internet on tcp 443.',
      'Can reach db on tcp 5432.',
      'The internet can reach it on tcp 443.',
      'db can reach it on tcp 443.',
    ]);
  });

  test('says what cannot be reached, after what can', () => {
    expect(sentences('i-db')).toEqual([
      'Can reach web on tcp 443.',
      'Cannot reach the internet on tcp 443.',
      'web can reach it on tcp 5432.',
      'The internet cannot reach it on tcp 5432.',
    ]);
  });

  test('a subnet and a group speak for the machines in them', () => {
    expect(effectiveOf(network, 'public').asked).toEqual(['web']);
    expect(effectiveOf(network, 'sg-db').asked).toEqual(['db']);
    expect(sentences('vpc-a')).toContain('web can reach db on tcp 5432.');
  });

  test('each sentence has the question that shows why', () => {
    const [first] = effectiveOf(network, 'i-db').lines;
    expect(first).toMatchObject({
      peer: 'i-web',
      question: { from: 'i-db', to: 'i-web', protocol: 'tcp', port: 443 },
    });
  });

  test('RT-4: a route table says where it leads, the most specific first', () => {
    expect(sentences('rt-public')).toEqual([
      'Traffic to 10.0.0.0/16 stays in the VPC.',
      'Traffic to 0.0.0.0/0 goes to igw-a.',
    ]);
    expect(effectiveOf(network, 'rt-public')).toMatchObject({ about: 'routes', asked: ['front'] });
  });

  describe('VPCE-1: a route table tells what AWS adds for gateway endpoints, and no gateway that is not there', () => {
    const linesOf = (sections: object) => {
      const { network: held } = readHoplight({
        format: 'hoplight/1',
        vpcs: [{ id: 'vpc-b', cidrBlock: '10.1.0.0/16' }],
        routeTables: [{ id: 'rt-b', vpc: 'vpc-b' }],
        vpcEndpoints: [
          {
            id: 'vpce-s3',
            vpc: 'vpc-b',
            vpcEndpointType: 'Gateway',
            serviceName: 'com.amazonaws.us-east-1.s3',
            routeTables: 'rt-b',
          },
        ],
        ...sections,
      });
      return effectiveOf(held, 'rt-b').lines.map(({ sentence }) => sentence);
    };

    test('block by block', () => {
      const entries = ['192.0.2.0/24', '198.51.100.0/25'];
      const prefixLists = [{ id: 'pl-s3', name: 'com.amazonaws.us-east-1.s3', entries }];
      expect(linesOf({ prefixLists })).toEqual([
        'Traffic to 198.51.100.0/25 goes to vpce-s3.',
        'Traffic to 192.0.2.0/24 goes to vpce-s3.',
        'Traffic to 10.1.0.0/16 stays in the VPC.',
      ]);
    });

    test('as a whole where the input does not hold its blocks', () => {
      expect(linesOf({})).toEqual([
        'Traffic to the addresses of com.amazonaws.us-east-1.s3, which the input does not hold, goes to vpce-s3.',
        'Traffic to 10.1.0.0/16 stays in the VPC.',
      ]);
    });
  });

  test('VPN-3: and what a virtual private gateway propagates into it', () => {
    const { network: held } = readHoplight({
      format: 'hoplight/1',
      vpcs: [{ id: 'vpc-b', cidrBlock: '10.1.0.0/16' }],
      routeTables: [{ id: 'rt-b', vpc: 'vpc-b', propagatingVgws: ['vgw'] }],
      vpnGateways: [{ id: 'vgw', vpc: 'vpc-b' }],
      vpnConnections: [{ id: 'vpn', vpnGateway: 'vgw', staticRoutesOnly: true, routes: ['192.168.0.0/16'] }],
    });
    expect(effectiveOf(held, 'rt-b').lines.map(({ sentence }) => sentence)).toContain(
      'Traffic to 192.168.0.0/16 goes to vgw.',
    );
  });

  test('stops at its limit and says so', () => {
    expect(effectiveOf(network, 'i-web', { traces: 1 })).toMatchObject({ traces: 1, cut: true });
    expect(effectiveOf(network, 'i-web')).toMatchObject({ traces: 4, cut: false });
  });

  test('what neither sends nor receives has nothing to tell', () => {
    expect(effectiveOf(network, 'igw-a').about).toBe('none');
    expect(effectiveOf(network, 'nobody').lines).toEqual([]);
  });
});
