/** What is wrong with an input costs as little of it as can be, and is told with its place and what to do. Nothing throws. */
import { describe, expect, test } from 'vitest';
import { decodeText, load, traceReport } from '../../../engine/index.ts';
import type { LoadResult } from '../../../engine/index.ts';
import { ask, exercise, goodDocument, goodPartTraces, loadText, loadValue, told } from './ask.ts';

const good = goodDocument();
const pretty = JSON.stringify(good, null, 1);

/** The messages of an input, each with its place; nothing that one does with the input throws. */
function messages(loaded: LoadResult): string[] {
  exercise(loaded);
  return loaded.diagnostics.map(told);
}

/** The line of the `nth` occurrence of `part`. */
function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

describe('text that breaks off or is no text', () => {
  test('truncated JSON: what stands before the break loads, and the break is named by line and column', () => {
    for (let cut = 1; cut < pretty.length; cut += 37) {
      const loaded = loadText(pretty.slice(0, cut));
      expect(loaded.diagnostics.length, `cut at ${cut}`).toBeGreaterThan(0);
      exercise(loaded);
    }
    const cut = pretty.indexOf('"instances"');
    const [first] = messages(loadText(pretty.slice(0, cut)));
    expect(first).toMatch(
      /^network\.json:\d+ .*at line \d+, column \d+, .* was expected\..*mend it at this place/,
    );
  });

  test('truncated JSON: a group that lost its end is never taken to be whole', () => {
    const cut = pretty.indexOf('"udp"');
    const text = `${pretty.slice(0, pretty.indexOf('"securityGroups"'))}"instances": ${JSON.stringify(good.instances)},${pretty.slice(pretty.indexOf('"securityGroups"'), cut)}`;
    const { verdict } = ask(loadText(text), { from: 'web', to: 'db', protocol: 'udp', port: 53 });
    expect(['unknown', 'forward_blocked']).toContain(verdict);
  });

  test('truncated YAML: what stands before the break loads', () => {
    const yaml =
      'format: hoplight/1\nvpcs:\n  - id: vpc-1\n    cidrBlock: 10.0.0.0/16\nsubnets:\n  - {id: subnet-a, vpc: vpc-1';
    const loaded = loadText(yaml, 'network.yaml');
    expect(loaded.network.vpcs.has('vpc-1')).toBe(true);
    expect(messages(loaded)[0]).toMatch(
      /^network\.yaml:6 .*at line 6, column \d+.*Mend the file at this place/s,
    );
  });

  test.each([
    ['nothing', '', /`network\.json` is empty/],
    ['white space', ' \n\t\n', /`network\.json` is empty/],
    ['binary data', '\u0000\u0001PK\u0003\u0004\u0000', /holds binary data, not text\. Give the file/],
    [
      'prose',
      'dear colleague, see below',
      /neither a hoplight\/1 document nor AWS CLI output.*Give the output of/,
    ],
    ['a list of numbers', '[1, 2, 3]', /neither a hoplight\/1 document nor AWS CLI output|no known/],
    ['a number', '7', /neither a hoplight\/1 document nor AWS CLI output.*Give the output of/],
    ['null', 'null', /neither a hoplight\/1 document nor AWS CLI output.*Give the output of/],
    ['an object of something else', '{"Resources": {}}', /top-level keys begin with `Resources`/],
    ['comments only', '# nothing\n', /holds nothing but comments/],
    ['a deep nest', '['.repeat(100_000), /deeper than 200 levels/],
    ['a deep nest that closes', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, /`network\.json`/],
    ['a deep nest of keys', '{"vpcs":'.repeat(20_000), /deeper than 200 levels/],
    ['deep YAML', `${'- '.repeat(5000)}x`, /more levels or open brackets/],
  ])('%s', (_, text, message) => {
    const loaded = loadText(text);
    expect(messages(loaded)[0]).toMatch(message);
    expect(loaded.diagnostics[0]?.file).toBe('network.json');
    expect(loaded.network.vpcs.size).toBe(0);
  });

  test('a bad file beside a good one costs nothing of the good one', () => {
    const loaded = load([
      { path: 'bad.json', text: '{"vpcs": [' },
      { path: 'good.json', text: pretty },
      { path: 'worse.bin', text: '\u0000\u0000' },
    ]);
    expect(goodPartTraces(loaded)).toBe(true);
    expect(messages(loaded).map((line) => line.split(':')[0])).toEqual(['bad.json', 'worse.bin']);
  });

  test.each([
    ['UTF-8 with a byte order mark', [0xef, 0xbb, 0xbf], 'utf8'],
    ['UTF-16 little-endian with a byte order mark', [0xff, 0xfe], 'utf16le'],
    ['UTF-16 little-endian without', [], 'utf16le'],
    ['UTF-16 big-endian with a byte order mark', [0xfe, 0xff], 'utf16be'],
    ['UTF-16 big-endian without', [], 'utf16be'],
  ])('%s is read as if it were plain', (_, mark, encoding) => {
    const bytes = Buffer.from(pretty, encoding === 'utf8' ? 'utf8' : 'utf16le');
    if (encoding === 'utf16be') bytes.swap16();
    const text = decodeText(Uint8Array.from([...mark, ...bytes]), (data, name) =>
      new TextDecoder(name).decode(data),
    );
    const loaded = loadText(text);
    expect(messages(loaded)).toEqual([]);
    expect(goodPartTraces(loaded)).toBe(true);
  });

  test('lone surrogates are text like any other', () => {
    const loaded = loadText(pretty.replace('"db"', '"db\\ud800"').replace('"web"', '"\\udc00web"'));
    expect(ask(loaded, { from: '\udc00web', to: 'db\ud800', port: 443 }).verdict).toBe('reachable');
    exercise(loaded);
  });
});

