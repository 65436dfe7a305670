import { describe, expect, test } from 'vitest';
import {
  applyPatch,
  carve,
  catalogue,
  createPlan,
  eachLeaf,
  parseCidr,
  planFormats,
  release,
  writePlan,
} from '../../../engine/index.ts';
import type { Plan } from '../../../engine/index.ts';
import { Desk } from '../../../src/worker/desk.ts';
import type { Answers, Progress } from '../../../src/worker/protocol.ts';

const shop = `
format: hoplight/1
name: shop
vpcs: [{ id: vpc-a, cidrBlock: 10.0.0.0/16 }]
subnets: [{ id: subnet-a, vpc: vpc-a, cidrBlock: 10.0.1.0/24 }]
instances:
  - { id: i-1, name: till-1, subnet: subnet-a, privateIp: 10.0.1.10 }
  - { id: i-2, name: till-2, subnet: subnet-a, privateIp: 10.0.1.20 }
flows: [{ name: tills talk, from: till-1, to: till-2, protocol: tcp, port: 443, expect: { verdict: reachable } }]
`;
const question = { from: 'till-1', to: 'till-2', protocol: 'tcp', port: 443 };

function desk() {
  const told: Progress[] = [];
  const clerk = new Desk(() => 0);
  const ask = (request: Parameters<Desk['answer']>[0]) =>
    clerk.answer(request, (progress) => told.push(progress));
  const load = (text: string) =>
    ask({ kind: 'load', files: [{ path: 'shop.yaml', text }] }) as Answers['load'];
  return { ask, load, told };
}

/** Messages are cloned on their way: what cannot be is a fault. */
const cloned = <T>(value: T): T => structuredClone(value);

describe('the engine behind messages', () => {
  test('loads, and tells what a project holds', () => {
    const { load, told } = desk();
    const loaded = load(shop);
    expect(loaded).toMatchObject({ name: 'shop', resources: 4 });
    expect(loaded.endpoints.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['till-1', 'till-2', 'internet']),
    );
    expect(loaded.flows).toMatchObject([{ name: 'tills talk', expect: 'reachable' }]);
    expect(told).toEqual([{ done: 0, total: 1, path: 'shop.yaml' }]);
  });

  test('decodes bytes, UTF-16 with its mark among them', () => {
    const { ask } = desk();
    const bytes = Uint16Array.from(`\ufeff${shop}`, (letter) => letter.charCodeAt(0)).buffer;
    expect(ask({ kind: 'load', files: [{ path: 'shop.yaml', bytes }] })).toMatchObject({ name: 'shop' });
  });

  test('traces, with the text of the command line beside it', () => {
    const { ask, load } = desk();
    const { project } = load(shop);
    const traced = ask({ kind: 'trace', project, question }) as Answers['trace'];
    expect(traced).toMatchObject({ ok: true, report: { format: 'hoplight-trace/1' } });
    expect(traced.ok && traced.text).toContain('till-1');
    expect(ask({ kind: 'trace', project, question: { ...question, to: 'till-9' } })).toMatchObject({
      ok: false,
      errors: [{ part: 'to' }],
    });
  });

  test('tells costs by the prices chosen last, whichever project is asked about', () => {
    const { ask, load } = desk();
    const standing = shop.replace(
      'flows:',
      'natGateways: [{ id: nat-a, subnet: subnet-a, privateIp: 10.0.1.5 }]\nflows:',
    );
    const { project } = load(standing);
    const month = () => (ask({ kind: 'cost', project }) as Answers['cost']).usdPerMonth;
    expect(month()).toBe(32.85);
    const bytes = new TextEncoder().encode(
      'format: hoplight-prices/1\nregion: us-east-1\nperHour: { nat: 2 }\nperGb: { dt.sameAz.private: 3 }\n',
    ).buffer;
    const choice = { kind: 'pricing', monthlyGb: null, anyRegion: false } as const;
    const file = { path: 'prices.yaml', bytes };
    expect(cloned(ask({ ...choice, file }))).toMatchObject({
      usable: true,
      text: expect.any(String) as string,
    });
    expect(month()).toBe(1460);
    expect(ask({ kind: 'trace', project, question })).toMatchObject({
      report: { cost: { request: { usdPerGb: 3 } } },
    });
    expect(ask({ ...choice, file: { path: 'x.yaml', text: 'no prices' } })).toMatchObject({ usable: false });
    expect(month(), 'what is no price list changes nothing').toBe(1460);
    expect(ask({ kind: 'price-list' })).toContain('"usd": 2');
    ask({ ...choice, file: null });
    expect(month()).toBe(32.85);
  });

  test('writes the document back, and reads what it wrote', () => {
    const { ask, load } = desk();
    const { project } = load(shop);
    for (const format of ['yaml', 'json'] as const) {
      const text = ask({ kind: 'document', project, format }) as string;
      expect(load(text)).toMatchObject({ name: 'shop', resources: 4, diagnostics: [] });
    }
  });

  test('checks a project', () => {
    const { ask, load } = desk();
    const { project } = load(shop.replace('10.0.1.0/24', '192.168.1.0/24'));
    expect(ask({ kind: 'check', project })).toEqual(
      expect.arrayContaining([expect.objectContaining({ severity: 'error' })]),
    );
  });

  test('glimpses at files without keeping them', () => {
    const { ask } = desk();
    const files = [{ path: 'shop.yaml', text: shop }];
    expect(ask({ kind: 'glimpse', files, question: null })).toMatchObject({
      flow: { from: { name: 'till-1' } },
    });
    expect(ask({ kind: 'glimpse', files, question: { ...question, to: 'nobody' } })).toBeNull();
  });

  test('what holds nothing is no project, and no fault', () => {
    expect(desk().load('Dear team')).toMatchObject({ resources: 0 });
    // One entry, of which nothing can be used.
    expect(desk().load('vpcs: [oops')).toMatchObject({ resources: 0 });
  });

  test('a project that was dropped says so', () => {
    const { ask, load } = desk();
    const { project } = load(shop);
    ask({ kind: 'drop', project });
    expect(() => ask({ kind: 'trace', project, question })).toThrow('no longer loaded');
  });
});

