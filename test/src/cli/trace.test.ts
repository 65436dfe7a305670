import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { hoplight, startHoplight, twoTiers } from './hoplight.ts';

const webToDatabase = ['trace', twoTiers, '--from', 'web-1', '--to', 'db-1', '--port', '5432'];
const worldToWeb = ['trace', twoTiers, '--from', 'internet:203.0.113.7', '--to', 'web-1', '--port', '443'];

describe('trace', () => {
  test('ends with 0 when the flow is reachable, and says so first', async () => {
    const { status, stdout } = await hoplight(worldToWeb);
    expect(stdout).toMatch(/^✓ {2}Reachable/);
    expect(status).toBe(0);
  });

  test('ends with 1 when it is not, and names the entry that decides', async () => {
    const { status, stdout } = await hoplight(webToDatabase);
    expect(stdout).toMatch(/^✗ {2}Reply blocked/);
    expect(stdout).toMatch(/▶ {2}✗ {2}\S.*acl-data +\*/);
    expect(stdout).toContain('SUBNET_ACL_RESTRICTION');
    expect(stdout.split('\n').every((line) => Array.from(line).length <= 100)).toBe(true);
    expect(status).toBe(1);
  });

  test('--json prints one object with the members that are promised', async () => {
    const { status, stdout, stderr } = await hoplight([...webToDatabase, '--json']);
    expect(status).toBe(1);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'hoplight-trace/1',
      flow: { src: '10.0.0.10', srcPort: 40000, dst: '10.0.2.20', dstPort: 5432, protocol: 'tcp' },
      verdict: 'return_blocked',
      at: 'nacl-egress',
      leg: 'return',
      component: 'acl-data',
      entry: '*',
      code: 'SUBNET_ACL_RESTRICTION',
      rules: expect.any(Array),
      reason: expect.stringMatching(/\.$/),
      alsoBlockedBy: [],
      notes: expect.any(Array),
      forward: { hops: expect.any(Array) },
      return: { hops: expect.any(Array) },
      paths: expect.any(Array),
    });
  });

  test('--path tells of another of the ways that AWS may take, under the verdict of all', async () => {
    const three = fileURLToPath(
      new URL('../../../scenarios/one-request-in-three/scenario.yaml', import.meta.url),
    );
    const question = [
      'trace',
      three,
      '--from',
      'internet:203.0.113.7',
      '--to',
      'alb-magazine',
      '--port',
      '443',
    ];
    const failing = await hoplight(question);
    expect(failing.stdout).toContain('Paths: 2 of 3 reachable; path 3 is told above');
    const other = await hoplight([...question, '--path', '2']);
    expect(other.stdout).toContain('Paths: 2 of 3 reachable; path 2 is told above');
    expect(other.stdout).toMatch(/^\S+ {2}Reachable on some paths/);
    expect(other.stdout).not.toContain('▶');
    expect(other.status).toBe(1);
    const none = await hoplight([...question, '--path', '4']);
    expect(none.stderr).toContain('There are 3 ways to take: --path is a number from 1 to 3.');
    expect(none.status).toBe(2);
    const only = await hoplight([...worldToWeb, '--path', '2']);
    expect(only.stderr).toContain('There is only one way to take: leave out --path 2.');
    expect(only.status).toBe(2);
  });

  test('--ignore asks what if, and says so', async () => {
    const { status, stdout } = await hoplight([...webToDatabase, '--ignore', 'acls']);
    expect(stdout).toMatch(/^✓ {2}Reachable/);
    expect(stdout).toContain('What if network ACLs are ignored: this is not the network as it is.');
    expect(status).toBe(0);
    const wrong = await hoplight([...webToDatabase, '--ignore', 'acl-data egress 999']);
    expect(wrong.stderr).toContain('There is no rule `999` among the outbound rules of `acl-data`.');
    expect(wrong.status).toBe(2);
  });

  test('--json tells of each change offered what it is and what else it turns round', async () => {
    const { stdout } = await hoplight([...webToDatabase, '--json']);
    const { suggestions, whatIf } = JSON.parse(stdout) as Record<string, unknown[]>;
    expect(whatIf).toEqual([]);
    expect(suggestions?.[0]).toMatchObject({
      verdict: 'reachable',
      edits: 1,
      flips: { opens: expect.any(Number), breaks: 0, isCut: false },
      patch: [{ op: 'replace', path: expect.stringContaining('/networkAcls/') }],
    });
  });

  test('takes the source port, the source address and the protocol', async () => {
    const { stdout } = await hoplight([...webToDatabase, '--src-port', '2000', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'reachable', flow: { srcPort: 2000 } });
    const from = await hoplight([
      ...worldToWeb.slice(0, 3),
      'internet',
      ...worldToWeb.slice(4),
      '--from-ip',
      '192.0.2.9',
      '--json',
    ]);
    expect(JSON.parse(from.stdout)).toMatchObject({ flow: { src: '192.0.2.9' } });
    const echo = [
      'trace',
      twoTiers,
      '--from',
      'web-1',
      '--to',
      'db-1',
      '--protocol',
      'icmp',
      '--icmp-type',
      '8',
      '--icmp-code',
      '0',
    ];
    expect(JSON.parse((await hoplight([...echo, '--json'])).stdout)).toMatchObject({
      flow: { protocol: 'icmp', icmpType: 8, icmpCode: 0, srcPort: null },
    });
  });

  test('reads the network from standard input', async () => {
    const args = worldToWeb.map((arg) => (arg === twoTiers ? '-' : arg));
    expect((await hoplight(args, { input: readFileSync(twoTiers) })).status).toBe(0);
  });

  test('names the nearest known ends, also in JSON', async () => {
    const args = ['trace', twoTiers, '--from', 'web-2', '--to', 'db1', '--port', '5432', '--json'];
    const { status, stdout, stderr } = await hoplight(args);
    expect(status).toBe(2);
    expect(stderr).toContain('Did you mean `web-1`');
    expect(stderr).toContain('Did you mean `db-1`');
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'hoplight-error/1',
      errors: [
        { part: 'from', nearest: expect.arrayContaining(['web-1']) },
        { part: 'to', nearest: expect.arrayContaining(['db-1']) },
      ],
    });
  });

  test('writes no colour to a pipe, whatever the environment says of terminals', async () => {
    for (const env of [{ TERM: 'xterm-256color' }, { NO_COLOR: '1' }] as Record<string, string>[]) {
      const { stdout, stderr } = await hoplight(webToDatabase, { env });
      expect(stdout + stderr).not.toContain('\u001b');
    }
  });

  test('ends quietly when the reader of a pipe goes away', async () => {
    const child = startHoplight(webToDatabase);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdout.destroy();
    await new Promise((resolve) => child.on('close', resolve));
    expect(stderr).toBe('');
  });
});