const SECTIONS = Object.keys(good).filter((key) => key !== 'format');
const WRONG: readonly unknown[] = [
  7,
  'text',
  true,
  {},
  { id: 'x' },
  [7],
  [null],
  [[]],
  ['text'],
  [{}],
  [{ id: 7 }],
  -1e308,
];

describe('wrong types', () => {
  test.each(SECTIONS)('null for `%s` is its absence', (section) => {
    expect(
      messages(loadValue({ ...good, [section]: null })).filter((line) => !line.includes('does not hold')),
    ).toEqual([]);
  });

  test.each(SECTIONS)('anything for `%s` is told, and the rest loads', (section) => {
    for (const wrong of WRONG) {
      const text = JSON.stringify({ ...good, [section]: wrong }, null, 1);
      const loaded = loadText(text);
      const about = messages(loaded).filter((line) => line.includes(` ${section}`));
      expect(about.length, JSON.stringify(wrong)).toBeGreaterThan(0);
      expect(about[0]).toMatch(
        /^network\.json:\d+ \w+.*(must be a list|was left out|Write|is missing; add it)/,
      );
    }
  });

  test('anything for any member of any entry is told at its line, and the other entries load', () => {
    for (const section of SECTIONS) {
      const entries = (good as unknown as Record<string, Record<string, unknown>[]>)[section] ?? [];
      entries.forEach((entry, index) => {
        for (const member of Object.keys(entry)) {
          const changed = entries.map((each, at) =>
            at === index ? { ...each, [member]: { odd: [1] } } : each,
          );
          const text = JSON.stringify({ ...good, [section]: changed }, null, 1);
          const loaded = loadText(text);
          exercise(loaded);
          const about = loaded.diagnostics.find(
            ({ path }) => path?.slice(0, 3).join('.') === `${section}.${index}.${member}`,
          );
          expect(about, `${section}.${index}.${member}`).toBeDefined();
          expect(about?.line).toBe(lineOf(text, '"odd"') - 1);
          expect(about?.detail).toMatch(/Found `.*`\. .*\.|nearest is/);
        }
      });
    }
  });

  test.each([
    ['format', 'hoplight/9', /`format`.*Write `hoplight\/1`/],
    ['name', 7, /`name`.*Write text/],
    ['notHeld', ['nothing'], /`notHeld\.0`.*Write one of `vpcs`/],
    ['flows', 7, /`flows` must be a list/],
    [
      'flows',
      [{ from: 'web', to: 'db', port: 70_000 }],
      /Flow 1 at `port`: Found `70000`\. A port is at most 65535/,
    ],
    ['flows', [{ from: 'web' }], /Flow 1 at `to`: `to` is missing; add it/],
  ])('%s: %j', (member, value, message) => {
    const loaded = loadValue({ ...good, [member]: value });
    expect(messages(loaded).join('\n')).toMatch(message);
    expect(goodPartTraces(loaded)).toBe(true);
  });

  test('numbers as ids are told with what to write', () => {
    const text = pretty.replace('"db"', '42');
    const [first] = messages(loadText(text));
    expect(first).toMatch(
      /Instance `instances\[1\]` at `id`: Found `42`\. Write text \(in quotes, where it looks like a number\)\./,
    );
  });
});

