import { describe, expect, test } from 'vitest';
import { relationsBetween } from '../../../engine/edit/connect.ts';
import { copyText, duplicate, paste } from '../../../engine/edit/copy.ts';
import { createResource } from '../../../engine/edit/create.ts';
import type { CreateOptions } from '../../../engine/edit/create.ts';
import { catalogue as describeAll } from '../../../engine/edit/describe.ts';
import { entryOf } from '../../../engine/edit/document.ts';
import type { PlainDocument } from '../../../engine/edit/document.ts';
import { moveInto } from '../../../engine/edit/move.ts';
import { applyPatch } from '../../../engine/edit/patch.ts';
import type { Patch } from '../../../engine/edit/patch.ts';
import { removeResources } from '../../../engine/edit/remove.ts';
import { renameResource, setField } from '../../../engine/edit/set-field.ts';
import { traceReport } from '../../../engine/index.ts';
import { loadDocument } from '../../../engine/formats/load.ts';
import { lint } from '../../../engine/lint/index.ts';
import type { ResourceKind } from '../../../engine/resources/index.ts';

const catalogue = describeAll();

/** Two VPCs; the first has a subnet with a table of its own, one with the main table, two machines and a NAT gateway. */
const shop: PlainDocument = {
  format: 'hoplight/1',
  vpcs: [
    { id: 'vpc-a', name: 'shop', cidrBlock: '10.0.0.0/16', region: 'eu-west-1', internetGateway: 'igw-a' },
    { id: 'vpc-b', name: 'lab', cidrBlock: '10.1.0.0/16' },
  ],
  subnets: [
    {
      id: 'subnet-pub',
      name: 'public-a',
      vpc: 'shop',
      cidrBlock: '10.0.0.0/24',
      availabilityZone: 'eu-west-1b',
      routeTable: 'rtb-pub',
    },
    {
      id: 'subnet-priv',
      name: 'private-a',
      vpc: 'vpc-a',
      cidrBlock: '10.0.1.0/24',
      availabilityZone: 'eu-west-1b',
    },
    { id: 'subnet-lab', name: 'lab-a', vpc: 'lab', cidrBlock: '10.1.0.0/24' },
  ],
  routeTables: [{ id: 'rtb-pub', vpc: 'shop', routes: [{ destination: '0.0.0.0/0', target: 'igw-a' }] }],
  securityGroups: [
    { id: 'sg-web', name: 'web', vpc: 'shop', ingress: [{ protocol: 'tcp', ports: 443, from: '0.0.0.0/0' }] },
    {
      id: 'sg-app',
      vpc: 'shop',
      ingress: [{ protocol: 'tcp', ports: 8080, from: ['sg-web', '10.0.9.0/24'] }],
    },
  ],
  natGateways: [{ id: 'nat-a', subnet: 'public-a', privateIp: '10.0.0.200', publicIp: '203.0.113.9' }],
  instances: [
    { id: 'i-web', name: 'web-1', subnet: 'subnet-pub', privateIp: '10.0.0.10', securityGroups: 'sg-web' },
    { id: 'i-app', name: 'app-1', subnet: 'private-a', privateIp: '10.0.1.10', securityGroups: ['sg-app'] },
  ],
  eips: [{ id: 'eip-a', publicIp: '203.0.113.20', instance: 'i-web' }],
  flows: [{ from: 'web-1', to: 'i-app', port: 8080, expect: 'reachable' }],
};

function typeOf(kind: ResourceKind) {
  const type = catalogue.types.find((each) => each.kind === kind);
  if (type === undefined) throw new Error(kind);
  return type;
}

function created(document: PlainDocument, kind: ResourceKind, options: CreateOptions = {}) {
  const { patch, id } = createResource(document, catalogue, typeOf(kind), options);
  const after = applyPatch(document, patch);
  return { after, id, entry: entryOf(after, id)?.entry ?? {} };
}

const complaints = (document: PlainDocument) =>
  loadDocument(document).diagnostics.map(({ detail }) => detail);
const refusals = (document: PlainDocument) =>
  lint(loadDocument(document).network).filter(({ code }) => code.endsWith('-refused'));
const entry = (document: PlainDocument, id: string) => entryOf(document, id)?.entry;
const patchOf = (result: Patch | { readonly refused: string }): Patch => {
  if ('refused' in result) throw new Error(result.refused);
  return result;
};

