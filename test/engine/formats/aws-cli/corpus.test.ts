/**
 * Dumps that others wrote. They lie beside the project, and these tests run when they are there.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAwsCli, readAwsCli } from '../../../../engine/formats/aws-cli/index.ts';
import type { ConvertedDocument } from '../../../../engine/formats/source.ts';
import { parseText } from '../../../../engine/formats/text/index.ts';
import { codes, expectValid, section } from './dump.ts';

const corpus = join(process.cwd(), '../shared/corpus');
const isThere = existsSync(corpus);
if (!isThere)
  console.warn(
    `No corpus in ${relative(process.cwd(), corpus)}: the tests over the dumps of others do not run.`,
  );

function jsonFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) =>
      statSync(path).isDirectory() ? jsonFiles(path) : path.endsWith('.json') ? [path] : [],
    );
}

interface Loaded {
  readonly converted: ConvertedDocument;
  readonly values: readonly unknown[];
}

function load(...paths: string[]): Loaded {
  const files = paths.flatMap((path) => {
    const parsed = parseText({ path: relative(corpus, path), text: readFileSync(path, 'utf8') });
    expect(parsed.diagnostics).toEqual([]);
    return parsed.files;
  });
  for (const { path, value } of files) expect(isAwsCli(value), path).toBe(true);
  const converted = readAwsCli(files);
  expectValid(converted);
  return { converted, values: files.map(({ value }) => value) };
}

const loadFolder = (folder: string) => load(...jsonFiles(join(corpus, folder)));
const ids = ({ converted }: Loaded, name: string) => section(converted, name).map(({ id }) => id);
const errors = ({ converted }: Loaded) =>
  converted.diagnostics.filter(({ severity }) => severity === 'error');

/** The objects of an answer, counted without the reader: the elements of its lists, and instances for reservations. */
function objectsIn(value: unknown): number {
  const answer = value as Record<string, unknown>;
  if (typeof answer['data'] === 'object') return objectsIn(answer['data']);
  if ('EnableDnsSupport' in answer || 'EnableDnsHostnames' in answer) return 1;
  return Object.entries(answer).reduce((sum, [key, list]) => {
    if (!Array.isArray(list)) return sum;
    if (key !== 'Reservations') return sum + list.length;
    return (
      sum +
      list.reduce(
        (instances: number, { Instances }: { Instances: unknown[] }) => instances + Instances.length,
        0,
      )
    );
  }, 0);
}

function expectAllCounted({ converted, values }: Loaded): void {
  const counted = converted.counts.reduce(
    (sum, { read, inPart, skipped }) => sum + read + inPart + skipped,
    0,
  );
  expect(counted).toBe(values.reduce((sum: number, value) => sum + objectsIn(value), 0));
  for (const { inPart, skipped, why } of converted.counts)
    expect(why !== undefined).toBe(inPart + skipped > 0);
}

/** Texts of the input that must not come out: whatever stands under such a key, and tags other than names. */
function secretsIn(value: unknown, key = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((element) => secretsIn(element, key));
  if (typeof value === 'object' && value !== null) {
    const tag = value as { Key?: unknown; Value?: unknown };
    if (typeof tag.Key === 'string' && typeof tag.Value === 'string')
      return tag.Key === 'Name' ? [] : [tag.Value];
    return Object.entries(value).flatMap(([each, member]) => secretsIn(member, each));
  }
  if (typeof value !== 'string') return [];
  const keys = [...value.matchAll(/<pre_shared_key>([^<]+)</g)].flatMap(([, secret]) => secret ?? []);
  return /secret|password|presharedkey|configuration|userdata|masterusername|policy|policies/i.test(key)
    ? [value, ...keys]
    : keys;
}

