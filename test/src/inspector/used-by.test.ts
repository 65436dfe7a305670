import { describe, expect, test } from 'vitest';

import { diagramOf, load } from '../../../engine/index.ts';
import { catalogue } from '../../../engine/edit/describe.ts';
import { sharedBy } from '../../../src/inspector/shared.ts';
import { readReference, referenceOptions } from '../../../src/inspector/subject.ts';
import { usersOf } from '../../../src/inspector/used-by.ts';

const document = {
  format: 'hoplight/1',
  vpcs: [{ id: 'vpc-a', name: 'shop', cidrBlock: '10.0.0.0/16' }],
  subnets: [
    { id: 'one', vpc: 'shop', cidrBlock: '10.0.0.0/24', availabilityZone: 'us-east-1a', routeTable: 'rt' },
    { id: 'two', vpc: 'vpc-a', cidrBlock: '10.0.1.0/24', availabilityZone: 'us-east-1a' },
  ],
  routeTables: [{ id: 'rt', vpc: 'vpc-a' }],
  securityGroups: [
    { id: 'sg-web', name: 'web', vpc: 'vpc-a' },
    { id: 'sg-db', name: 'db', vpc: 'vpc-a', ingress: [{ protocol: 'tcp', ports: '5432', from: ['web'] }] },
  ],
};
const diagram = diagramOf(load([{ path: 'a', text: JSON.stringify(document) }]).network);
const types = catalogue();
const users = (id: string) =>
  usersOf(document, types, diagram, id).map(({ id: user, how }) => `${user}: ${how}`);

test('usersOf finds who names an object by id or by name, and by which member', () => {
  expect(users('sg-web')).toEqual(['sg-db: Inbound rules']);
  expect(users('rt')).toEqual(['one: Route table']);
  expect(users('vpc-a')).toEqual(expect.arrayContaining(['one: VPC', 'two: VPC', 'rt: VPC', 'sg-db: VPC']));
});

test('usersOf knows what is in force without being named', () => {
  expect(users('main:vpc-a')).toEqual(['two: In force by default']);
  expect(users('sg-db')).toEqual([]);
});

test('readReference takes an id, a name, a block where one may stand, and the id of something outside', () => {
  const group = types.types.find(({ kind }) => kind === 'security-group');
  const from = group?.fields
    .find(({ name }) => name === 'ingress')
    ?.item?.fields?.find(({ name }) => name === 'from')?.item;
  if (from === undefined || from === null) throw new Error('rules of groups have peers');
  const options = referenceOptions(from, diagram);
  expect(readReference('Web', from, options)).toEqual({ value: 'sg-web' });
  expect(readReference('sg-db', from, options)).toEqual({ value: 'sg-db' });
  expect(readReference('10.0.0.0/8', from, options)).toEqual({ value: '10.0.0.0/8' });
  expect(readReference('sg-0123456789abcdef0', from, options)).toEqual({ value: 'sg-0123456789abcdef0' });
  expect(readReference('nobody', from, options)).toEqual({ problem: expect.stringContaining('“nobody”') });
});

describe('what several objects can be told at once', () => {
  const subnet = types.types.find(({ kind }) => kind === 'subnet');
  const instance = types.types.find(({ kind }) => kind === 'instance');
  if (subnet === undefined || instance === undefined) throw new Error('there are subnets and instances');
  const shared = (...objects: readonly { type: typeof subnet; entry: Record<string, unknown> }[]) =>
    Object.fromEntries(
      sharedBy(objects).map(({ field, value, differs }) => [field.name, differs ? 'differs' : value]),
    );

  test('what all say is theirs, what they say differently is told as such', () => {
    const a = {
      type: subnet,
      entry: { id: 'a', name: 'a', cidrBlock: '10.0.0.0/24', availabilityZone: 'us-east-1a', vpc: 'v' },
    };
    const b = {
      type: subnet,
      entry: { id: 'b', name: 'b', cidrBlock: '10.0.1.0/24', availabilityZone: 'us-east-1b', vpc: 'v' },
    };
    expect(shared(a, b)).toMatchObject({ availabilityZone: 'differs', vpc: 'v' });
    for (const own of ['id', 'name', 'cidrBlock']) expect(shared(a, b)).not.toHaveProperty(own);
  });

  test('a list is shared where it is the same', () => {
    const at = (...securityGroups: string[]) => ({ type: instance, entry: { id: 'i', securityGroups } });
    expect(shared(at('sg-a'), at('sg-a'))).toMatchObject({ securityGroups: ['sg-a'] });
    expect(shared(at('sg-a'), at('sg-b'))).not.toHaveProperty('securityGroups');
  });

  test('of several kinds only the fields of all count, and one object shares with nobody', () => {
    const a = { type: subnet, entry: { id: 'a' } };
    expect(shared(a, { type: instance, entry: { id: 'i' } })).not.toHaveProperty('availabilityZone');
    expect(shared(a)).toEqual({});
  });
});