describe('a new resource', () => {
  test('subnet: the next free block of its neighbours’ size, in their zone', () => {
    expect(created(shop, 'subnet', { parent: 'vpc-a' }).entry).toMatchObject({
      vpc: 'vpc-a',
      cidrBlock: '10.0.2.0/24',
      availabilityZone: 'eu-west-1b',
    });
  });

  test('subnet: in the drawn zone it was dropped on, of the size and with the name asked for', () => {
    const options = { parent: 'zone:vpc-a/eu-west-1c', prefixLength: 26, name: 'private-a' };
    expect(created(shop, 'subnet', options).entry).toMatchObject({
      name: 'private-a-2',
      cidrBlock: '10.0.2.0/26',
      availabilityZone: 'eu-west-1c',
    });
  });

  test('subnet: smaller where the VPC has no room, without a block where it has none', () => {
    const tight = {
      vpcs: [{ id: 'v', cidrBlock: '10.0.0.0/26' }],
      subnets: [{ id: 's', vpc: 'v', cidrBlock: '10.0.0.0/27' }],
    };
    const first = created(tight, 'subnet', { parent: 'v', prefixLength: 26 });
    expect(first.entry['cidrBlock']).toBe('10.0.0.32/27');
    expect(created(first.after, 'subnet', { parent: 'v' }).entry).not.toHaveProperty('cidrBlock');
  });

  test('VPC: the next free private block, in the Region of the others', () => {
    expect(created(shop, 'vpc').entry).toMatchObject({ cidrBlock: '10.2.0.0/16', region: 'eu-west-1' });
    expect(created({}, 'vpc').entry).toMatchObject({ cidrBlock: '10.0.0.0/16', region: 'us-east-1' });
  });

  test('instance: in the subnet around what it was dropped on, with an address that nothing has', () => {
    const { entry: first, after } = created(shop, 'instance', { parent: 'i-web', name: 'web-1' });
    expect(first).toMatchObject({ subnet: 'subnet-pub', privateIp: '10.0.0.11', name: 'web-2' });
    expect(created(after, 'instance', { parent: 'subnet-pub' }).entry['privateIp']).toBe('10.0.0.12');
  });

  test('instance: dropped on a VPC without a subnet, one is made for it there', () => {
    const { entry: first, after } = created(created(shop, 'vpc').after, 'instance', { parent: 'vpc-1' });
    expect(entry(after, String(first['subnet']))).toMatchObject({ vpc: 'vpc-1', cidrBlock: '10.2.0.0/24' });
  });

  test('internet gateway: attached where there is none yet, else to nothing', () => {
    expect(created(shop, 'internet-gateway', { parent: 'vpc-b' }).entry).toMatchObject({ vpc: 'vpc-b' });
    expect(created(shop, 'internet-gateway', { parent: 'vpc-a' }).entry).not.toHaveProperty('vpc');
  });

  test('NAT gateway: with an Elastic IP, and with an internet gateway where its VPC has none', () => {
    const { entry: nat, after } = created(shop, 'nat-gateway', { parent: 'subnet-lab' });
    expect(nat).toMatchObject({ subnet: 'subnet-lab', privateIp: '10.1.0.10', publicIp: '203.0.113.10' });
    expect(after['internetGateways']).toMatchObject([{ vpc: 'vpc-b' }]);
    expect(created(shop, 'nat-gateway', { parent: 'subnet-priv' }).after).not.toHaveProperty(
      'internetGateways',
    );
  });

  test('security group: with the rule out that AWS gives every new one', () => {
    const { after, id } = created(shop, 'security-group', { parent: 'vpc-b' });
    const { network } = loadDocument(after);
    expect(network.securityGroups.get(id)?.egress).toHaveLength(2);
    expect(network.securityGroups.get(id)?.ingress).toHaveLength(0);
  });
});