describe('trace with both families at both ends', () => {
  const network = JSON.stringify({
    format: 'hoplight/1',
    vpcs: [
      { id: 'vpc-a', cidrBlock: '10.0.0.0/16', ipv6CidrBlock: '2001:db8:a::/56', internetGateway: 'igw-a' },
    ],
    subnets: [
      { id: 's', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24', ipv6CidrBlock: '2001:db8:a::/64', routeTable: 'rt' },
    ],
    routeTables: [
      {
        id: 'rt',
        vpc: 'vpc-a',
        routes: [
          { destination: '0.0.0.0/0', target: 'igw-a' },
          { destination: '::/0', target: 'igw-a' },
        ],
      },
    ],
    securityGroups: [{ id: 'sg', vpc: 'vpc-a', egress: [{ protocol: 'all', to: '0.0.0.0/0' }] }],
    instances: [
      {
        id: 'dual',
        subnet: 's',
        privateIp: '10.0.0.10',
        publicIp: '198.51.100.10',
        ipv6Addresses: ['2001:db8:a::10'],
        securityGroups: ['sg'],
      },
      { id: 'v4', subnet: 's', privateIp: '10.0.0.11', publicIp: '198.51.100.11', securityGroups: ['sg'] },
    ],
  });
  const args = ['trace', '-', '--from', 'dual', '--to', 'internet', '--port', '443'];

  test('answers both in text, and in JSON the second under families', async () => {
    const text = await hoplight(args, { input: network });
    expect(text.stdout).toMatch(/^IPv4\n\n✓ {2}Reachable[\s\S]*\n\nIPv6\n\n✗ {2}Blocked/);
    expect(text.status).toBe(0);
    const json = JSON.parse((await hoplight([...args, '--json'], { input: network })).stdout);
    expect(json).toMatchObject({ verdict: 'reachable', flow: { family: 4 } });
    expect(json.families).toMatchObject({
      6: { verdict: 'forward_blocked', at: 'sg-egress', flow: { family: 6 } },
    });
  });

  test('answers one when the family is named, or when only one end has both', async () => {
    const asked = await hoplight([...args, '--family', '6', '--json'], { input: network });
    expect(asked.status).toBe(1);
    expect(JSON.parse(asked.stdout)).not.toHaveProperty('families');
    const single = await hoplight([...args.slice(0, 3), 'v4', ...args.slice(4), '--json'], {
      input: network,
    });
    expect(JSON.parse(single.stdout)).not.toHaveProperty('families');
  });
});

describe('flow log records', () => {
  const rejected =
    '2 123456789012 eni:db-1 10.0.2.20 10.0.0.10 5432 40000 6 1 60 1700000000 1700000060 REJECT OK';

  test('--records tells what the interfaces would write', async () => {
    const text = await hoplight([...webToDatabase, '--records']);
    expect(text.stdout).toMatch(
      /\nFlow log records, version 2\n {2}2 - eni:web-1 10\.0\.0\.10 10\.0\.2\.20 40000 5432 6 .* ACCEPT OK\n/,
    );
    const { flowLog } = JSON.parse((await hoplight([...webToDatabase, '--json'])).stdout);
    expect(flowLog.at(-1)).toMatchObject({ networkInterface: 'eni:db-1', leg: 'return', action: 'REJECT' });
  });

  test('flow-log explains each record and says when a line is none', async () => {
    const args = ['flow-log', twoTiers, '--records', '-'];
    const good = await hoplight(args, { input: `${rejected}\n` });
    expect(good.stdout).toContain(rejected);
    expect(good.stdout).toContain('acl-data');
    expect(good.status).toBe(0);
    const differs = await hoplight([...args, '--json'], {
      input: `${rejected.replace('REJECT', 'ACCEPT')}\nnonsense\n`,
    });
    expect(JSON.parse(differs.stdout)).toMatchObject({
      format: 'hoplight-flow-log/1',
      records: [{ agrees: false }, { line: 'nonsense', error: expect.any(String) }],
    });
    expect(differs.status).toBe(2);
  });
});
