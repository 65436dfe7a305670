import { describe, expect, test } from 'vitest';
import { packetText, traceText, verdictWord } from '../../../engine/explain/text.ts';
import type { EntryReport, HopReport, StepReport, TraceReport } from '../../../engine/explain/report.ts';
import { noCost } from '../../src/fixtures/no-cost.ts';

const request = packet('10.0.64.21', 40000, '203.0.113.80', 443);
const atGateway = packet('10.0.0.14', 20001, '203.0.113.80', 443);
const reply = packet('203.0.113.80', 443, '10.0.64.21', 40000);

describe('traceText', () => {
  test('says the verdict, the cause and the entry as written before anything else', () => {
    const lines = traceText(replyBlocked()).split('\n');
    expect(lines[0]).toBe('✗  Reply blocked  api-1 (10.0.64.21) → 203.0.113.80 tcp/443');
    expect(lines.slice(1, 9)).toEqual([
      '  Rule * of network ACL acl-app denies TCP 40000 from 203.0.113.80, so the reply is dropped on its',
      '  way into subnet app-a.',
      '  The request arrived.',
      '',
      '  Where  network-acl acl-app (acl-0d41), subnet subnet-app, the reply at nacl-ingress',
      '  Entry  *  deny all all 0.0.0.0/0',
      '  Code   SUBNET_ACL_RESTRICTION',
      '  Rules  NACL-4, NACL-11',
    ]);
  });

  test('keeps the order of a sentence around names that are read from right to left', () => {
    const reason = 'Rule 100 of network ACL קיר denies TCP 40000 from 203.0.113.80.';
    const text = traceText({ ...replyBlocked(), reason });
    expect(text).toContain('ACL \u2068קיר\u2069 denies TCP 40000');
    expect(traceText(replyBlocked())).not.toMatch(/[\u2068\u2069]/);
  });

  test('tells both halves hop by hop and marks the step that decides, with what it passed over', () => {
    const text = traceText(replyBlocked());
    expect(text).toContain(
      [
        'Forward',
        '   1  instance     api-1 (i-0a)                     10.0.64.21:40000 → 203.0.113.80:443 tcp',
        '     ✓  Group out  sg-app   sgr-1      allow all all 0.0.0.0/0',
        '   2  nat-gateway  nat-a (nat-0b)                   10.0.64.21:40000 → 203.0.113.80:443 tcp',
        '     ⇄  NAT        nat-a               source 10.0.64.21:40000 → 10.0.0.14:20001',
        '     ✓  Route      rt-pub   0.0.0.0/0  → igw-main',
        '',
        'Return',
        '   1  subnet       app-a (subnet-app) 10.0.64.0/19  203.0.113.80:443 → 10.0.64.21:40000 tcp',
      ].join('\n'),
    );
    expect(text).toContain(
      [
        '  ▶  ✗  ACL in     acl-app  *          deny all all 0.0.0.0/0',
        '            100  allow  tcp  443         10.0.0.0/19  port: 40000 is not 443',
        '            110  allow  tcp  1024-65535  10.0.0.0/16  address: 203.0.113.80 is outside 10.0.0.0/16',
        '         ▶  *    deny   all  all         0.0.0.0/0    matches: dropped here',
        '  –  api-1 not reached',
      ].join('\n'),
    );
  });

  test('says that the return half was not reached when the request was dropped', () => {
    const text = traceText({ ...replyBlocked(), verdict: 'forward_blocked', leg: 'forward', return: null });
    expect(text).toMatch(/\n\nReturn {3}not reached$/);
    expect(text).toMatch(/^✗ {2}Blocked /);
  });

  test('says which checks were skipped and why', () => {
    const kept = step({
      at: 'sg-ingress',
      label: 'Group in',
      component: 'sg-app',
      outcome: 'skipped',
      summary: 'state kept',
    });
    const text = traceText({ ...reachable(), return: { hops: [hop('instance', 'i-0a', 'api-1', [kept])] } });
    expect(text).toMatch(/○ {2}Group in +sg-app +skipped: state kept/);
  });

  test('lists what else blocks, the smallest change, the paths and the notes', () => {
    const text = traceText({
      ...replyBlocked(),
      alsoBlockedBy: [
        {
          at: 'route-table',
          leg: 'return',
          component: 'rtb-1',
          componentName: 'rt-app',
          componentKind: 'route-table',
          subnet: 'subnet-app',
          entry: null,
          detail: 'no-route',
          code: 'NO_ROUTE_TO_DESTINATION',
          codes: [],
          rules: ['RT-5'],
          reason: 'Route table rt-app has no route to 10.0.64.21.',
        },
      ],
      suggestions: [
        {
          title: 'Add rule 115 to acl-app, inbound',
          change: 'allow tcp 1024-65535 from 203.0.113.80/32',
          verdict: 'reachable',
          broad: false,
          edits: 1,
          flips: {
            opens: 2,
            breaks: 0,
            pairs: 11,
            isCut: false,
            opened: [{ from: 'web-1', to: 'db-1' }],
            broken: [],
          },
          patch: [],
        },
      ],
      notes: [{ kind: 'assumption', rule: 'IGW-9', text: 'The host is taken to answer on 443.' }],
      paths: [
        {
          choices: [{ component: 'nat-0a', componentName: 'nat-a', taken: '10.0.0.14', takenName: null }],
          verdict: 'reachable',
          at: null,
          leg: null,
          component: null,
          reason: '',
        },
        {
          choices: [{ component: 'nat-0a', componentName: 'nat-a', taken: '10.0.0.15', takenName: null }],
          verdict: 'forward_blocked',
          at: 'nacl-egress',
          leg: 'forward',
          component: 'acl-1',
          reason: 'Rule 90 denies it.',
        },
      ],
      path: 1,
    });
    expect(text).toContain(
      [
        'Paths: 1 of 2 reachable; path 2 is told above',
        '   1  ✓  nat-a takes 10.0.0.14',
        '   2  ✗  nat-a takes 10.0.0.15  Rule 90 denies it.',
        '',
        'Also blocked by',
        '  1.  Route table rt-app has no route to 10.0.64.21.',
        '      return · route-table · rt-app (rtb-1) · NO_ROUTE_TO_DESTINATION · RT-5',
        '',
        'Smallest change',
        '  1.  Add rule 115 to acl-app, inbound',
        '      allow tcp 1024-65535 from 203.0.113.80/32',
        '      then reachable',
        '      Also opens 2 of 11 other pairs: web-1 → db-1, …',
        '',
        'Notes',
        '  !  assumption  The host is taken to answer on 443. (IGW-9)',
      ].join('\n'),
    );
  });

  test.each([60, 80, 100, 140])(
    'keeps every line within %i columns, however long names and addresses are',
    (width) => {
      const long = 'a-name-that-goes-on-'.repeat(12);
      const v6 = packet(
        '2001:db8:1111:2222:3333:4444:5555:6666',
        40000,
        '2001:db8:7777:8888:9999:aaaa:bbbb:cccc',
        443,
      );
      const report: TraceReport = {
        ...replyBlocked(),
        componentName: long,
        forward: {
          hops: [
            hop('egress-only-internet-gateway', long, null, [
              step({
                component: long,
                packet: v6,
                rewritten: { ...v6, src: '2001:db8:1111:2222:3333:4444:5555:7777' },
              }),
            ]),
          ],
        },
      };
      const widths = traceText(report, { width })
        .split('\n')
        .map((line) => Array.from(line).length);
      expect(Math.max(...widths)).toBeLessThanOrEqual(width);
    },
  );

  test('counts the entries beyond the first thirty', () => {
    const report = replyBlocked();
    const many = Array.from({ length: 75 }, (_, index) =>
      entry({ entry: String(index), failed: 'port', why: '1 is not 2' }),
    );
    const blocked = step({ at: 'nacl-ingress', outcome: 'denied', passedOver: many });
    const text = traceText({ ...report, return: { hops: [hop('subnet', 's', null, [blocked])] } });
    expect(text.match(/1 is not 2/g)).toHaveLength(30);
    expect(text).toContain('and 45 more that did not match');
  });

  test('lets no control or direction character through', () => {
    const text = traceText({ ...replyBlocked(), reason: 'Evil \u001b[2Jname \u202etxt.exe\r\nnext' });
    expect(text).toContain('Evil \u{FFFD}[2Jname \u{FFFD}txt.exe\u{FFFD}\u{FFFD}next');
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('colours only through the style it is given, without moving columns', () => {
    const strip = (text: string): string => text.replaceAll(/<\/?[a-z]+>/g, '');
    const styled = traceText(replyBlocked(), { style: (text, role) => `<${role}>${text}</${role}>` });
    expect(styled).toContain('<blocked>Reply blocked</blocked>');
    expect(strip(styled)).toBe(traceText(replyBlocked()));
  });
});

describe('verdictWord', () => {
  test('counts what was supposed, and not the hints', () => {
    const note = { rule: null, text: '' };
    expect(verdictWord({ verdict: 'reachable', notes: [{ kind: 'hint', ...note }] })).toBe('Reachable');
    expect(
      verdictWord({
        verdict: 'reachable',
        notes: [
          { kind: 'assumption', ...note },
          { kind: 'uncertain', ...note },
        ],
      }),
    ).toBe('Reachable, check 2');
  });
});

describe('packetText', () => {
  test('puts IPv6 addresses with a port in brackets and names ICMP type and code', () => {
    expect(packetText(packet('2001:db8::1', 40000, '2001:db8::2', 443))).toBe(
      '[2001:db8::1]:40000 → [2001:db8::2]:443 tcp',
    );
    const echo = { ...request, protocol: 'icmp', srcPort: null, dstPort: null, icmpType: 8, icmpCode: 0 };
    expect(packetText(echo)).toBe('10.0.64.21 → 203.0.113.80 icmp type 8 code 0');
  });
});

function replyBlocked(): TraceReport {
  const deciding = step({
    at: 'nacl-ingress',
    label: 'ACL in',
    outcome: 'denied',
    component: 'acl-0d41',
    componentName: 'acl-app',
    packet: reply,
    summary: 'rule *',
    matched: entry({ entry: '*', action: 'deny', protocol: 'all', ports: 'all', remote: '0.0.0.0/0' }),
    passedOver: [
      entry({ entry: '100', remote: '10.0.0.0/19', failed: 'port', why: '40000 is not 443' }),
      entry({
        entry: '110',
        ports: '1024-65535',
        remote: '10.0.0.0/16',
        failed: 'remote',
        why: '203.0.113.80 is outside 10.0.0.0/16',
      }),
    ],
  });
  return {
    ...reachable(),
    verdict: 'return_blocked',
    at: 'nacl-ingress',
    leg: 'return',
    component: 'acl-0d41',
    componentName: 'acl-app',
    componentKind: 'network-acl',
    subnet: 'subnet-app',
    entry: '*',
    code: 'SUBNET_ACL_RESTRICTION',
    codes: ['SUBNET_ACL_RESTRICTION'],
    rules: ['NACL-4', 'NACL-11'],
    reason:
      'Rule * of network ACL acl-app denies TCP 40000 from 203.0.113.80, so the reply is dropped on its way into subnet app-a.',
    more: ['The request arrived.'],
    return: {
      hops: [
        {
          ...hop('subnet', 'subnet-app', 'app-a', [deciding]),
          subnet: { id: 'subnet-app', name: 'app-a', cidr: '10.0.64.0/19' },
        },
      ],
    },
  };
}

function reachable(): TraceReport {
  const allowed = step({
    label: 'Group out',
    component: 'sg-app',
    matched: entry({ entry: 'sgr-1', protocol: 'all', ports: 'all', remote: '0.0.0.0/0' }),
    summary: 'rule sgr-1',
  });
  const translated = step({
    at: 'nat-gateway',
    label: 'NAT',
    outcome: 'translated',
    component: 'nat-0b',
    componentName: 'nat-a',
    rewritten: atGateway,
  });
  const route = step({
    at: 'route-table',
    label: 'Route',
    component: 'rtb-2',
    componentName: 'rt-pub',
    summary: '→ igw-main',
    matched: entry({ entry: '0.0.0.0/0', action: 'igw-main', protocol: '', ports: '', remote: '0.0.0.0/0' }),
  });
  return {
    format: 'hoplight-trace/1',
    flow: {
      name: null,
      from: { asked: 'api-1', kind: 'instance', id: 'i-0a', name: 'api-1' },
      to: { asked: '203.0.113.80', kind: 'internet', id: null, name: '203.0.113.80' },
      src: '10.0.64.21',
      dst: '203.0.113.80',
      protocol: 'tcp',
      srcPort: 40000,
      dstPort: 443,
      icmpType: null,
      icmpCode: null,
      family: 4,
    },
    verdict: 'reachable',
    at: null,
    leg: null,
    component: null,
    componentName: null,
    componentKind: null,
    subnet: null,
    entry: null,
    detail: null,
    code: null,
    codes: [],
    rules: [],
    reason: 'The request arrives and the reply comes back.',
    more: [],
    alsoBlockedBy: [],
    suggestions: [],
    whatIf: [],
    notes: [],
    forward: {
      hops: [
        hop('instance', 'i-0a', 'api-1', [allowed]),
        hop('nat-gateway', 'nat-0b', 'nat-a', [translated, route]),
      ],
    },
    return: { hops: [] },
    paths: [],
    path: null,
    flowLog: [],
    mirrored: [],
    cost: noCost,
  };
}

function hop(kind: string, id: string, name: string | null, steps: readonly StepReport[]): HopReport {
  return { kind, id, name, subnet: null, vpc: null, steps };
}

function step(given: Partial<StepReport>): StepReport {
  return {
    at: 'sg-egress',
    label: 'Step',
    outcome: 'allowed',
    detail: null,
    component: 'component',
    componentName: null,
    packet: request,
    rewritten: null,
    matched: null,
    passedOver: [],
    tracked: null,
    summary: '',
    rules: [],
    notes: [],
    ...given,
  };
}

function entry(given: Partial<EntryReport>): EntryReport {
  return {
    entry: '1',
    owner: 'acl',
    action: 'allow',
    protocol: 'tcp',
    ports: '443',
    remote: '0.0.0.0/0',
    ref: null,
    failed: null,
    why: '',
    ...given,
  };
}

function packet(src: string, srcPort: number, dst: string, dstPort: number) {
  return { src, dst, protocol: 'tcp', srcPort, dstPort, icmpType: null, icmpCode: null };
}