describe('removing', () => {
  const after = (...ids: string[]) => applyPatch(shop, removeResources(shop, catalogue, ids));

  test('a subnet takes along what stands in it, and what named that', () => {
    const left = after('subnet-pub');
    expect(left).not.toHaveProperty('natGateways');
    expect(left['instances']).toMatchObject([{ id: 'i-app' }]);
    expect(left['eips']).toEqual([{ id: 'eip-a', publicIp: '203.0.113.20' }]);
    expect(complaints(left)).toEqual([]);
  });

  test('a group goes from the rules that name it, and rules that name nothing else go with it', () => {
    expect(entry(after('sg-web'), 'sg-app')).toMatchObject({ ingress: [{ from: ['10.0.9.0/24'] }] });
    const alone = applyPatch(shop, setField(shop, catalogue, 'sg-app', ['ingress', 0, 'from'], 'web'));
    const left = applyPatch(alone, removeResources(alone, catalogue, ['sg-web']));
    expect(entry(left, 'sg-app')).toMatchObject({ ingress: [] });
    expect(entry(left, 'i-web')).not.toHaveProperty('securityGroups');
  });

  test('a route whose target goes stays as a blackhole, as in AWS; one to a list that goes does not', () => {
    const many = applyPatch(shop, [
      {
        op: 'replace',
        path: '/routeTables/0/routes',
        value: [
          { destination: 'pl-1', target: 'i-app' },
          { destination: '10.9.0.0/16', target: 'nat' },
          { destination: '0.0.0.0/0', target: 'igw-a', state: 'active' },
          { destination: '10.8.0.0/16', target: 'i-app', state: 'active' },
        ],
      },
      { op: 'add', path: '/prefixLists', value: [{ id: 'pl-1', entries: [] }] },
      { op: 'add', path: '/natGateways/0/name', value: 'nat' },
    ]);
    const left = applyPatch(many, removeResources(many, catalogue, ['pl-1', 'igw-a', 'nat-a']));
    expect(entry(left, 'rtb-pub')?.['routes']).toEqual([
      { destination: '10.9.0.0/16', target: 'nat-a' },
      { destination: '0.0.0.0/0', target: 'igw-a', state: 'blackhole' },
      { destination: '10.8.0.0/16', target: 'i-app', state: 'active' },
    ]);
    expect(entry(left, 'vpc-a')).not.toHaveProperty('internetGateway');
    const problems = lint(loadDocument(left).network).filter(({ resource }) => resource === 'rtb-pub');
    expect(problems.map(({ code }) => code)).toEqual(['route-to-missing-target', 'blackhole-route']);
  });

  test('a VPC, named by its name too, leaves nothing of it', () => {
    const left = after('vpc-a');
    expect(complaints(left)).toEqual([]);
    expect(left['subnets']).toMatchObject([{ id: 'subnet-lab' }]);
    expect(left).not.toHaveProperty('routeTables');
  });

  test('of what is not there does nothing', () => {
    expect(removeResources(shop, catalogue, ['nobody', '__proto__'])).toEqual([]);
  });
});

describe('setting a field', () => {
  const set = (id: string, path: (string | number)[], value: unknown) =>
    applyPatch(shop, setField(shop, catalogue, id, path, value));

  test('of the main table, the default ACL or the default group states it first', () => {
    const route = { destination: '10.1.0.0/16', target: 'nat-a' };
    const tables = set('main:vpc-a', ['routes', 0], route);
    expect(entry(tables, 'main:vpc-a')).toEqual({
      id: 'main:vpc-a',
      vpc: 'vpc-a',
      main: true,
      routes: [route],
    });
    expect(loadDocument(tables).network.subnets.get('subnet-priv' as never)?.routeTable).toBe('main:vpc-a');
    const acl = set('default:vpc-a', ['name'], 'edge');
    expect(entry(acl, 'default:vpc-a')).toMatchObject({ name: 'edge', isDefault: true });
    const group = set('default-group:vpc-a', ['egress'], []);
    const { network } = loadDocument(group);
    expect([...network.securityGroups.values()].filter(({ vpc }) => vpc === 'vpc-a')).toHaveLength(3);
    expect(network.securityGroups.get('default-group:vpc-a')?.ingress).toHaveLength(1);
    for (const each of [tables, acl, group]) expect(complaints(each)).toEqual([]);
  });

  test('what AWS fills in means the same when it is stated', () => {
    for (const id of ['main:vpc-a', 'default:vpc-a', 'default-group:vpc-a']) {
      const before = loadDocument(shop).network.byId.get(id);
      expect(loadDocument(set(id, ['name'], undefined)).network.byId.get(id)).toEqual(before);
    }
  });

  test('of an instance’s own interface is one of the instance', () => {
    expect(entry(set('eni:i-web', ['sourceDestCheck'], false), 'i-web')).toMatchObject({
      sourceDestCheck: false,
    });
    const split = set('eni:i-web', ['description'], 'primary');
    expect(entry(split, 'eni:i-web')).toMatchObject({
      instance: 'i-web',
      subnet: 'subnet-pub',
      description: 'primary',
    });
    expect(loadDocument(split).network.lookup.interfacesOfInstance('i-web')).toHaveLength(1);
    expect(complaints(split)).toEqual([]);
  });

  test('a new name is the one that others use', () => {
    const renamed = applyPatch(shop, renameResource(shop, catalogue, 'vpc-a', 'store'));
    expect(entry(renamed, 'subnet-pub')).toMatchObject({ vpc: 'store' });
    expect(entry(renamed, 'subnet-priv')).toMatchObject({ vpc: 'vpc-a' });
    const web = applyPatch(shop, renameResource(shop, catalogue, 'i-web', 'front'));
    expect(web['flows']).toMatchObject([{ from: 'front', to: 'i-app' }]);
    const taken = applyPatch(shop, renameResource(shop, catalogue, 'vpc-a', 'lab'));
    expect(entry(taken, 'subnet-pub')).toMatchObject({ vpc: 'vpc-a' });
    for (const each of [renamed, web]) expect(complaints(each)).toEqual([]);
  });

  test('a new id is the one that others use', () => {
    const renamed = set('i-app', ['id'], 'i-42');
    expect(renamed['flows']).toMatchObject([{ from: 'web-1', to: 'i-42' }]);
    expect(entry(set('subnet-pub', ['id'], 'subnet-1'), 'i-web')).toMatchObject({ subnet: 'subnet-1' });
  });
});

