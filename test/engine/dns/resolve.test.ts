import { describe, expect, test } from 'vitest';
import {
  answersPrivateZones,
  resolveNamesOf,
  resolvePrivateHostname,
  resolvePublicHostname,
} from '../../../engine/dns/index.ts';
import type { Asker, NameAnswer, NamedHost } from '../../../engine/dns/index.ts';
import { isLogged } from '../../../engine/flow-log/index.ts';
import { readHoplight } from '../../../engine/formats/hoplight/read.ts';
import { formatAddress, parseAddress } from '../../../engine/ip/index.ts';
import { asId } from '../../../engine/model/index.ts';
import type { VpcId } from '../../../engine/model/index.ts';
import { trace } from '../../../engine/trace/index.ts';
import { packetOf } from '../../vectors/flow.ts';
import { flowOf } from '../../vectors/kinds/path.ts';
import { topologyNetwork } from '../../vectors/topology-document.ts';

const BOTH = { enableDnsSupport: true, enableDnsHostnames: true };
const SUPPORT = { enableDnsSupport: true, enableDnsHostnames: false };
const NEITHER = { enableDnsSupport: false, enableDnsHostnames: false };

const address = (text: string) => parseAddress(text) ?? expect.fail(text);

function host(over: Partial<NamedHost> = {}): NamedHost {
  return { privateIp: address('10.0.0.10'), publicIp: address('198.51.100.10'), vpc: BOTH, ...over };
}

const peer = (over: Partial<Extract<Asker, { kind: 'peer' }>> = {}): Asker => ({
  kind: 'peer',
  vpc: BOTH,
  dnsResolution: false,
  sameRegion: true,
  ...over,
});

const other = (over: Partial<Extract<Asker, { kind: 'other-vpc' }>> = {}): Asker => ({
  kind: 'other-vpc',
  vpc: BOTH,
  sameRegion: true,
  ...over,
});

const told = (answer: NameAnswer) =>
  answer.address === undefined ? 'nothing' : formatAddress(answer.address);

describe('DNS-1 the two attributes', () => {
  test.each([
    ['DNS-1 no public name without hostnames', host({ vpc: SUPPORT })],
    ['DNS-1 nor without support', host({ vpc: { enableDnsSupport: false, enableDnsHostnames: true } })],
    ['DNS-1 nor without a public address', host({ publicIp: undefined })],
  ])('%s', (_, named) => {
    for (const asker of [{ kind: 'same-vpc' }, { kind: 'internet' }, peer()] as const) {
      expect(resolvePublicHostname(named, asker)).toMatchObject({ kind: 'nothing', rule: 'DNS-1' });
    }
  });

  test('DNS-1 private names need both in their own VPC', () => {
    expect(told(resolvePrivateHostname(host(), { kind: 'same-vpc' }))).toBe('10.0.0.10');
    expect(resolvePrivateHostname(host({ vpc: SUPPORT }), { kind: 'same-vpc' })).toMatchObject({
      kind: 'nothing',
      rule: 'DNS-1',
    });
  });

  test('DNS-1 a VPC without support asks in vain', () => {
    expect(resolvePrivateHostname(host(), other({ vpc: NEITHER }))).toMatchObject({
      kind: 'nothing',
      rule: 'DNS-1',
    });
  });

  test('DNS-1 support is on unless it is turned off; hostnames only in a default VPC', () => {
    const { network } = readHoplight({
      vpcs: [
        { id: 'a', cidrBlock: '10.0.0.0/16' },
        { id: 'd', cidrBlock: '172.31.0.0/16', isDefault: true },
      ],
    });
    expect(network.vpcs.get('a')).toMatchObject({ enableDnsSupport: true, enableDnsHostnames: false });
    expect(network.vpcs.get('d')).toMatchObject({ enableDnsSupport: true, enableDnsHostnames: true });
  });
});

describe('DNS-2 a public name is private inside, public outside', () => {
  test.each([
    ['DNS-2 in its own VPC', { kind: 'same-vpc' }, '10.0.0.10'],
    ['DNS-2 on the internet', { kind: 'internet' }, '198.51.100.10'],
    ['DNS-2 in another VPC', other(), '198.51.100.10'],
  ] as const)('%s', (_, asker, expected) => {
    expect(told(resolvePublicHostname(host(), asker))).toBe(expected);
    expect(resolvePublicHostname(host(), asker).rule).toBe('DNS-2');
  });
});

test('DNS-3 private zones and private names of endpoints need both attributes', () => {
  expect([BOTH, SUPPORT, NEITHER].map(answersPrivateZones)).toEqual([true, false, false]);
});

describe('DNS-4 private names of other VPCs', () => {
  const publicRange = host({ privateIp: address('8.8.0.10') });

  test('DNS-4 resolve in the Region for RFC 1918 addresses', () => {
    expect(told(resolvePrivateHostname(host(), other()))).toBe('10.0.0.10');
    expect(resolvePrivateHostname(publicRange, other())).toMatchObject({ kind: 'nothing', rule: 'DNS-4' });
    expect(resolvePrivateHostname(host({ privateIp: address('100.64.0.10') }), other()).kind).toBe('nothing');
  });

  test('DNS-4 do not resolve in another Region, nor outside AWS', () => {
    expect(resolvePrivateHostname(host(), other({ sameRegion: false }))).toMatchObject({
      kind: 'nothing',
      rule: 'DNS-4',
    });
    expect(resolvePrivateHostname(host(), { kind: 'internet' })).toMatchObject({
      kind: 'nothing',
      rule: 'DNS-4',
    });
  });
});