describe('edits behind messages', () => {
  test('are answered with what has changed of what was told before, and no more', () => {
    const { ask, load } = desk();
    const loaded = load(shop);
    const patch = [{ op: 'replace' as const, path: '/instances/1/privateIp', value: '10.0.1.30' }];
    const changes = cloned(ask({ kind: 'edit', project: loaded.project, patch }) as Answers['edit']);
    const after = applyPatch({ ...loaded }, changes);
    const again = load(JSON.stringify(applyPatch(loaded.document, patch)));
    for (const member of [
      'diagram',
      'endpoints',
      'inUse',
      'flows',
      'plan',
      'diagnostics',
      'resources',
    ] as const)
      expect(after[member]).toEqual(again[member]);
    expect(changes.map(({ path }) => path)).not.toContain('/flows');
    expect(JSON.stringify(changes)).not.toContain('till-1');
    const traced = ask({
      kind: 'trace',
      project: loaded.project,
      question: { ...question, to: '10.0.1.30' },
    });
    expect(traced).toMatchObject({ ok: true, report: { verdict: 'reachable' } });
  });

  test('that do not fit change nothing', () => {
    const { ask, load } = desk();
    const { project } = load(shop);
    const text = () => ask({ kind: 'document', project, format: 'json' });
    const before = text();
    const patch = [
      { op: 'remove' as const, path: '/instances/0' },
      { op: 'replace' as const, path: '/nothing/here', value: 1 },
    ];
    expect(() => ask({ kind: 'edit', project, patch })).toThrow('nothing at `/nothing/here`');
    expect(text()).toBe(before);
  });

  test('the resource types are told as plain data', () => {
    const { ask } = desk();
    expect(cloned(ask({ kind: 'catalogue' }))).toEqual(catalogue());
  });
});