describe('malformed blocks, addresses, ports and numbers', () => {
  const BLOCKS: readonly [string, RegExp][] = [
    ['10.0.0.0/33', /prefix length 33.*0 to 32/],
    ['10.0.0.0/-1', /`10\.0\.0\.0\/-1`/],
    ['10.0.0.0/', /`10\.0\.0\.0\/`/],
    ['10.0.0.256/24', /part 256.*at most 255/],
    ['10.0.0/24', /`10\.0\.0\/24`/],
    ['10.0.0.0.0/8', /`10\.0\.0\.0\.0\/8`/],
    ['010.0.0.0/8', /`010\.0\.0\.0\/8`/],
    [' 10.0.0.0/8', /has spaces around it.*`10\.0\.0\.0\/8`/],
    ['10.0.0.0/255.0.0.0', /`10\.0\.0\.0\/255\.0\.0\.0`/],
    ['10.0.0.1-10.0.0.9', /range of addresses/],
    ['10.0.*.*', /`10\.0\.\*\.\*`/],
    ['2001:db8::/129', /prefix length 129.*0 to 128/],
    ['2001:db8:::/64', /`2001:db8:::\/64`/],
    ['2001:db8::g/64', /`2001:db8::g\/64`/],
    ['fe80::1%eth0/64', /zone id/],
    ['[2001:db8::]/64', /brackets/],
  ];

  test.each(BLOCKS)('%s as the block of a VPC', (block, message) => {
    const loaded = loadValue({ ...good, vpcs: [...good.vpcs, { id: 'vpc-2', cidrBlock: block }] });
    expect(messages(loaded)[0]).toMatch(message);
    expect(messages(loaded)[0]).toMatch(/^network\.json:\d+ vpcs\.1\.cidrBlock: /);
    expect(goodPartTraces(loaded)).toBe(true);
  });

  test.each(BLOCKS)(
    '%s as the peer of a group rule: no group is looked for, and a verdict that hangs on it is unknown',
    (block, message) => {
      const [web, db] = good.securityGroups;
      const [tls, dns] = db?.ingress ?? [];
      const loaded = loadValue({
        ...good,
        securityGroups: [web, { ...db, ingress: [{ ...tls, from: [block, '192.0.2.0/24'] }, dns] }],
      });
      expect(messages(loaded)[0]).toMatch(message);
      expect(messages(loaded)[0]).toMatch(
        /^network\.json:\d+ securityGroups\.1\.ingress\.0\.from: .*The peer was left out\.$/,
      );
      expect(ask(loaded, { from: 'web', to: 'db', port: 443 }).verdict).toBe('unknown');
    },
  );

  test.each(BLOCKS)('%s as the destination of a route', (block, message) => {
    const [first, main] = good.routeTables;
    const loaded = loadValue({
      ...good,
      routeTables: [first, { ...main, routes: [{ destination: block, target: 'igw-1' }] }],
    });
    expect(messages(loaded)[0]).toMatch(message);
    expect(messages(loaded)[0]).toMatch(
      /^network\.json:\d+ routeTables\.1\.routes\.0\.destination: .*The route was left out\.$/,
    );
    expect(goodPartTraces(loaded)).toBe(true);
    expect(ask(loaded, { from: 'db', to: '198.51.100.7', port: 80 }).verdict).toBe('unknown');
  });

  test.each([70_000, -1, 'https', '1-', '9-1', '1-70000', 1.5, '0x10', ''])('%j as ports', (ports) => {
    const [web, db] = good.securityGroups;
    const loaded = loadValue({
      ...good,
      securityGroups: [web, { ...db, ingress: [{ protocol: 'tcp', ports, from: '0.0.0.0/0' }] }],
    });
    expect(messages(loaded)[0]).toMatch(/securityGroups\.1\.ingress\.0\.ports: .*write 0 to 65535, a range/);
    expect(ask(loaded, { from: 'web', to: 'db', port: 443 }).verdict).toBe('unknown');
  });

  test.each([0, 32_767, 1.5, '100', null])('%j as the number of an ACL entry', (ruleNumber) => {
    const entry = { ruleNumber, ruleAction: 'allow', cidrBlock: '0.0.0.0/0' };
    const [acl] = good.networkAcls;
    const loaded = loadValue({ ...good, networkAcls: [{ ...acl, ingress: [entry] }] });
    expect(messages(loaded)[0]).toMatch(
      /^network\.json:\d+ networkAcls\.0\.ingress\.0\.ruleNumber: Network ACL `acl-1`/,
    );
    expect(ask(loaded, { from: 'web', to: 'db', port: 443 }).verdict).toBe('unknown');
  });
});

