/** The runner itself: what it makes of files it has never seen. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { main, runFile } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'hoplight-vectors-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;

function fileOf(content: unknown): string {
  const path = join(folder, `${++count}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function run(content: unknown): { lines: string[]; status: number } {
  const lines: string[] = [];
  const status = main([fileOf(content)], (line) => lines.push(line));
  return { lines, status };
}

/** What is wrong with one case of a file that holds it alone; `undefined` when it passes. */
function failureOf(members: object): string | undefined {
  const [result] = runFile(
    fileOf({ format: 'core-vectors/1', vectors: [{ id: 'X-1', rules: [], title: 't', ...members }] }),
  );
  return result?.failure;
}

const calc = (given: object, expected: object) => ({
  kind: 'calc',
  given,
  expect: { verdict: 'value', ...expected },
});
const config = (given: object, verdict: unknown) => ({ kind: 'config', given, expect: { verdict } });

describe('the output', () => {
  test('a line for each case that fails, with expected and got, then the counts', () => {
    const { lines, status } = run({
      format: 'core-vectors/1',
      vectors: [
        { id: 'X-1', ...calc({ cidr: '10.0.0.1/16' }, { canonical: '10.0.0.0/16' }) },
        { id: 'X-2', title: 'off by one', ...calc({ interfaces: 29 }, { prefix: 27 }) },
      ],
    });
    expect(lines).toEqual(['FAIL X-2: calc "off by one": prefix expected 27, got 26', '1 passed, 1 failed']);
    expect(status).toBe(1);
  });

  test('status 0 when all pass; a note is never compared', () => {
    const passes = {
      id: 'X-1',
      ...calc({ cidr: '10.0.0.1/16' }, { canonical: '10.0.0.0/16', note: 'nonsense' }),
    };
    expect(run({ format: 'core-vectors/1', vectors: [passes] })).toEqual({
      lines: ['1 passed, 0 failed'],
      status: 0,
    });
  });

  test('no file is a mistake of the caller', () => {
    expect(main([], () => undefined)).toBe(2);
  });

  test.each([
    ['that does not exist', () => join(folder, 'nowhere.json')],
    ['that is not JSON', () => fileOf('{')],
    ['of another format', () => fileOf({ format: 'edge-vectors/1', vectors: [] })],
    ['without cases', () => fileOf({ format: 'core-vectors/1' })],
    ['that holds a list', () => fileOf([])],
  ])('a file %s is one failure', (_, path) => {
    expect(runFile(path())).toMatchObject([{ failure: expect.any(String) }]);
  });
});