describe('moving', () => {
  test('an instance into another subnet gives it an address there', () => {
    const after = applyPatch(shop, patchOf(moveInto(shop, catalogue, ['i-web'], 'subnet-priv')));
    expect(entry(after, 'i-web')).toMatchObject({
      subnet: 'subnet-priv',
      privateIp: '10.0.1.11',
      securityGroups: 'sg-web',
    });
  });

  test('an instance into another VPC leaves its groups behind', () => {
    const after = applyPatch(shop, patchOf(moveInto(shop, catalogue, ['i-web'], 'subnet-lab')));
    expect(entry(after, 'i-web')).toEqual({
      id: 'i-web',
      name: 'web-1',
      subnet: 'subnet-lab',
      privateIp: '10.1.0.10',
    });
  });

  test('a subnet into another VPC takes along what stands in it', () => {
    const after = applyPatch(shop, patchOf(moveInto(shop, catalogue, ['subnet-pub'], 'vpc-b')));
    expect(entry(after, 'subnet-pub')).toMatchObject({ vpc: 'vpc-b', cidrBlock: '10.1.1.0/24' });
    expect(entry(after, 'subnet-pub')).not.toHaveProperty('routeTable');
    expect(entry(after, 'i-web')).toMatchObject({ privateIp: '10.1.1.10' });
    expect([complaints(after), refusals(after).filter(({ code }) => code !== 'nat-gateway-refused')]).toEqual(
      [[], []],
    );
  });

  test('a subnet into another zone changes nothing but the zone', () => {
    const after = applyPatch(
      shop,
      patchOf(moveInto(shop, catalogue, ['subnet-pub'], 'zone:vpc-a/eu-west-1a')),
    );
    expect(entry(after, 'subnet-pub')).toEqual({
      ...entry(shop, 'subnet-pub'),
      availabilityZone: 'eu-west-1a',
    });
  });

  test.each([
    ['i-web', 'vpc-a', 'Instance stands in a subnet, and not in VPC `shop`.'],
    ['vpc-a', 'vpc-b', 'VPC stands in no other object.'],
    ['igw-a', 'vpc-a', null],
    [
      'rtb-pub',
      'vpc-b',
      'Route table `rtb-pub` cannot leave its VPC while it is in use, by `public-a` for one.',
    ],
    ['main:vpc-a', 'vpc-b', 'Route table `main:vpc-a` belongs to its VPC for good.'],
    ['nobody', 'vpc-b', 'What was to be moved, or its new place, is no longer there.'],
  ])('%s into %s: %s', (id, parent, refused) => {
    const done = moveInto(shop, catalogue, [id], parent);
    expect('refused' in done ? done.refused : null).toBe(refused);
  });

  test('a second internet gateway is refused', () => {
    const { after, id } = created(shop, 'internet-gateway', { parent: 'vpc-b' });
    expect(moveInto(after, catalogue, [id], 'vpc-a')).toEqual({
      refused: 'VPC `shop` has an internet gateway already: `igw-a`.',
    });
  });
});