describe('what could not be read is not taken to be absent (EVAL-8)', () => {
  const [web, db] = good.securityGroups;
  const [, machine] = good.instances;
  test.each([
    ['outbound rules of a group', { securityGroups: [{ ...web, egress: 'all' }, db] }],
    ['inbound rules of a group', { securityGroups: [web, { ...db, ingress: 7 }] }],
    ['a whole group', { securityGroups: [web, { ...db, vpc: 7, id: 'sg-db', ingress: [] }] }],
    ['a whole ACL', { networkAcls: [{ id: 'acl-1', vpc: 7, isDefault: true }] }],
    [
      'the section of ACLs',
      { networkAcls: 7, subnets: good.subnets.map(({ networkAcl: _, ...subnet }) => subnet) },
    ],
    [
      'an entry of a default ACL',
      { networkAcls: [{ id: 'acl-1', vpc: 'vpc-1', isDefault: true, ingress: 7 }] },
    ],
  ])('%s', (_, change) => {
    expect(ask(loadValue({ ...good, ...change }), { from: 'web', to: 'db', port: 443 }).verdict).toBe(
      'unknown',
    );
  });

  test.each([
    ['the groups of an instance', 7],
    ['one group of an instance', [7]],
  ])('%s', (_, securityGroups) => {
    const loaded = loadValue({ ...good, instances: [good.instances[0], { ...machine, securityGroups }] });
    expect(ask(loaded, { from: '10.0.1.77', to: 'db', port: 443 }).verdict).toBe('unknown');
  });

  test('an entry of a prefix list', () => {
    const loaded = loadValue({
      ...good,
      prefixLists: [{ id: 'pl-1', entries: ['198.51.100.0/24', '10.0.1.0/240'] }],
    });
    expect(ask(loaded, { from: '10.0.1.77', to: 'db', protocol: 'udp', port: 53 }).verdict).toBe('unknown');
  });

  test('the target of a route: no blackhole, for it is there', () => {
    const [first, main] = good.routeTables;
    const routes = [{ destination: '0.0.0.0/0', target: 'nat-1' }];
    const loaded = loadValue({
      ...good,
      routeTables: [first, { ...main, routes }],
      natGateways: [{ id: 'nat-1', subnet: 7 }],
    });
    const report = ask(loaded, { from: 'db', to: '198.51.100.7', protocol: 'icmp' });
    expect(report).toMatchObject({ verdict: 'unknown', component: 'nat-1' });
  });

  test('the main route table', () => {
    const subnets = good.subnets.map(({ routeTable: _, ...subnet }) => subnet);
    const loaded = loadValue({ ...good, subnets, routeTables: [{ id: 'rtb-2', vpc: 7, main: true }] });
    expect(ask(loaded, { from: 'db', to: '198.51.100.7', port: 443 }).verdict).toBe('unknown');
  });
});

