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

  test('stops at its limit and says so', () => {
    expect(effectiveOf(network, 'i-web', { traces: 1 })).toMatchObject({ traces: 1, cut: true });
    expect(effectiveOf(network, 'i-web')).toMatchObject({ traces: 4, cut: false });
  });

  test('what neither sends nor receives has nothing to tell', () => {
    expect(effectiveOf(network, 'igw-a').about).toBe('none');
    expect(effectiveOf(network, 'nobody').lines).toEqual([]);
  });
});