describe('cases that can not be read fail and say why', () => {
  test.each<[string, object, string]>([
    ['a kind that is not known', { kind: 'magic', expect: {} }, 'kind "magic" is not known'],
    ['no kind', { expect: {} }, 'kind absent is not known'],
    ['no expectation', { kind: 'calc', given: {} }, '`expect` is not an object'],
    ['nothing given', { kind: 'calc', expect: { usable: 1 } }, '`given` is not an object'],
    [
      'a value the runner does not compute',
      calc({ cidr: '10.0.0.0/16' }, { magic: 1 }),
      'computes no `magic`',
    ],
    [
      'a name of an object member',
      calc({ cidr: '10.0.0.0/16' }, { constructor: 1 }),
      'computes no `constructor`',
    ],
    ['a CIDR that is none', calc({ cidr: '10.0.0.0/33' }, { canonical: '' }), '"10.0.0.0/33" is not a CIDR'],
    ['a question that is none', config({ magic: 1 }, 'config_ok'), 'no question is known for magic'],
    [
      'a target that is none',
      config({ vpcCidr: '10.0.0.0/16', routes: [['10.1.0.0/16', 'magic']] }, []),
      'not a known kind of target',
    ],
    [
      'a topology that is not there',
      { kind: 'path', topology: 'T99', flow: {}, expect: {} },
      'no topology is named "T99"',
    ],
    [
      'a topology in pieces',
      { kind: 'path', topology: { vpcs: {} }, flow: {}, expect: {} },
      'the topology has no `subnets`',
    ],
    [
      'a member that topologies do not have',
      { kind: 'path', topology: 'T1', patch: { enis: { app: { mtu: 1500 } } }, flow: {}, expect: {} },
      '`enis.app` has `mtu`, which is not in the notation',
    ],
    [
      'a section that topologies do not have',
      { kind: 'path', topology: 'T1', patch: { tgws: { t: {} } }, flow: {}, expect: {} },
      'the topology has `tgws`',
    ],
    [
      'an address that is none',
      { kind: 'path', topology: 'T1', patch: { enis: { app: { ip: '10.0.0' } } }, flow: {}, expect: {} },
      '`10.0.0`',
    ],
    [
      'a rule that is none',
      {
        kind: 'path',
        topology: 'T1',
        patch: { sgs: { 'sg-app': { in: [['tcp', 'x', '0.0.0.0/0']] } } },
        flow: {},
        expect: {},
      },
      'can not be read',
    ],
    [
      'a flow from nowhere',
      { kind: 'path', topology: 'T1', flow: { from: 'nobody', dst: '10.0.0.1', dport: 1 }, expect: {} },
      'no interface "nobody"',
    ],
    [
      'a flow to nowhere',
      { kind: 'path', topology: 'T1', flow: { from: 'app', dst: 'there', dport: 1 }, expect: {} },
      '`dst` is not an address',
    ],
    [
      'a flow without a port',
      { kind: 'path', topology: 'T1', flow: { from: 'app', dst: '10.0.0.1' }, expect: {} },
      '`dport` is missing',
    ],
    [
      'a flow record with nothing to read',
      { kind: 'flowlog', given: {}, expect: { records: [] } },
      '`flow` is not an object',
    ],
    [
      'a service that is none',
      {
        kind: 'tracking',
        given: {
          cases: [
            {
              in: [],
              out: [],
              flow: { direction: 'in', proto: 'icmp', remote: '192.0.2.1' },
              through: ['magic'],
            },
          ],
        },
        expect: { tracked: [] },
      },
      'no service of SG-21',
    ],
    [
      'an asker that is none',
      {
        kind: 'dns',
        given: { instance: { private: '10.0.0.1' }, vpc: {}, askers: [{ from: 'mars' }] },
        expect: { answers: [] },
      },
      '`from` is `mars`',
    ],
    [
      'a client that is none',
      {
        kind: 'nacl-coverage',
        given: { direction: 'out', rules: [], clients: ['toaster'] },
        expect: { coverage: [] },
      },
      'no known kind of client',
    ],
    [
      'a rule that is none',
      {
        kind: 'nacl-coverage',
        given: { direction: 'out', rules: [['x']], clients: [] },
        expect: { coverage: [] },
      },
      'can not be read',
    ],
  ])('%s', (_, members, message) => {
    expect(failureOf(members)).toContain(message);
  });

  test.each([null, 7, 'text', []])('a case that is %j', (value) => {
    const [result] = runFile(fileOf({ format: 'core-vectors/1', vectors: [value] }));
    expect(result).toMatchObject({
      id: 'case 1',
      failure: expect.stringContaining('`expect` is not an object'),
    });
  });
});