describe('the same thing twice', () => {
  test('duplicate ids: the first is kept, the second told with its line', () => {
    const text = JSON.stringify(
      { ...good, instances: [...good.instances, { id: 'db', subnet: 'subnet-a' }] },
      null,
      1,
    );
    const loaded = loadText(text);
    const [first] = messages(loaded);
    expect(first).toMatch(
      /^network\.json:\d+ instances\.2\.id: Two instances have the id `db`\. The first was kept; give the second an id of its own\.$/,
    );
    expect(goodPartTraces(loaded)).toBe(true);
  });

  test('duplicate ids over two files: both files are named between them', () => {
    const loaded = load([
      { path: 'a.json', text: pretty },
      {
        path: 'b.json',
        text: JSON.stringify({ vpcs: [{ id: 'vpc-1', cidrBlock: '10.9.0.0/16' }] }, null, 1),
      },
    ]);
    expect(messages(loaded)[0]).toMatch(/^b\.json:\d+ vpcs\.0: Two vpcs have the id `vpc-1`/);
    expect(goodPartTraces(loaded)).toBe(true);
  });

  test('one id in two kinds is no clash', () => {
    const loaded = loadValue({ ...good, vpcs: [...good.vpcs, { id: 'db', cidrBlock: '10.9.0.0/16' }] });
    expect(messages(loaded)).toEqual([]);
    exercise(loaded);
  });

  test('duplicate names: a reference by such a name asks for the id', () => {
    const groups = good.securityGroups.map((group) => ({ ...group, name: 'twin' }));
    const [web, db] = good.instances;
    const loaded = loadValue({
      ...good,
      securityGroups: groups,
      instances: [web, { ...db, securityGroups: ['twin'] }],
    });
    expect(messages(loaded)[0]).toMatch(
      /`twin` is the name of 2 resources \(`sg-web`, `sg-db`\)\. Write the id of the one that is meant\./,
    );
  });

  test('duplicate keys of a JSON object: the last counts, as for every reader of JSON', () => {
    expect(loadText('{"format":"hoplight/1","vpcs":[],"vpcs":[{"id":"v"}]}').network.vpcs.size).toBe(1);
  });
});

describe('prototype names', () => {
  const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

  test.each(NAMES)('%s as an id, a name, a key and the end of a flow', (name) => {
    for (const id of ['db', 'sg-db', 'rtb-2', 'vpc-1', 'acl-1', 'pl-1']) {
      const loaded = loadText(pretty.replaceAll(`"${id}"`, JSON.stringify(name)));
      expect(messages(loaded)).toEqual([]);
      const to = id === 'db' ? name : 'db';
      expect(ask(loaded, { from: 'web', to, port: 443 }).verdict, id).toBe('reachable');
    }
    const named = loadText(
      pretty.replace('"id": "db"', `"id": "db", "name": ${JSON.stringify(name)}, "tags": {"${name}": "x"}`),
    );
    expect(ask(named, { from: 'web', to: name, port: 443 }).verdict).toBe('reachable');
  });

  test.each(NAMES)('%s as a key is unknown, and changes no object', (name) => {
    const loaded = loadText(`${pretty.slice(0, -2)}, "${name}": {"polluted": true}\n}`);
    expect(messages(loaded).join()).toContain(`\`${name}\` is not a key here`);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(goodPartTraces(loaded)).toBe(true);
  });

  test.each(NAMES)('%s as an end that the network does not have', (name) => {
    const { network } = loadValue(good);
    for (const question of [
      { from: name, to: 'web', port: 1 },
      { from: 'web', to: name, port: 1 },
      { from: 'web', to: 'db', protocol: name },
    ]) {
      expect(traceReport(network, question)).toMatchObject({ ok: false });
    }
  });
});