describe('address plans behind messages', () => {
  const named = (plan: Plan) => {
    const names: string[] = [];
    for (const { root, cidr } of plan.blocks)
      eachLeaf(root, cidr, ({ label, free }) => {
        if (!free) names.push(label.name ?? '');
      });
    return names;
  };
  const plan = (): Plan => {
    const block = parseCidr('10.9.0.0/16');
    const row = parseCidr('10.9.1.0/24');
    if (block === undefined || row === undefined) throw new Error('no blocks');
    return carve(
      release(createPlan('aws', [block], 'mine'), { block: 0, cidr: block }),
      { block: 0, cidr: row },
      { name: 'new', kind: 'public' },
    );
  };

  test('a network comes with the plan that it comes to, and the addresses in use', () => {
    const loaded = cloned(desk().load(shop));
    expect(loaded).toMatchObject({ planIsOwn: false, inUse: ['10.0.1.10', '10.0.1.20'] });
    expect(loaded.plan).toMatchObject({ name: 'shop', cloud: 'aws', blocks: [{ vpc: 'vpc-a' }] });
    expect(named(loaded.plan)).toEqual(['subnet-a']);
  });

  test('a document with a plan comes with that', () => {
    const { ask, load } = desk();
    const { project } = load(shop);
    const text = ask({ kind: 'document', project, format: 'yaml', plan: cloned(plan()) }) as string;
    const loaded = load(text);
    expect(loaded).toMatchObject({ planIsOwn: true, name: 'shop', resources: 4, diagnostics: [] });
    expect(loaded.plan).toEqual(plan());
    expect(ask({ kind: 'document', project, format: 'yaml' })).not.toContain('plan:');
  });

  test('files are read as a plan without a project', () => {
    const { ask, told } = desk();
    const bytes = new TextEncoder().encode('name,cidr\nweb,10.0.0.0/24\n').buffer;
    const read = ask({ kind: 'read-plan', files: [{ path: 'table.csv', bytes }] }) as Answers['read-plan'];
    expect(read.plan && named(cloned(read.plan))).toEqual(['web']);
    expect(read).toMatchObject({
      diagnostics: [{ code: 'plan-block-supposed' }],
      counts: [{ kind: 'rows', read: 1 }],
    });
    expect(told).toEqual([{ done: 0, total: 1, path: 'table.csv' }]);
    expect(ask({ kind: 'read-plan', files: [{ path: 'x', text: 'Dear team' }] })).toMatchObject({
      plan: null,
    });
  });

  test('a plan is written in every format', () => {
    const { ask } = desk();
    for (const format of planFormats)
      expect(ask({ kind: 'write-plan', plan: cloned(plan()), format })).toBe(writePlan(plan(), format));
  });

  test('a plan becomes a network of its own, or goes into one', () => {
    const { ask, load } = desk();
    const fresh = ask({
      kind: 'plan-to-network',
      project: null,
      plan: cloned(plan()),
    }) as Answers['plan-to-network'];
    expect(fresh).toMatchObject({
      name: 'mine',
      planIsOwn: true,
      added: { vpcs: ['vpc-1'], subnets: ['new'], internetGateways: ['igw-vpc-1'] },
      diagnostics: [],
    });
    expect(fresh.plan).toEqual(plan());
    expect(ask({ kind: 'document', project: fresh.project, format: 'yaml' })).toContain('plan:');

    const { project } = load(shop);
    const joined = cloned(
      ask({ kind: 'plan-to-network', project, plan: plan() }),
    ) as Answers['plan-to-network'];
    expect(joined.project).not.toBe(project);
    expect(joined).toMatchObject({
      name: 'shop',
      added: { vpcs: ['vpc-1'], subnets: ['new'] },
      resources: 8,
    });
    expect(ask({ kind: 'trace', project: joined.project, question })).toMatchObject({ ok: true });
  });

  test('what AWS would refuse is told with the network', () => {
    const block = parseCidr('10.0.0.0/8');
    const tooLarge = createPlan('aws', block === undefined ? [] : [block]);
    expect(desk().ask({ kind: 'plan-to-network', project: null, plan: tooLarge })).toMatchObject({
      resources: 0,
      diagnostics: [{ code: 'vpc-cidr-refused', rule: 'VPC-1' }],
    });
  });
});