function expectNoSecret({ converted, values }: Loaded): void {
  const output = JSON.stringify([converted.document, converted.diagnostics, converted.counts]);
  const entries = Object.values(converted.document).flatMap((list) => (Array.isArray(list) ? list : []));
  const names = JSON.stringify(entries.map(({ name }: { name?: unknown }) => name));
  // Some tags repeat the name, or part of it.
  const secrets = secretsIn(values).filter((secret) => secret.length > 5 && !names.includes(secret));
  expect(secrets.filter((secret) => output.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([]);
}

/** Without the corpus beside the checkout there is nothing to read. */
const describeCorpus: (name: string, body: () => void) => void = isThere ? describe : () => undefined;

test('the corpus is read where it is there', () => {
  expect(existsSync(join(corpus, 'README.md'))).toBe(isThere);
});

describeCorpus('examples of the commands, each by itself', () => {
  const examples = jsonFiles(join(corpus, 'aws-cli/examples')).map(
    (path) => [relative(corpus, path), path] as const,
  );

  test.each(examples)('%s', (name, path) => {
    const loaded = load(path);
    // One example of AWS shows an address as `10-0-0-157`.
    expect(errors(loaded).map(({ code }) => code)).toEqual(
      name.endsWith('describe-instances.1.json') ? ['invalid-value'] : [],
    );
    expect(codes(loaded.converted)).not.toContain('unknown-answer');
    expectAllCounted(loaded);
    expectNoSecret(loaded);
  });

  test('and all together, as a flat folder', () => {
    const loaded = loadFolder('aws-cli/examples');
    expect(errors(loaded)).toHaveLength(1);
    expectAllCounted(loaded);
    expectNoSecret(loaded);
    expect(
      section(loaded.converted, 'natGateways').map(({ addresses }) => (addresses as unknown[]).length),
    ).toEqual([2, 3]);
    expect(section(loaded.converted, 'networkAcls')).toMatchObject([
      { ingress: [{ ruleNumber: 100 }], egress: [{ ruleNumber: 100 }] },
      {
        ingress: [{ ruleNumber: 100 }, { ruleNumber: 101 }],
        egress: [{ ruleNumber: 100 }, { ruleNumber: 101 }],
      },
    ]);
  });
});

describeCorpus('cloudmapper-demo, a partial dump', () => {
  const loaded = isThere ? loadFolder('aws-cli/cloudmapper-demo') : undefined;
  const converted = () => loaded?.converted as ConvertedDocument;

  test('holds what expected.json counts', () => {
    const count = (name: string) => section(converted(), name).length;
    expect([count('vpcs'), count('subnets'), count('securityGroups'), count('instances')]).toEqual([
      1, 4, 8, 3,
    ]);
    const peers = section(converted(), 'securityGroups').flatMap(({ ingress }) =>
      (ingress as { from: string[] }[]).flatMap(({ from }) => from),
    );
    expect(peers).toHaveLength(11);
    expect(count('otherResources')).toBe(0);
    const balancers = section(converted(), 'loadBalancers').map(({ name, id, type }) => [name ?? id, type]);
    expect(balancers).toEqual([
      ['weblb', 'classic'],
      ['webalb', 'application'],
    ]);
    expect(section(converted(), 'databases')).toMatchObject([{ name: 'database', port: 5432 }]);
    expect(count('vpcEndpoints')).toBe(2);
    expect(section(converted(), 'subnets').map(({ id, cidrBlock }) => [id, cidrBlock])).toEqual([
      ['subnet-00000001', '10.0.0.0/24'],
      ['subnet-00000002', '10.0.1.0/24'],
      ['subnet-00000003', '10.0.2.0/24'],
      ['subnet-00000004', '10.0.3.0/24'],
    ]);
  });

  test('gives each of its instances the interface it shows, whose ids were replaced', () => {
    const owners = section(converted(), 'networkInterfaces').flatMap(({ instance, publicIp }) =>
      instance === undefined ? [] : [[instance, publicIp]],
    );
    expect(owners).toEqual([
      ['i-00000000000000000', '1.2.3.4'],
      ['i-00000000000000001', undefined],
      ['i-00000000000000002', undefined],
    ]);
  });

  test('lacks route tables, ACLs and gateways, and says by which commands to get them', () => {
    expect(converted().document['notHeld']).toEqual(['routeTables', 'networkAcls', 'internetGateways']);
    const said = converted()
      .diagnostics.filter(({ code }) => code === 'section-not-held')
      .map(({ detail }) => detail);
    expect(said.map((detail) => /`(aws [^`]+)`/.exec(detail)?.[1])).toEqual([
      'aws ec2 describe-route-tables',
      'aws ec2 describe-network-acls',
      'aws ec2 describe-internet-gateways',
    ]);
    expect(codes(converted())).toContain('host-bits-cleared');
  });

  test('loads without errors, loses and leaks nothing', () => {
    expect(loaded && errors(loaded)).toEqual([]);
    if (loaded) expectAllCounted(loaded);
    if (loaded) expectNoSecret(loaded);
  });
});

describeCorpus('recorded answers', () => {
  test.each([
    'ec2_igw_subnet',
    'test_eni_public_subnet',
    'test_only_ports_and_cidr_ingress',
    'test_transit_gateway_attachment_query_cwe',
    'test_vpc_endpoint_filter',
  ])('%s loads without errors, loses and leaks nothing', (folder) => {
    const loaded = loadFolder(`aws-cli/recorded-api/${folder}`);
    expect(errors(loaded)).toEqual([]);
    expectAllCounted(loaded);
    expectNoSecret(loaded);
  });

  test('test_eni_public_subnet names subnets and VPCs that no answer lists', () => {
    const loaded = loadFolder('aws-cli/recorded-api/test_eni_public_subnet');
    expect(ids(loaded, 'vpcs')).toHaveLength(2);
    expect(ids(loaded, 'networkInterfaces')).toHaveLength(2);
    const tables = section(loaded.converted, 'routeTables');
    expect(tables).toHaveLength(4);
    const subnetOf = new Map(
      section(loaded.converted, 'networkInterfaces').map(({ id, subnet }) => [id, subnet]),
    );
    const tableOf = new Map(
      section(loaded.converted, 'subnets').map(({ id, routeTable }) => [id, routeTable]),
    );
    const table = tableOf.get(subnetOf.get('eni-0d47bf614f6182182'));
    expect(tables.find(({ id }) => id === table)?.['routes']).toMatchObject([
      { destination: '0.0.0.0/0', target: expect.stringMatching(/^igw-/) },
    ]);
    expect(subnetOf.get('eni-0911a059630a4a75c')).toBe('subnet-cdcb87f7');
    expect(tableOf.get('subnet-cdcb87f7')).toBeUndefined();
    expect(tables.find(({ id }) => id === 'rtb-dac896bf')).toMatchObject({ main: true, routes: [] });
  });
});

describeCorpus('whole accounts from Batfish', () => {
  const folders = isThere
    ? readdirSync(join(corpus, 'batfish'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : [];

  test.each(folders.map(({ name }) => name))('%s loads without errors, loses and leaks nothing', (name) => {
    const loaded = loadFolder(`batfish/${name}`);
    expect(errors(loaded)).toEqual([]);
    expect(codes(loaded.converted)).not.toContain('unknown-answer');
    expectAllCounted(loaded);
    expectNoSecret(loaded);
  });

  const entry = (folder: string, name: string, id: string) =>
    section(loadFolder(`batfish/${folder}`).converted, name).find((each) => each['id'] === id);

  test('hybrid-cloud-aws: its objects, all instances stopped', () => {
    const loaded = loadFolder('batfish/hybrid-cloud-aws');
    expect([
      ids(loaded, 'vpcs').length,
      ids(loaded, 'subnets').length,
      ids(loaded, 'internetGateways').length,
    ]).toEqual([4, 10, 3]);
    expect(section(loaded.converted, 'instances').map(({ state }) => state)).toEqual(
      Array(4).fill('stopped'),
    );
    expect(section(loaded.converted, 'otherResources').map(({ type }) => type)).toEqual(
      expect.arrayContaining(['AWS::OpenSearchService::Domain']),
    );
    expect(section(loaded.converted, 'databases')).toMatchObject([{ name: 'test-rds', port: 3306 }]);
    expect(section(loaded.converted, 'natGateways')).toEqual([]);
    expect(section(loaded.converted, 'vpcs').map(({ region }) => region)).toEqual(Array(4).fill('us-west-2'));
  });

  test('hybrid-cloud-aws: blackhole, propagated routes and a restrictive ACL', () => {
    expect(entry('hybrid-cloud-aws', 'routeTables', 'rtb-f28e418b')?.['routes']).toEqual([
      { destination: '0.0.0.0/0', target: 'nat-055c00735cace0ec4', state: 'blackhole' },
    ]);
    const propagated = entry('hybrid-cloud-aws', 'routeTables', 'rtb-296bf350')?.['routes'] as {
      destination: string;
    }[];
    expect(propagated.map(({ destination }) => destination)).toEqual([
      '10.1.1.0/24',
      '10.1.2.0/24',
      '10.1.3.0/24',
      '10.1.4.0/24',
      '0.0.0.0/0',
    ]);
    for (const route of propagated)
      expect(route).toMatchObject({ target: 'vgw-81fd279f', propagation: 'vpn-bgp' });
    expect(entry('hybrid-cloud-aws', 'networkAcls', 'acl-4db39c28')?.['ingress']).toEqual([
      {
        ruleNumber: 100,
        ruleAction: 'allow',
        protocol: 'tcp',
        ports: '3306',
        cidrBlock: '162.243.144.192/32',
      },
    ]);
    expect(JSON.stringify(entry('hybrid-cloud-aws', 'securityGroups', 'sg-55510831'))).toContain(
      'sg-cf3f86b3',
    );
  });

  test('test-public-subnet: the public address is auto-assigned', () => {
    expect(entry('test-public-subnet', 'networkInterfaces', 'eni-00064850627e198ee')).toMatchObject({
      privateIp: '10.0.0.91',
      publicIp: '18.216.80.133',
    });
    expect(section(loadFolder('batfish/test-public-subnet').converted, 'eips')).toEqual([]);
  });

  test('test-nat-gateway: the address pair and its interface', () => {
    expect(entry('test-nat-gateway', 'natGateways', 'nat-07ab4846da51f4612')).toMatchObject({
      addresses: [{ privateIp: '10.1.250.210', publicIp: '3.135.127.225' }],
    });
    expect(entry('test-nat-gateway', 'networkInterfaces', 'eni-017aaec115610308a')).toMatchObject({
      managedBy: 'NAT gateway',
      securityGroups: [],
    });
    expect(entry('test-nat-gateway', 'subnets', 'subnet-0428892a357fa1f94')).toMatchObject({
      networkAcl: 'acl-0792adae678b88f85',
    });
    expect(entry('test-nat-gateway', 'subnets', 'subnet-02ff259e663e9613e')).not.toHaveProperty('routeTable');
  });

  test('test-vpc-peering: routes by peering, a blackhole, and blocks that are no longer associated', () => {
    expect(entry('test-vpc-peering', 'routeTables', 'rtb-0891861fffaea6d52')?.['routes']).toEqual([
      { destination: '192.168.1.0/24', target: 'pcx-0b89b559e3319d6cf', state: 'active' },
      { destination: '192.168.2.0/24', target: 'pcx-0d5b836985ac8ca8c', state: 'active' },
    ]);
    expect(entry('test-vpc-peering', 'routeTables', 'rtb-017c36290c9baf017')?.['routes']).toContainEqual({
      destination: '0.0.0.0/0',
      target: 'igw-0a2c9ae201b441bff',
      state: 'blackhole',
    });
    const loaded = loadFolder('batfish/test-vpc-peering');
    const named = loaded.converted.diagnostics
      .filter(({ code }) => code === 'block-not-associated')
      .map(({ detail }) => /block `([^`]+)`/.exec(detail)?.[1]);
    expect(named.sort()).toEqual(['10.11.0.0/16', '192.169.0.0/16', '192.169.0.0/16']);
  });

  test('test-transit-gateway: what is terminated or deleted leaves nothing', () => {
    const loaded = loadFolder('batfish/test-transit-gateway');
    expect(loaded.converted.counts).toContainEqual(
      expect.objectContaining({ kind: 'Instances', read: 3, skipped: 1 }),
    );
    expect(loaded.converted.counts).toContainEqual(
      expect.objectContaining({ kind: 'VpnConnections', skipped: 1 }),
    );
    expect(loaded.converted.counts).toContainEqual(
      expect.objectContaining({ kind: 'TransitGatewayAttachments', read: 2, skipped: 1 }),
    );
    expect(section(loaded.converted, 'otherResources').map(({ type }) => type)).not.toContain(
      'AWS::EC2::VPNConnection',
    );
  });

  test('test-vpc-endpoint-gateway: a route by prefix list, whose blocks are known', () => {
    expect(entry('test-vpc-endpoint-gateway', 'prefixLists', 'pl-63a5400a')?.['entries']).toEqual([
      '54.231.0.0/17',
      '52.216.0.0/15',
      '3.5.16.0/21',
      '3.5.0.0/20',
    ]);
    const destinations = section(
      loadFolder('batfish/test-vpc-endpoint-gateway').converted,
      'routeTables',
    ).flatMap(({ routes }) => (routes as { destination: string }[]).map(({ destination }) => destination));
    expect(destinations.filter((destination) => destination === 'pl-63a5400a')).toHaveLength(2);
  });

  test('test-multi-account: both VPCs, each with its Region', () => {
    const loaded = loadFolder('batfish/test-multi-account');
    expect(section(loaded.converted, 'vpcs')).toMatchObject([
      { id: 'vpc-015b20578b48c1349', region: 'us-west-1' },
      { id: 'vpc-0008a7b45e3ddf1dd', region: 'us-west-2' },
    ]);
  });
});

describeCorpus('inputs of other formats', () => {
  const others = ['cloudformation', 'terraform-json'].flatMap((folder) => jsonFiles(join(corpus, folder)));

  test.each(others.map((path) => relative(corpus, path)))('%s is no AWS CLI output', (name) => {
    const { files } = parseText({ path: name, text: readFileSync(join(corpus, name), 'utf8') });
    for (const { value } of files) expect(isAwsCli(value)).toBe(false);
  });
});
