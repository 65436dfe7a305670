/**
 * Real AWS dumps with known answers, through the built command line on the untouched folders.
 *
 * Batfish judges the request and the reply apart, so `reachable` there is delivery of the request. core.md is the law
 * where it differs; each such place says so.
 */
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceReport } from '../../engine/index.ts';
import { hoplight, inFolder } from '../src/cli/hoplight.ts';
import {
  askAll,
  beyondOf,
  corpus,
  decidingStep,
  flowOf,
  hopIds,
  hopsInAws,
  isHere,
  isSubsequence,
  readExpected,
  stepsOf,
  translationsOf,
} from './batfish.ts';
import type { BlockedAt, Case, FlowLine, Translation } from './batfish.ts';

const { cases, derived, facts } = readExpected();
const asked = [...cases, ...derived].filter(({ scorable }) => scorable);

/** Both instances are stopped, and a stopped machine sends nothing (EVAL-6). Batfish looks at the path alone. */
const STOPPED = 'bfd-hybrid-cloud-aws-03';

/**
 * Both tunnels of the dump's VPN connection are down, which Batfish does not look at (VPN-20): what stands in the way
 * beyond the link.
 */
const BEHIND_TUNNELS: ReadonlyMap<string, readonly string[]> = new Map([
  ['bf-public-private-subnet-09', []],
  ['bf-public-private-subnet-10', ['vgw']],
  ['bf-public-private-subnet-11', ['sg-ingress', 'igw']],
  ['bf-public-private-subnet-12', ['sg-ingress']],
]);

/** Flows that facts ask beside the cases, by folder. */
const OWN_FLOWS: Readonly<Record<string, readonly FlowLine[]>> = {
  'test-vpc-peering/aws_configs': [
    { name: 'a-to-b', from: 'i-06ba034d88c84ef07', to: '192.168.1.106', port: 22 },
    { name: 'a-to-c', from: 'i-06ba034d88c84ef07', to: '192.168.2.229', port: 22 },
    { name: 'a-to-disassociated-block', from: 'i-06ba034d88c84ef07', to: '192.169.1.1', port: 22 },
  ],
  'test-nat-gateway/aws_configs': [
    {
      name: 'a-port-that-the-nat-subnet-refuses',
      from: 'i-0a128d26e59be60f3',
      to: '8.8.8.8',
      protocol: 'udp',
      port: 53,
    },
  ],
  'test-public-private-subnet/aws_configs': [
    { name: 'private-to-public', from: 'i-099cf38911942421c', to: '10.0.0.47', port: 22 },
    { name: 'public-to-site', from: 'i-094a9e5b545a4fde4', to: '19.168.0.5', port: 22 },
  ],
  'test-vpc-endpoint-gateway/aws_configs': ['54.231.3.4', '52.217.250.9', '3.5.20.1', '3.5.1.1'].map(
    (to) => ({
      name: `prefix-list-${to}`,
      from: 'i-0464d440ca0ee9e34',
      to,
      port: 443,
    }),
  ),
  'hybrid-cloud-aws/aws_configs': [
    ['subnet-073b8061', '192.168.2.20'],
    ['subnet-1f315846', '172.31.1.20'],
    ['subnet-7044ff16', '192.168.2.6'],
    ['subnet-9c8adceb', '172.31.33.20'],
    ['subnet-1641fa70', '192.168.1.20'],
    ['subnet-f73a8191', '192.168.2.52'],
    ['subnet-62f14104', '10.0.0.20'],
    ['subnet-d9cafabc', '172.31.17.20'],
    ['subnet-30398256', '192.168.2.40'],
    ['subnet-8d0cbdeb', '10.0.1.20'],
  ].map(([subnet, ip]) => ({ name: `out-of-${subnet}`, from: `${subnet}:${ip}`, to: '8.8.8.8', port: 443 })),
};

const FOLDERS = [...new Set(asked.map(({ data }) => data))];
const reports = new Map<string, TraceReport>();
const instanceOf = new Map<string, string>();
const printed: string[] = [];