describe('other combinations of the same keys', () => {
  test.each<[string, object]>([
    ['IPv6 prefixes', calc({ prefixes: [28, 64] }, { usable: { 28: 11, 64: 2 ** 64 } })],
    ['prefixes as text', calc({ prefixes: ['/24'] }, { usable: { '/24': 251 } })],
    ['several subnets', calc({ subnet: ['10.0.0.0/24', '10.0.1.0/28'] }, { usable: [251, 11] })],
    [
      'an IPv6 subnet',
      calc(
        { subnet: '2001:db8:a::/64' },
        {
          reserved: [
            '2001:db8:a::',
            '2001:db8:a::1',
            '2001:db8:a::2',
            '2001:db8:a::3',
            '2001:db8:a::ffff:ffff:ffff:ffff',
          ],
        },
      ),
    ],
    ['several numbers of interfaces', calc({ interfaces: [11, 12, 70000] }, { prefix: [28, 27, null] })],
    [
      'masks',
      calc(
        { cidr: '192.168.123.132/24' },
        {
          network: '192.168.123.0',
          mask: '255.255.255.0',
          wildcard: '0.0.0.255',
          broadcast: '192.168.123.255',
          hosts: 254,
        },
      ),
    ],
    [
      'hosts as a range',
      calc({ cidr: '192.168.123.132/24' }, { hosts: ['192.168.123.1', '192.168.123.254'] }),
    ],
    [
      'all blocks of a length',
      calc({ cidr: '10.0.0.0/23', prefix: 24 }, { cidrs: ['10.0.0.0/24', '10.0.1.0/24'] }),
    ],
    ['one block to add', config({ existing: ['10.0.0.0/16'], add: '10.0.0.0/17' }, 'config_rejected')],
    [
      'an IPv6 block to add',
      config({ existing: ['10.0.0.0/16', '2001:db8:a::/56'], add: ['2001:db8:b::/56', '2001:db8:a::/60'] }, [
        'config_ok',
        'config_rejected',
      ]),
    ],
    ['one VPC', config({ create: '10.0.0.0/8' }, 'config_rejected')],
    [
      'sizes of IPv4',
      config(
        { vpc: ['/15', '/16'], subnet: ['/28', '/29'] },
        { vpc: ['config_rejected', 'config_ok'], subnet: ['config_ok', 'config_rejected'] },
      ),
    ],
    ['sizes of subnets alone', config({ subnet: ['/62', '/64'] }, ['config_rejected', 'config_ok'])],
    ['a subnet in a VPC', config({ vpc: '10.0.0.0/16', subnet: '10.1.0.0/24' }, 'config_rejected')],
    [
      'peering of IPv6 blocks',
      config(
        { A: ['10.0.0.0/16', '2001:db8:a::/56'], B: ['10.1.0.0/16', '2001:db8:a::/56'] },
        'config_rejected',
      ),
    ],
    ['one reference', config({ peering: 'active', regions: ['r1', 'r1'] }, 'config_ok')],
    [
      'IPv6 destinations',
      config({ routes: ['fd00:ec2::/32', 'fd00::/8'] }, ['config_rejected', 'config_ok']),
    ],
    [
      'a gateway table by its rule',
      {
        rules: ['RT-16'],
        ...config(
          {
            vpcCidr: '10.0.0.0/16',
            subnets: ['10.0.1.0/24'],
            routes: [
              ['10.0.1.0/24', 'local'],
              ['pl-x', 'eni'],
            ],
          },
          ['config_ok', 'config_rejected'],
        ),
      },
    ],
    [
      'a route table of two families',
      {
        kind: 'route',
        given: {
          table: [
            ['10.0.0.0/16', 'local'],
            ['2001:db8::/32', 'pcx-6'],
            ['::/0', 'igw'],
          ],
          dst: ['2001:db8::1', '2001:db9::1', '192.0.2.1'],
        },
        expect: { target: ['pcx-6', 'igw', null], drop: [null, null, 'no-route'] },
      },
    ],
    [
      'a rule that names a group',
      {
        kind: 'tracking',
        given: {
          in: [['tcp', '22', 'sg-a']],
          out: [],
          flow: { direction: 'in', proto: 'tcp', remote: '10.0.0.9', dport: 22 },
          through: [],
        },
        expect: { tracked: true },
      },
    ],
    [
      'a service on the path',
      {
        kind: 'tracking',
        given: {
          cases: [
            {
              in: [['-1', '*', '0.0.0.0/0']],
              out: [['-1', '*', '0.0.0.0/0']],
              flow: { direction: 'out', proto: 'udp', remote: '192.0.2.1', dport: 53 },
              through: ['nat-gateway'],
              removed: { direction: 'out', index: 0 },
            },
          ],
        },
        expect: { tracked: [true], survives: [true] },
      },
    ],
    [
      'no public address',
      {
        kind: 'dns',
        given: {
          instance: { private: '10.0.0.10' },
          vpc: { enableDnsSupport: true, enableDnsHostnames: true },
          askers: [{ from: 'same-vpc' }],
        },
        expect: { answers: [null] },
      },
    ],
    [
      'replies that come in',
      {
        kind: 'nacl-coverage',
        given: {
          direction: 'in',
          rules: [
            [100, 'allow', 'tcp', '1024-65535', '0.0.0.0/0'],
            [90, 'deny', 'tcp', '50000', '0.0.0.0/0'],
          ],
          clients: ['lambda', 'old-windows'],
        },
        expect: { coverage: ['partial', 'full'] },
      },
    ],
    [
      'an AWS list',
      {
        kind: 'lint',
        given: {
          cidrRules: 5,
          groupRules: 1,
          awsPrefixLists: ['com.amazonaws.global.cloudfront.origin-facing'],
        },
        expect: { count: 61, ok: false },
      },
    ],
    [
      'a line without data',
      {
        kind: 'flowlog',
        given: { line: '2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA' },
        expect: { fields: { srcaddr: '-', action: null, 'log-status': 'NODATA' } },
      },
    ],
    [
      'a line with a header',
      {
        kind: 'flowlog',
        given: { header: 'version srcaddr flow-direction', line: '5 10.0.0.1 egress' },
        expect: { fields: { version: 5, 'flow-direction': 'egress' } },
      },
    ],
    [
      'records at the source',
      {
        kind: 'flowlog',
        given: {
          interface: '10.0.1.10',
          flow: { src: '10.0.1.10', dst: '203.0.113.5', dport: 443 },
          nacl: { in: [], out: [[100, 'allow', '-1', '*', '0.0.0.0/0']] },
        },
        expect: {
          records: [
            { action: 'ACCEPT', dstport: 443 },
            { action: 'REJECT', dstport: 40000 },
          ],
        },
      },
    ],
    [
      'records between two private hosts',
      {
        kind: 'flowlog',
        given: {
          interface: '10.0.1.10',
          flow: { src: '10.0.1.20', dst: '10.0.1.10', dport: 22 },
          nacl: { in: [], out: [] },
        },
        expect: { records: [{ srcaddr: '10.0.1.20', action: 'REJECT' }] },
      },
    ],
    [
      'records over a topology',
      {
        kind: 'flowlog',
        topology: 'T1',
        flow: { from: 'app', dst: '203.0.113.5', dport: 443 },
        given: { interface: 'nat-1', fields: ['srcaddr', 'dstaddr'] },
        expect: {
          records: [
            '10.0.1.10 10.0.0.200',
            '10.0.0.200 203.0.113.5',
            '203.0.113.5 10.0.0.200',
            '10.0.0.200 10.0.1.10',
          ],
        },
      },
    ],
    [
      'records of the client of a NAT gateway',
      {
        kind: 'flowlog',
        given: {
          interface: '10.0.1.5',
          client: '10.0.1.5',
          nat: { ip: '10.0.0.220' },
          server: '10.0.9.9',
          fields: ['dstaddr', 'action'],
        },
        expect: { records: ['10.0.9.9 ACCEPT', '10.0.1.5 ACCEPT'] },
      },
    ],
    [
      'a topology of its own',
      {
        kind: 'path',
        topology: {
          vpcs: { A: { cidrs: ['10.0.0.0/16'] } },
          subnets: { s: { vpc: 'A', cidr: '10.0.0.0/24' } },
          routeTables: {},
          sgs: { all: { in: [], out: [['-1', '*', '0.0.0.0/0']] } },
          enis: { a: { subnet: 's', ip: '10.0.0.10', sgs: ['all'] } },
        },
        flow: { from: 'a', dst: '10.0.5.5', dport: 1 },
        expect: { verdict: 'forward_blocked', at: 'no-such-host', component: 'A' },
      },
    ],
  ])('%s', (_, members) => {
    expect(failureOf(members)).toBeUndefined();
  });

  test('choices have no order', () => {
    const patch = {
      pcx: { 'pcx-ab': { status: 'active' } },
      routeTables: {
        'rt-a': {
          routes: { '10.1.0.0/16': null, 'pl-1{10.1.0.0/16}': 'pcx-ab', 'pl-2{10.1.0.0/16}': 'nat-1' },
        },
      },
    };
    const choices = [
      { choice: 'nat-1', verdict: 'forward_blocked', at: 'sg-ingress' },
      { choice: 'pcx-ab', verdict: 'reachable' },
    ];
    const members = {
      kind: 'path',
      topology: 'T2',
      patch,
      flow: { from: 'a', dst: '10.1.1.20', dport: 3306 },
    };
    expect(failureOf({ ...members, expect: { verdict: 'partial', perChoice: choices } })).toBeUndefined();
    expect(
      failureOf({ ...members, expect: { verdict: 'partial', paths: [...choices].reverse() } }),
    ).toBeUndefined();
    expect(failureOf({ ...members, expect: { verdict: 'partial', paths: choices.slice(1) } })).toContain(
      'paths expected',
    );
  });
});
