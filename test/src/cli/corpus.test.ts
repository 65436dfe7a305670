/** The command line on real describe output, untouched folders, where the corpus stands beside the checkout. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hoplight, inFolder, root } from './hoplight.ts';

interface Case {
  readonly id: string;
  readonly data: string;
  readonly from: { readonly node?: string; readonly instanceId?: string; readonly ip: string | null };
  readonly to: { readonly ip: string };
  readonly protocol: string;
  readonly srcPort: number | null;
  readonly dstPort: number | null;
  readonly probe?: { readonly protocol: string; readonly srcPort: number; readonly dstPort: number };
  readonly expected: {
    readonly verdict: 'reachable' | 'blocked';
    readonly hops?: readonly string[];
    readonly blockedAt?: { readonly id?: string };
    readonly ipProtocolNumber?: number;
  };
  readonly scorable: boolean;
}

const corpus = join(root, '../shared/corpus/batfish');
const isHere = existsSync(corpus);
if (!isHere) console.warn(`The corpus is not at ${corpus}: nothing of it was checked.`);

/** Both instances are stopped, and a stopped machine sends nothing (EVAL-6): blocked, where the corpus has an open path. */
const STOPPED = 'bfd-hybrid-cloud-aws-03';

/** Both tunnels of the connection are down, and packets towards it stop there (VPN-20). The corpus looks at the path alone. */
const TUNNELS_DOWN = 'bf-public-private-subnet-09';

/** A gateway sends nothing itself, and a question from one is not asked. */
const GATEWAY = /^(tgw|vgw|vpce|dxgw)-/;

/** A hop at one of these is a path that a dump does not tell: `unknown` is right, a wrong verdict is not. */
const BEYOND = /^dxgw-/;

function casesByFolder(): Map<string, Case[]> {
  const { cases, derived } = JSON.parse(readFileSync(join(corpus, 'expected.json'), 'utf8')) as Record<
    'cases' | 'derived',
    Case[]
  >;
  const folders = new Map<string, Case[]>();
  for (const each of [...cases, ...derived]) {
    const isAsked = each.scorable && !GATEWAY.test(each.from.node ?? '');
    if (isAsked) folders.set(each.data, [...(folders.get(each.data) ?? []), each]);
  }
  return folders;
}

function flowOf({ id, from, to, expected, probe, ...own }: Case): object {
  const start =
    from.instanceId ?? (from.node === 'internet' ? `internet:${from.ip}` : `${from.node}:${from.ip}`);
  const { protocol, srcPort, dstPort } = probe ?? own;
  const ports = protocol === 'tcp' || protocol === 'udp' ? { srcPort: srcPort ?? 49152, port: dstPort } : {};
  return { name: id, from: start, to: to.ip, protocol: expected.ipProtocolNumber ?? protocol, ...ports };
}

function isRight({ id, expected }: Case, verdict: string): boolean {
  const met = [...(expected.hops ?? []), expected.blockedAt?.id ?? ''];
  if (verdict === 'unknown' && met.some((hop) => BEYOND.test(hop))) return true;
  if (expected.verdict === 'blocked' || id === STOPPED || id === TUNNELS_DOWN)
    return verdict === 'forward_blocked';
  return verdict === 'reachable' || verdict === 'return_blocked';
}

describe('the corpus, where it is there', () => {
  test('every case whose path the model walks has its verdict, every other that or unknown', async () => {
    if (!isHere) return;
    const wrong: string[] = [];
    for (const [data, cases] of casesByFolder()) {
      const input = cases.map((each) => JSON.stringify(flowOf(each))).join('\n');
      const { stdout, stderr } = await hoplight(['trace', join(corpus, data), '--batch', '-'], { input });
      const answers = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { verdict?: string; error?: string });
      expect(answers, stderr).toHaveLength(cases.length);
      cases.forEach((each, index) => {
        const { verdict = 'none', error } = answers[index] ?? {};
        if (!isRight(each, verdict))
          wrong.push(`${each.id}: ${each.expected.verdict} expected, ${error ?? verdict} found`);
      });
    }
    expect(wrong).toEqual([]);
  });

  test('converted to a document, a folder gives the same answers', async () => {
    if (!isHere) return;
    await inFolder(async (folder) => {
      const dump = join(corpus, 'test-nat-gateway/aws_configs');
      const document = join(folder, 'network.yaml');
      expect((await hoplight(['convert', dump, '--to', 'hoplight', '-o', document])).status).toBe(0);
      const flows = join(folder, 'flows.jsonl');
      const ends = ['i-0a128d26e59be60f3', 'i-0b31b509174d7f5de', 'i-0a73a1a6021c03ddb', 'internet'];
      const all = ends.flatMap((from) => ends.map((to) => JSON.stringify({ from, to, port: 22 })));
      writeFileSync(flows, all.join('\n'));
      const before = await hoplight(['trace', dump, '--batch', flows]);
      const after = await hoplight(['trace', document, '--batch', flows]);
      expect(before.stdout.split('\n')).toHaveLength(all.length + 1);
      expect(after.stdout).toBe(before.stdout);
    });
  });

  test('no secret of a dump is printed', async () => {
    if (!isHere) return;
    const dump = join(corpus, 'test-public-private-subnet/aws_configs');
    const secrets =
      readFileSync(join(dump, 'VpnConnections.json'), 'utf8').match(/(?<=pre_shared_key>)[^<]+/g) ?? [];
    expect(secrets.length).toBeGreaterThan(0);
    const { stdout, stderr } = await hoplight(['convert', dump, '--to', 'hoplight', '--json', '--verbose']);
    for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
  });
});