beforeAll(async () => {
  for (const folder of FOLDERS) {
    for (const [eni, instance] of attachments(join(corpus, folder))) instanceOf.set(eni, instance);
    const flows = [...asked.filter(({ data }) => data === folder).map(flowOf), ...(OWN_FLOWS[folder] ?? [])];
    const answers = await askAll(join(corpus, folder), flows);
    printed.push(answers.output);
    flows.forEach(({ name = '' }, index) => {
      const report = answers.reports[index];
      if (report !== undefined) reports.set(name, report);
    });
  }
});

function reportOf(name: string): TraceReport {
  const report = reports.get(name);
  if (report === undefined) throw new Error(`nothing was asked under the name ${name}`);
  return report;
}

/** Without the corpus beside the checkout there is nothing to ask, and a line says so. */
const describeCorpus: (name: string, body: () => void) => void = isHere ? describe : () => undefined;

test('the corpus is asked where it is there', () => {
  if (!isHere) console.warn(`No corpus at ${corpus}: the Batfish cases and facts were not checked.`);
  expect(reports.size > 0).toBe(isHere);
});

describeCorpus('cases', () => {
  test('all that can be scored are asked', () => {
    expect([cases.length, derived.length, facts.length]).toEqual([38, 16, 27]);
    expect(asked).toHaveLength(52);
  });

  test.each(asked.map((each) => [each.id, each] as const))('%s', (id, each) => {
    const report = reportOf(id);
    const { expected } = each;
    const beyond = beyondOf([...expected.hops, expected.blockedAt?.id ?? '', each.from.node ?? '']);
    if (beyond !== undefined) {
      expectUnknown(report, each, beyond);
      return;
    }
    if (id === STOPPED) {
      // EVAL-6: judged before E1. Nothing but the two machines' state stands in the way.
      expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'bad-state', code: 'BAD_STATE' });
      const others = report.alsoBlockedBy.map(({ at, code }) => `${at} ${code}`);
      expect(others).toEqual(['no-such-host BAD_STATE']);
      return;
    }
    const behind = BEHIND_TUNNELS.get(id);
    if (behind !== undefined) {
      // VPN-20: judged before what Batfish looks at. Nothing but the link stands before its answer.
      expect(report.verdict).toBe('forward_blocked');
      const inWay = [report.at, ...report.alsoBlockedBy.map(({ at }) => at)];
      expect(inWay.filter((at) => at !== 'vpn' && at !== 'customer-router')).toEqual(behind);
      return;
    }
    expectVerdict(report, each);
    expectHops(report, each);
    if (expected.blockedAt !== undefined) expectBlocker(report, expected.blockedAt);
    for (const translation of expected.nat ?? []) expectTranslation(report, translation);
  });

  test('one flow by options is answered as in a batch', async () => {
    const each = asked.find(({ id }) => id === 'bf-nat-gateway-01');
    if (each === undefined) throw new Error('the case is gone');
    const { from, to, protocol, port, srcPort } = flowOf(each);
    const options = [
      '--from',
      from,
      '--to',
      to,
      '--protocol',
      protocol,
      '--port',
      port,
      '--src-port',
      srcPort,
    ];
    const { stdout, status } = await hoplight([
      'trace',
      join(corpus, each.data),
      ...options.map(String),
      '--json',
    ]);
    expect(status).toBe(0);
    const report = JSON.parse(stdout) as TraceReport;
    expect(reportOf(each.id)).toMatchObject({ ...report, flow: { ...report.flow, name: each.id } });
  });
});

/** Until endpoints are walked: `unknown`, and the report names which it hangs on. */
function expectUnknown(report: TraceReport, { expected }: Case, beyond: string | undefined): void {
  expect(report.verdict).toBe('unknown');
  expect(report.component).toMatch(/^(tgw|vgw|vpce)-/);
  if (beyond !== undefined) expect(report.component).toBe(beyond);
  expect(report.reason + report.notes.map(({ text }) => text).join(' ')).toContain(report.component ?? '');
  const until =
    beyond === undefined ? expected.hops : expected.hops.slice(0, expected.hops.indexOf(beyond) + 1);
  expect(isSubsequence(hopsInAws(until), hopIds(report, 'forward', instanceOf)), 'hops').toBe(true);
}

