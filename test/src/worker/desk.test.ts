import { describe, expect, test } from 'vitest';
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
  });

  test('a project that was dropped says so', () => {
    const { ask, load } = desk();
    const { project } = load(shop);
    ask({ kind: 'drop', project });
    expect(() => ask({ kind: 'trace', project, question })).toThrow('no longer loaded');
  });
});