describe('copies', () => {
  test('of a VPC have blocks and addresses of their own, and name each other', () => {
    const { patch, ids } = duplicate(shop, catalogue, ['vpc-a']);
    const after = applyPatch(shop, patch);
    expect(ids).toHaveLength(1);
    const [vpc = ''] = ids;
    expect(entry(after, vpc)).toMatchObject({ name: 'shop-2', cidrBlock: '10.2.0.0/16' });
    const own = loadDocument(after).network;
    const copies = [...own.networkInterfaces.values()].filter((each) => each.vpc === vpc);
    expect(copies.map(({ privateIpv4 }) => privateIpv4[0]?.address)).toHaveLength(3);
    expect(complaints(after)).toEqual([]);
    expect(refusals(after)).toEqual([]);
    const answer = traceReport(own, { from: '10.2.0.10', to: '10.2.1.10', protocol: 'tcp', port: 8080 });
    expect(answer.ok && answer.report.verdict).toBe('reachable');
  });

  test('of a machine stand beside it', () => {
    const after = applyPatch(shop, duplicate(shop, catalogue, ['i-web']).patch);
    expect(after['instances']).toMatchObject([
      {},
      {},
      { id: 'i-1', name: 'web-2', subnet: 'subnet-pub', privateIp: '10.0.0.11', securityGroups: 'sg-web' },
    ]);
  });

  test('of a main table are ordinary ones', () => {
    const main = applyPatch(shop, setField(shop, catalogue, 'main:vpc-a', ['name'], 'main'));
    const after = applyPatch(main, duplicate(main, catalogue, ['main:vpc-a']).patch);
    expect((after['routeTables'] as object[]).filter((table) => 'main' in table)).toHaveLength(1);
  });

  test('through the clipboard go into another project, without what is not there', () => {
    const text = copyText(shop, catalogue, ['subnet-pub']);
    expect(JSON.parse(text)).toMatchObject({ format: 'hoplight/1', subnets: [{ id: 'subnet-pub' }] });
    const other = { vpcs: [{ id: 'vpc-z', cidrBlock: '172.16.0.0/16' }] };
    const done = paste(other, catalogue, text, 'vpc-z');
    if ('refused' in done) throw new Error(done.refused);
    const after = applyPatch(other, done.patch);
    expect(after['subnets']).toMatchObject([{ vpc: 'vpc-z', cidrBlock: '172.16.0.0/24' }]);
    expect(after['instances']).toMatchObject([{ name: 'web-1', privateIp: '172.16.0.10' }]);
    expect(complaints(after)).toEqual([]);
  });

  test('that have no place are refused with what to do', () => {
    const text = copyText(shop, catalogue, ['subnet-pub']);
    expect(paste({}, catalogue, text)).toEqual({
      refused: 'Subnet `public-a` has no place here: select a VPC to paste it into.',
    });
  });

  test.each([
    '',
    'words',
    '[]',
    '{}',
    '{"vpcs":{}}',
    '{"vpcs":[null,7,{"id":{}}]}',
    '[['.repeat(100_000),
    'null',
  ])('of a text that holds none are refused: %.20s', (text) => {
    const done = paste(shop, catalogue, text);
    expect('refused' in done || done.patch.length === 0).toBe(true);
  });

  test('of hostile text stay text', () => {
    const text = '{"vpcs":[{"id":"__proto__","name":"constructor","tags":{"__proto__":{"polluted":true}}}]}';
    const done = paste(shop, catalogue, text);
    if ('refused' in done) throw new Error(done.refused);
    expect(loadDocument(applyPatch(shop, done.patch)).network.vpcs.size).toBe(3);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('relations', () => {
  const between = (from: string, to: string, document = shop) =>
    relationsBetween(document, catalogue, from, to);
  const sentences = (from: string, to: string, document = shop) =>
    between(from, to, document).map(({ sentence }) => sentence);
  const made = (from: string, to: string, id: string, document = shop) => {
    const relation = between(from, to, document).find((each) => each.id === id);
    if (relation === undefined) throw new Error(`no ${id}: ${sentences(from, to, document).join()}`);
    return applyPatch(document, relation.patch);
  };

  test('a subnet on the main table gets a table of its own, and the others keep theirs', () => {
    const after = made('subnet-priv', 'nat-a', 'route');
    const table = String(entry(after, 'subnet-priv')?.['routeTable']);
    expect(entry(after, table)).toMatchObject({
      name: 'private-a-routes',
      vpc: 'vpc-a',
      routes: [{ destination: '0.0.0.0/0', target: 'nat-a' }],
    });
    expect(entry(after, 'rtb-pub')).toBe(entry(shop, 'rtb-pub'));
    const { network } = loadDocument(after);
    const answer = traceReport(network, { from: 'app-1', to: 'internet', protocol: 'tcp', port: 443 });
    expect(answer.ok && answer.report.verdict).toBe('reachable');
  });

  test('drawn from either end, and not when it is there already', () => {
    expect(sentences('nat-a', 'subnet-priv')).toEqual(['Route default traffic here']);
    expect(sentences('subnet-pub', 'igw-a')).toEqual([]);
    // Its own packets would come back to it.
    expect(sentences('subnet-pub', 'nat-a')).toEqual([]);
    expect(sentences('subnet-lab', 'nat-a')).toEqual([]);
  });

  test('a table that other subnets use is changed only when that is asked for', () => {
    const shared = applyPatch(shop, setField(shop, catalogue, 'subnet-priv', ['routeTable'], 'rtb-pub'));
    expect(sentences('subnet-priv', 'nat-a', shared)).toEqual([
      'Route default traffic here',
      'Route default traffic of 2 subnets here, by rtb-pub',
    ]);
    const alone = made('subnet-priv', 'nat-a', 'route', shared);
    expect(entry(alone, 'rtb-pub')).toBe(entry(shared, 'rtb-pub'));
    expect(entry(alone, 'subnet-priv')?.['routeTable']).not.toBe('rtb-pub');
  });

  test('VPCs are peered once, and routes lead to the other one’s blocks', () => {
    const after = made('vpc-a', 'vpc-b', 'peer');
    expect(complaints(after)).toEqual([]);
    expect(sentences('vpc-b', 'vpc-a', after)).toEqual([]);
    expect(sentences('subnet-lab', 'pcx-1', after)).toEqual(['Route traffic to 10.0.0.0/16 here']);
    const overlapping = applyPatch(shop, setField(shop, catalogue, 'vpc-b', ['cidrBlock'], '10.0.0.0/20'));
    expect(sentences('vpc-a', 'vpc-b', overlapping)).toEqual([]);
  });

  test('machines are let in by group, and rules that are there are not offered again', () => {
    const offered = sentences('i-app', 'i-web');
    expect(offered[0]).toBe('Allow TCP 443 from app-1’s group');
    const after = made('i-app', 'i-web', 'allow-tcp-22');
    expect(entry(after, 'sg-web')).toMatchObject({
      ingress: [{}, { protocol: 'tcp', ports: 22, from: ['sg-app'] }],
    });
    expect(sentences('i-app', 'i-web', after)).not.toContain('Allow TCP 22 from app-1’s group');
  });

  test('a machine with nothing but the default group gets a group of its own, and keeps that one', () => {
    const bare = applyPatch(shop, setField(shop, catalogue, 'i-web', ['securityGroups'], undefined));
    const after = made('i-app', 'i-web', 'allow-tcp-443', bare);
    expect(entry(after, 'i-web')).toMatchObject({ securityGroups: ['default-group:vpc-a', 'sg-1'] });
    expect(entry(after, 'sg-1')).toMatchObject({ vpc: 'vpc-a', ingress: [{ from: ['sg-app'] }] });
    const { network } = loadDocument(after);
    const answer = traceReport(network, { from: 'app-1', to: 'web-1', protocol: 'tcp', port: 443 });
    expect(answer.ok && answer.report.verdict).toBe('reachable');
  });

  test.each([
    ['internet', 'i-web', 'Allow TCP 80 from anywhere'],
    ['subnet-priv', 'i-web', 'Allow TCP 80 from private-a'],
    ['sg-app', 'sg-web', 'Allow TCP 80 from sg-app'],
    ['i-web', 'sg-app', 'Add to sg-app'],
    ['eip-a', 'nat-a', 'Associate with nat-a'],
    ['eip-a', 'i-app', 'Associate with app-1'],
    ['subnet-priv', 'rtb-pub', 'Use this route table'],
    ['subnet-pub', 'main:vpc-a', 'Use this route table'],
    ['rtb-pub', 'nat-a', 'Route default traffic here'],
  ])('%s and %s: %s', (from, to, sentence) => {
    expect(sentences(from, to)).toContain(sentence);
  });

  test('every one that is offered is read without a complaint', () => {
    const ids = loadDocument(shop).network.byId.keys();
    const all = [...ids, 'internet'];
    for (const from of all)
      for (const to of all)
        for (const { patch } of between(from, to)) expect(complaints(applyPatch(shop, patch))).toEqual([]);
  });
});