function expectVerdict({ verdict, leg }: TraceReport, { expected }: Case): void {
  if (expected.verdict === 'blocked') expect([verdict, leg]).toEqual(['forward_blocked', 'forward']);
  else if (expected.reverseVerdict === 'reachable') expect(verdict).toBe('reachable');
  else expect(['reachable', 'return_blocked']).toContain(verdict);
}

function expectHops(report: TraceReport, { expected }: Case): void {
  const { hops, reverseHops, blockedAt } = expected;
  // I1: whether an interface has the address is asked of the VPC, before the subnet's ACL.
  const wanted = blockedAt?.component === 'subnet' ? hops.filter((hop) => hop !== blockedAt.id) : hops;
  expectSubsequence(hopsInAws(wanted), hopIds(report, 'forward', instanceOf));
  if (reverseHops !== undefined)
    expectSubsequence(hopsInAws(reverseHops), hopIds(report, 'return', instanceOf));
}

function expectSubsequence(part: readonly string[], whole: readonly string[]): void {
  expect(isSubsequence(part, whole), `${part.join(' ')} in ${whole.join(' ')}`).toBe(true);
}

function expectBlocker(report: TraceReport, blockedAt: BlockedAt): void {
  const { at, component, detail } = report;
  const decided = { at, component, detail };
  switch (blockedAt.component) {
    case 'security-group':
      expect(decided).toEqual({
        at: `sg-${blockedAt.direction ?? ''}`,
        component: blockedAt.eni,
        detail: null,
      });
      expect(decidingStep(report)?.component.split(', ')).toContain(blockedAt.id);
      return;
    case 'route-table': {
      const why = blockedAt.detail.startsWith('blackhole') ? 'blackhole' : 'no-route';
      expect(decided).toEqual({ at: 'route-table', component: blockedAt.id, detail: why });
      return;
    }
    case 'vpc-router':
      expect(decided).toEqual({ at: 'no-such-host', component: blockedAt.id, detail: 'unassigned' });
      return;
    case 'subnet':
      // I1: the component is the VPC.
      expect(decided).toMatchObject({ at: 'no-such-host', detail: 'unassigned' });
      expect(report.componentKind).toBe('vpc');
      return;
    case 'internet-gateway':
      expect(decided).toEqual({ at: 'igw', component: blockedAt.id, detail: 'no-public-address' });
      return;
    case 'nat-gateway': {
      const why = blockedAt.detail.includes('protocol') ? 'protocol' : 'no-state';
      expect(decided).toEqual({ at: 'nat-gateway', component: blockedAt.id, detail: why });
      return;
    }
    case 'vpn-gateway':
      expect(decided).toMatchObject({ at: 'vgw', component: blockedAt.id });
      return;
    case 'transit-gateway-attachment':
      expect(decided).toEqual({ at: 'tgw-attachment', component: blockedAt.id, detail: 'az' });
      return;
    case 'aws-backbone':
    case 'internet':
      expect(decided).toMatchObject({ at: 'igw', detail: 'no-owner' });
      return;
    default:
      throw new Error(`a blocker of a new kind: ${blockedAt.component}`);
  }
}

function expectTranslation(report: TraceReport, { at, type, from, to, portRange }: Translation): void {
  const found = translationsOf(report, 'forward').filter(
    (line) => line.startsWith(`${at}`) && line.endsWith(` ${type} ${from} → ${to}`),
  );
  expect(found, `${at} ${type} ${from} → ${to}`).toHaveLength(1);
  if (portRange === undefined) return;
  const [low = 0, high = 0] = portRange.split('-').map(Number);
  const step = stepsOf(report, 'forward').find(({ rewritten }) => rewritten?.src === to);
  expect(step?.rewritten?.srcPort).toBeGreaterThanOrEqual(low);
  expect(step?.rewritten?.srcPort).toBeLessThanOrEqual(high);
}

/** The filters and route tables of a half: `nacl-egress acl-1`. */
const checks = (report: TraceReport, half: 'forward' | 'return' = 'forward') =>
  stepsOf(report, half)
    .filter(({ at }) => at.startsWith('sg-') || at.startsWith('nacl-') || at === 'route-table')
    .map(({ at, component }) => `${at} ${component}`);