describe('PEER-9 public names across a peering', () => {
  test.each([
    ['PEER-9 DNS resolution on, both VPCs with both attributes', peer({ dnsResolution: true }), '10.0.0.10'],
    ['PEER-9 DNS resolution off', peer(), '198.51.100.10'],
    ['PEER-9 the asking VPC lacks hostnames', peer({ dnsResolution: true, vpc: SUPPORT }), '198.51.100.10'],
    ['PEER-9 inter-Region too', peer({ dnsResolution: true, sameRegion: false }), '10.0.0.10'],
  ])('%s', (_, asker, expected) => {
    expect(resolvePublicHostname(host(), asker)).toMatchObject({ rule: 'PEER-9' });
    expect(told(resolvePublicHostname(host(), asker))).toBe(expected);
  });

  test('PEER-9 the setting is each side’s own, for the names of that side', () => {
    const { network } = readHoplight({
      vpcs: [
        { id: 'a', cidrBlock: '10.0.0.0/16', enableDnsHostnames: true },
        { id: 'b', cidrBlock: '10.1.0.0/16', enableDnsHostnames: true },
      ],
      subnets: [
        { id: 'a1', vpc: 'a', cidrBlock: '10.0.0.0/24' },
        { id: 'b1', vpc: 'b', cidrBlock: '10.1.0.0/24' },
      ],
      networkInterfaces: [
        { id: 'in-a', subnet: 'a1', privateIp: '10.0.0.10', publicIp: '198.51.100.10' },
        { id: 'in-b', subnet: 'b1', privateIp: '10.1.0.10', publicIp: '198.51.100.11' },
      ],
      vpcPeeringConnections: [
        { id: 'pcx', requester: 'a', accepter: { vpc: 'b', allowDnsResolutionFromRemoteVpc: true } },
      ],
    });
    const ask = (id: string, from: string) => {
      const networkInterface = network.networkInterfaces.get(id) ?? expect.fail(id);
      return resolveNamesOf(network, networkInterface, from === 'internet' ? from : asId<VpcId>(from));
    };
    const publicName = (id: string, from: string) =>
      told(ask(id, from)?.publicHostname ?? expect.fail('no answer'));
    expect(publicName('in-b', 'a')).toBe('10.1.0.10');
    expect(publicName('in-a', 'b')).toBe('198.51.100.10');
    expect(publicName('in-b', 'b')).toBe('10.1.0.10');
    expect(publicName('in-b', 'internet')).toBe('198.51.100.11');
    expect(ask('in-b', 'nowhere')).toBeUndefined();
  });
});

/** Two peered VPCs, each with a host. */
const peered = topologyNetwork({
  vpcs: { A: { cidrs: ['10.0.0.0/16'] }, B: { cidrs: ['10.1.0.0/16'] } },
  subnets: {
    a1: { vpc: 'A', cidr: '10.0.1.0/24', rt: 'rt-a' },
    b0: { vpc: 'B', cidr: '10.1.0.0/24', rt: 'rt-b' },
  },
  routeTables: { 'rt-a': { routes: { '10.1.0.0/16': 'pcx' } }, 'rt-b': { routes: { '10.0.0.0/16': 'pcx' } } },
  nacls: {},
  sgs: { none: { in: [], out: [] }, all: { in: [], out: [['-1', '*', '0.0.0.0/0']] } },
  enis: {
    a: { subnet: 'a1', ip: '10.0.1.10', sgs: ['all'] },
    mute: { subnet: 'a1', ip: '10.0.1.11', sgs: ['none'] },
  },
  pcx: { pcx: { a: 'A', b: 'B', status: 'active' } },
});

describe('PEER-10 private names and resolvers of a peer', () => {
  const publicRange = host({ privateIp: address('8.8.0.10') });

  test.each([
    ['PEER-10 an RFC 1918 address in the Region resolves', host(), peer(), '10.0.0.10'],
    ['PEER-10 another range does not', publicRange, peer(), 'nothing'],
    ['PEER-10 nor does any in another Region', host(), peer({ sameRegion: false }), 'nothing'],
    [
      'PEER-10 unless DNS resolution is on',
      publicRange,
      peer({ dnsResolution: true, sameRegion: false }),
      '8.8.0.10',
    ],
  ])('%s', (_, named, asker, expected) => {
    expect(told(resolvePrivateHostname(named, asker))).toBe(expected);
  });

  test('PEER-10 the resolver of a peer can not be asked', () => {
    const result = trace(peered, flowOf({ from: 'a', dst: '10.1.0.2', proto: 'udp', dport: 53 }, peered));
    expect(result).toMatchObject({
      verdict: 'forward_blocked',
      paths: [{ decidedBy: { at: 'no-such-host', component: { id: 'B' } } }],
    });
  });
});

test('DNS-5 queries to the Amazon resolver are neither filtered nor logged', () => {
  const question = { from: 'mute', dst: '10.0.0.2', proto: 'udp', dport: 53 };
  expect(trace(peered, flowOf(question, peered))).toMatchObject({
    verdict: 'reachable',
    paths: [{ decidedBy: { at: 'local-service' } }],
  });
  const subnet = peered.subnets.get('a1') ?? expect.fail('no subnet');
  const packet = packetOf({ ...question, src: '10.0.1.11' });
  expect(isLogged(packet, { subnet, vpc: peered.vpcs.get('A'), instance: undefined })).toBe(false);
});