describe('sizes', () => {
  test('10,000 unknown keys are fast, capped and counted', () => {
    const keys = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key${index}`, index]));
    const started = performance.now();
    const loaded = loadValue({
      ...good,
      ...keys,
      instances: good.instances.map((each) => ({ ...each, ...keys })),
    });
    const lines = messages(loaded);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(lines.length).toBeLessThan(50);
    expect(lines.at(-1)).toMatch(/And 29980 more of the same in `network\.json`\./);
    expect(goodPartTraces(loaded)).toBe(true);
  });

  test('100,000 wrong list items are fast and capped', () => {
    const [acl] = good.networkAcls;
    const started = performance.now();
    const loaded = loadValue({
      ...good,
      networkAcls: [{ ...acl, ingress: Array.from({ length: 100_000 }, () => ({ ruleNumber: 'x' })) }],
    });
    expect(loaded.diagnostics.length).toBeLessThan(60);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('huge strings are quoted short', () => {
    const huge = 'x'.repeat(2_000_000);
    const loaded = loadValue({
      ...good,
      [huge]: 1,
      name: huge,
      vpcs: [...good.vpcs, { id: huge }, { id: 'v', cidrBlock: huge }],
    });
    for (const line of messages(loaded)) expect(line.replaceAll(huge, '').length).toBeLessThan(700);
    for (const { detail } of loaded.diagnostics) expect(detail.length).toBeLessThan(700);
    expect(goodPartTraces(loaded)).toBe(true);
  });

  test('50 MB of a hoplight document', () => {
    const filler = 'about this machine '.repeat(20);
    const more = Array.from({ length: 100_000 }, (_, index) => ({
      id: `i-${index}`,
      subnet: 'subnet-b',
      tags: { about: filler },
      state: 'stopped',
    }));
    const text = JSON.stringify({ ...good, instances: [...good.instances, ...more] });
    expect(text.length).toBeGreaterThan(45_000_000);
    const started = performance.now();
    const loaded = loadText(text);
    expect(performance.now() - started).toBeLessThan(60_000);
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.network.instances.size).toBe(100_002);
    expect(goodPartTraces(loaded)).toBe(true);
  });

  test('50 MB of AWS CLI output', () => {
    const filler = 'about this interface '.repeat(20);
    const interfaces = Array.from({ length: 90_000 }, (_, index) => ({
      NetworkInterfaceId: `eni-${index}`,
      SubnetId: 'subnet-a',
      VpcId: 'vpc-1',
      Description: filler,
      Status: 'available',
      PrivateIpAddress: `10.${1 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`,
      Groups: [{ GroupId: 'sg-web', GroupName: 'web' }],
    }));
    const text = JSON.stringify({ NetworkInterfaces: interfaces });
    expect(text.length).toBeGreaterThan(45_000_000);
    const started = performance.now();
    const loaded = load([
      { path: 'interfaces.json', text },
      { path: 'good.json', text: pretty },
    ]);
    expect(performance.now() - started).toBeLessThan(90_000);
    expect(loaded.network.networkInterfaces.size).toBe(90_002);
    expect(ask(loaded, { from: 'web', to: 'db', port: 443 }).verdict).toBe('reachable');
  });
});

describe('several files and YAML', () => {
  test('a document and a dump are one network', () => {
    const dump = { Subnets: [{ SubnetId: 'subnet-c', VpcId: 'vpc-1', CidrBlock: '10.0.3.0/24' }] };
    const loaded = load([
      { path: 'good.json', text: pretty },
      { path: 'dump.json', text: JSON.stringify(dump) },
    ]);
    expect(loaded.network.subnets.size).toBe(3);
    expect(ask(loaded, { from: 'web', to: 'db', port: 443 }).verdict).toBe('reachable');
  });

  test('aliases and anchors stand for what they name', () => {
    const yaml =
      'format: hoplight/1\nvpcs: [&v {id: vpc-1, cidrBlock: 10.0.0.0/16}, {<<: *v, id: vpc-2}, *v]\n';
    const loaded = loadText(yaml, 'network.yaml');
    expect([...loaded.network.vpcs.keys()]).toContain('vpc-1');
    expect(messages(loaded).join('\n')).toContain('`vpc-1`');
  });

  test('aliases that multiply are refused', () => {
    const lines = Array.from(
      { length: 12 },
      (_, index) => `a${index + 1}: &a${index + 1} [${Array(10).fill(`*a${index}`).join(', ')}]`,
    );
    const started = performance.now();
    const loaded = loadText(['format: hoplight/1', 'a0: &a0 [x]', ...lines].join('\n'), 'network.yaml');
    expect(messages(loaded).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('tags make no objects', () => {
    const yaml =
      'format: hoplight/1\nname: !!js/function "() => 1"\nvpcs:\n  - !custom {id: vpc-1, cidrBlock: 10.0.0.0/16}\n';
    const loaded = loadText(yaml, 'network.yaml');
    expect(loaded.network.vpcs.has('vpc-1')).toBe(true);
    exercise(loaded);
  });
});