const filters = (report: TraceReport, half: 'forward' | 'return' = 'forward') =>
  checks(report, half).filter((check) => !check.startsWith('route-table'));

/** The route that a half took first. */
const firstRoute = (report: TraceReport) => {
  const step = stepsOf(report, 'forward').find(({ at }) => at === 'route-table');
  return {
    table: step?.component,
    destination: step?.matched?.entry,
    target: step?.matched?.action,
    outcome: step?.outcome,
  };
};

/** Every fact by its id; those of VPN and transit gateways follow with the resources they need. */
const checksOfFacts: Readonly<Record<string, () => Promise<void> | void>> = {
  'bff-public-subnet-01': () => {
    const report = reportOf('bfd-public-subnet-01');
    expect(translationsOf(report, 'forward')).toEqual([
      'igw-0a409e562d251f766 destination 18.216.80.133 → 10.0.0.91',
    ]);
    const filtered = stepsOf(report, 'forward').filter(
      ({ at }) => at === 'nacl-ingress' || at === 'sg-ingress',
    );
    expect(filtered.map(({ packet }) => packet.dst)).toEqual(['10.0.0.91', '10.0.0.91']);
  },
  'bff-public-subnet-02': () => {
    expect(translationsOf(reportOf('bf-public-subnet-05'), 'forward')).toEqual([
      'igw-0a409e562d251f766 source 10.0.0.91 → 18.216.80.133',
    ]);
  },
  'bff-public-subnet-03': async () => {
    const folder = 'test-public-subnet/aws_configs';
    expect(readJson(folder, 'Addresses.json')).toEqual({ Addresses: [] });
    const { document } = await convert(folder);
    const eni = section(document, 'networkInterfaces').find(({ id }) => id === 'eni-00064850627e198ee');
    expect(eni).toMatchObject({ publicIp: '18.216.80.133' });
  },
  'bff-public-private-subnet-01': () => {
    expect(firstRoute(reportOf('private-to-public'))).toMatchObject({ table: 'rtb-002f0eabf583bf991' });
  },
  'bff-subnet-01': () => {
    expect(checks(reportOf('bfd-subnet-01')).map(pointOf)).toEqual(['sg-egress', 'sg-ingress']);
  },
  'bff-subnet-02': () => {
    expect(filters(reportOf('bf-subnet-02')).slice(1)).toEqual(['nacl-egress acl-07102431133dec52a']);
  },
  'bff-subnet-03': async () => {
    // The flow of the case starts at the router without an address, which nobody can ask. A neighbour subnet can.
    const { document } = await convert('test-subnet/aws_configs');
    const home = section(document, 'subnets')[0];
    const next = { ...home, id: 'subnet-next', name: 'next', cidrBlock: '10.10.2.0/24' };
    const [report] = await askDocument({ ...document, subnets: [home, next] }, [
      { from: 'subnet-next:10.10.2.9', to: '10.10.1.44', port: 22 },
    ]);
    expect(filters(report).slice(1).map(pointOf)).toEqual(['nacl-ingress', 'sg-ingress']);
    expect(filters(report)[1]).toBe('nacl-ingress acl-07102431133dec52a');
  },
  'bff-subnet-04': async () => {
    const { document } = await convert('test-subnet/aws_configs');
    const groups = section(document, 'securityGroups').map((group) =>
      group['id'] === 'sg-02566e413c0030c70' ? { ...group, egress: [] } : group,
    );
    const [report] = await askDocument({ ...document, securityGroups: groups }, [
      { from: 'i-08ef86e76fceabd8d', to: '10.10.1.44', port: 22 },
    ]);
    expect(report.verdict).toBe('reachable');
    const [out] = stepsOf(report, 'return').filter(({ at }) => at === 'sg-egress');
    expect(out).toMatchObject({ component: 'sg-02566e413c0030c70', outcome: 'skipped' });
  },
  'bff-nat-gateway-01': () => {
    const report = reportOf('bf-nat-gateway-01');
    expect(translationsOf(report, 'forward')).toEqual([
      'nat-07ab4846da51f4612 source 10.1.1.98 → 10.1.250.210',
      'igw-071753b9c23d8a9b2 source 10.1.250.210 → 3.135.127.225',
    ]);
    expect(stepsOf(report, 'forward').at(-1)?.packet.src).toBe('3.135.127.225');
  },
  'bff-nat-gateway-02': () => {
    const report = reportOf('bf-nat-gateway-01');
    expect(filters(report).slice(1)).toEqual([
      'nacl-egress acl-0380e24eb934b075e',
      'nacl-ingress acl-0792adae678b88f85',
      'nacl-egress acl-0792adae678b88f85',
    ]);
    expect(filters(report, 'return').slice(0, 3)).toEqual([
      'nacl-ingress acl-0792adae678b88f85',
      'nacl-egress acl-0792adae678b88f85',
      'nacl-ingress acl-0380e24eb934b075e',
    ]);
  },
  'bff-nat-gateway-03': () => {
    const report = reportOf('bfd-nat-gateway-01');
    expect(report).toMatchObject({
      at: 'route-table',
      detail: 'no-route',
      subnet: 'subnet-02ff259e663e9613e',
    });
  },
  'bff-vpc-peering-01': () => {
    const ids = (name: string) => reportOf(name).forward.hops.map(({ id }) => id);
    expect(ids('a-to-b')).toContain('pcx-0b89b559e3319d6cf');
    expect(ids('a-to-c')).toContain('pcx-0d5b836985ac8ca8c');
  },
  'bff-vpc-peering-02': () => {
    expect(reportOf('bfd-vpc-peering-02')).toMatchObject({
      at: 'route-table',
      detail: 'blackhole',
      entry: '0.0.0.0/0',
      code: 'BAD_STATE_ROUTE',
    });
  },
  // The blocks are `disassociated`: by VPC-9 they are no addresses of the VPC any more. They are named all the same.
  'bff-vpc-peering-03': async () => {
    const { document, diagnostics } = await convert('test-vpc-peering/aws_configs');
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const told = diagnostics.filter(
      ({ code, severity }) => code === 'block-not-associated' && severity === 'info',
    );
    const blocks = told.map(({ detail }) => /`(\d+\.[^`]+)`/.exec(detail)?.[1]).sort();
    expect(blocks).toEqual(['10.11.0.0/16', '192.169.0.0/16', '192.169.0.0/16']);
    expect(section(document, 'vpcs').map(({ cidrBlock }) => cidrBlock)).toEqual([
      '192.168.0.0/16',
      '192.168.0.0/16',
      '10.10.0.0/16',
    ]);
    expect(reportOf('a-to-disassociated-block')).toMatchObject({ at: 'route-table', detail: 'no-route' });
  },
  'bff-transit-gateway-02': async () => {
    const { document, diagnostics, text } = await convert('test-transit-gateway/aws_configs');
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    const ignored = ['i-04a292ff83b3aa833', 'vpn-034885b776a3f8a80', 'tgw-attach-0d724909ecd7a5961'];
    for (const id of ignored) expect(JSON.stringify(document)).not.toContain(id);
    expect(text).toContain('"skipped": 1');
    expect(text).toContain('terminated, and without an interface');
  },
  'bff-vpc-endpoint-gateway-01': () => {
    for (const { name = '' } of OWN_FLOWS['test-vpc-endpoint-gateway/aws_configs'] ?? []) {
      expect(firstRoute(reportOf(name)), name).toMatchObject({ target: 'vpce-0b7357542bb7b83ec' });
    }
  },
  'bff-vpc-endpoint-gateway-02': () => {
    expect(firstRoute(reportOf('bf-vpc-endpoint-gateway-04'))).toMatchObject({
      target: 'igw-0c8afe4471084ccba',
    });
    expect(reportOf('bf-vpc-endpoint-gateway-03')).toMatchObject({ at: 'route-table', detail: 'no-route' });
  },
  'bff-multi-account-01': async () => {
    const { document } = await convert('test-multi-account/aws_configs');
    expect(section(document, 'vpcs').map(({ id, cidrBlock, region }) => [id, cidrBlock, region])).toEqual([
      ['vpc-015b20578b48c1349', '10.1.0.0/16', 'us-west-1'],
      ['vpc-0008a7b45e3ddf1dd', '10.1.0.0/16', 'us-west-2'],
    ]);
  },
  'bff-hybrid-cloud-aws-01': async () => {
    const { document } = await convert('hybrid-cloud-aws/aws_configs');
    const counts = ['vpcs', 'subnets', 'internetGateways', 'instances', 'natGateways'].map(
      (name) => section(document, name).length,
    );
    expect(counts).toEqual([4, 10, 3, 4, 0]);
    expect(new Set(section(document, 'instances').map(({ state }) => state))).toEqual(new Set(['stopped']));
    const others = section(document, 'otherResources').map(({ type }) => String(type));
    expect(section(document, 'vpnGateways')).toHaveLength(1);
    expect(section(document, 'databases')).toHaveLength(1);
    expect(others.filter((type) => type === 'AWS::OpenSearchService::Domain')).toHaveLength(2);
  },
  'bff-hybrid-cloud-aws-02': () => {
    const flows = OWN_FLOWS['hybrid-cloud-aws/aws_configs'] ?? [];
    const isPublic = flows.map(({ name = '' }) => [
      name,
      firstRoute(reportOf(name)).target?.startsWith('igw-'),
    ]);
    expect(isPublic).toHaveLength(10);
    expect(isPublic.filter(([, leads]) => leads !== true)).toEqual([['out-of-subnet-8d0cbdeb', false]]);
  },
  'bff-hybrid-cloud-aws-03': () => {
    expect(readJson('hybrid-cloud-aws/aws_configs/us-west-2', 'NatGateways.json')).toEqual({
      NatGateways: [],
    });
    expect(reportOf('out-of-subnet-8d0cbdeb')).toMatchObject({
      component: 'rtb-f28e418b',
      entry: '0.0.0.0/0',
      detail: 'blackhole',
    });
  },
  'bff-hybrid-cloud-aws-04': async () => {
    const { document } = await convert('hybrid-cloud-aws/aws_configs');
    const table = section(document, 'routeTables').find(({ id }) => id === 'rtb-296bf350');
    expect(table?.['routes']).toEqual(
      ['10.1.1.0/24', '10.1.2.0/24', '10.1.3.0/24', '10.1.4.0/24', '0.0.0.0/0'].map((destination) => ({
        destination,
        target: 'vgw-81fd279f',
        state: 'active',
        propagation: 'vpn-bgp',
      })),
    );
  },
  'bff-hybrid-cloud-aws-05': async () => {
    // The subnets of the ACL are empty: a machine that any group rule lets through is put into one.
    const { document } = await convert('hybrid-cloud-aws/aws_configs');
    const open = [{ protocol: '-1', from: ['0.0.0.0/0'] }];
    const guest = {
      id: 'guest',
      subnet: 'subnet-1f315846',
      privateIp: '172.31.1.20',
      publicIp: '203.0.113.20',
      securityGroups: ['open'],
    };
    const [database, client, otherPort, reply] = await askDocument(
      {
        ...document,
        instances: [...section(document, 'instances'), guest],
        securityGroups: [
          ...section(document, 'securityGroups'),
          { id: 'open', vpc: 'vpc-f8fad69d', ingress: open },
        ],
      },
      [
        { from: 'internet:162.243.144.192', to: 'guest', port: 3306 },
        { from: 'internet:162.243.144.193', to: 'guest', port: 3306 },
        { from: 'internet:162.243.144.192', to: 'guest', port: 3307 },
        { from: 'guest', to: 'internet:198.51.100.7', port: 443 },
      ],
    );
    const decided = { at: 'nacl-ingress', component: 'acl-4db39c28', entry: '*' };
    expect(database.verdict).toBe('reachable');
    expect(client).toMatchObject({ verdict: 'forward_blocked', ...decided });
    expect(otherPort).toMatchObject({ verdict: 'forward_blocked', ...decided });
    expect(reply).toMatchObject({ verdict: 'return_blocked', ...decided });
  },
  'bff-hybrid-cloud-aws-06': async () => {
    const { diagnostics } = await convert('hybrid-cloud-aws/aws_configs');
    const told = diagnostics.filter(
      ({ severity, resource }) => severity === 'warning' && resource === 'sg-55510831',
    );
    expect(told.map(({ detail }) => detail)).toEqual([expect.stringContaining('sg-cf3f86b3')]);
  },
};

/** Facts about gateways that traces do not walk through yet; their cases above answer `unknown`. */
const LATER: ReadonlySet<string> = new Set([
  'bff-public-private-subnet-02',
  'bff-public-private-subnet-03',
  'bff-transit-gateway-01',
]);

describeCorpus('facts', () => {
  test('each has a check, or waits for a gateway that is not walked yet', () => {
    const unchecked = facts.filter(({ id }) => checksOfFacts[id] === undefined).map(({ id }) => id);
    expect(new Set(unchecked)).toEqual(LATER);
  });

  test.each(
    facts
      .filter(({ id }) => checksOfFacts[id] !== undefined)
      .map(({ id, statement }) => [id, statement] as const),
  )('%s: %s', async (id) => {
    await checksOfFacts[id]?.();
  });

  test('no pre-shared key is in anything that is printed', async () => {
    const keys = FOLDERS.flatMap((folder) => preSharedKeys(join(corpus, folder)));
    expect(keys.length).toBeGreaterThan(0);
    for (const folder of FOLDERS) {
      const path = join(corpus, folder);
      if (preSharedKeys(path).length === 0) continue;
      const convertRun = await hoplight(['convert', path, '--to', 'hoplight', '--json', '--verbose']);
      const lintRun = await hoplight(['lint', path, '--verbose']);
      printed.push(convertRun.stdout + convertRun.stderr, lintRun.stdout + lintRun.stderr);
    }
    const all = printed.join('\n');
    // The keys themselves are not shown, so the message counts them.
    expect(keys.filter((key) => all.includes(key)).length).toBe(0);
  });
});

interface Converted {
  readonly document: Readonly<Record<string, unknown>>;
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: string;
    readonly detail: string;
    readonly resource?: string;
  }[];
  /** As printed. */
  readonly text: string;
}

async function convert(folder: string): Promise<Converted> {
  const { stdout, status } = await hoplight(['convert', join(corpus, folder), '--to', 'hoplight', '--json']);
  expect(status).toBe(0);
  printed.push(stdout);
  return { ...(JSON.parse(stdout) as Omit<Converted, 'text'>), text: stdout };
}

type Entry = Readonly<Record<string, unknown>>;

function section(document: Converted['document'], name: string): readonly Entry[] {
  const list = document[name];
  return Array.isArray(list) ? (list as readonly Entry[]) : [];
}

/** Asks a document, which the command line reads from a folder of its own. */
async function askDocument<const Flows extends readonly FlowLine[]>(
  document: object,
  flows: Flows,
): Promise<{ [Index in keyof Flows]: TraceReport }> {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, 'network.json'), JSON.stringify(document));
    const { reports: answers } = await askAll(folder, flows);
    // INVARIANT: askAll gives one report for each flow.
    return answers as { [Index in keyof Flows]: TraceReport };
  });
}

const pointOf = (check: string) => check.split(' ')[0];

function readJson(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(corpus, folder, name), 'utf8'));
}

function jsonFiles(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) =>
      statSync(path).isDirectory() ? jsonFiles(path) : path.endsWith('.json') ? [path] : [],
    );
}

function preSharedKeys(folder: string): string[] {
  return jsonFiles(folder).flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    const inXml = [...text.matchAll(/<pre_shared_key>([^<]+)</g)];
    const inJson = [...text.matchAll(/"PreSharedKey"\s*:\s*"([^"]+)"/g)];
    return [...inXml, ...inJson].flatMap(([, key]) => key ?? []);
  });
}

/** Interface → instance, read from the dump without the engine. */
function attachments(folder: string): [string, string][] {
  return jsonFiles(folder).flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    if (!text.includes('"Reservations"')) return [];
    const { Reservations: reservations = [] } = JSON.parse(text) as {
      Reservations?: {
        Instances: { InstanceId: string; NetworkInterfaces?: { NetworkInterfaceId: string }[] }[];
      }[];
    };
    return reservations.flatMap(({ Instances: instances }) =>
      instances.flatMap(({ InstanceId: id, NetworkInterfaces: enis = [] }) =>
        enis.map(({ NetworkInterfaceId: eni }): [string, string] => [eni, id]),
      ),
    );
  });
}
