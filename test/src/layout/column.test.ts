import { describe, expect, test } from 'vitest';
import { columnsOf, decidingStep, decisionsOf, hostPort } from '../../../src/layout/column.ts';
import { neverCameHome } from '../fixtures/never-came-home.ts';
import {
  forwardBlocked,
  hairpin,
  otherWayHome,
  sameSubnet,
  stoppedAtInterface,
} from '../fixtures/reports.ts';
import { destinationOf } from '../../../src/layout/whereabouts.ts';
import { loaded } from '../fixtures/loaded.ts';

const names = (columns: ReturnType<typeof columnsOf>) => columns.map(({ name }) => name);
const reaches = (columns: ReturnType<typeof columnsOf>) =>
  columns.map(({ forward, back }) => `${forward.reach} ${back.reach}`);

describe('columns of a reply that is dropped', () => {
  const columns = columnsOf(neverCameHome);

  test('each place stands once, the gateway with both borders of its subnet', () => {
    expect(columns.map(({ name, shape }) => `${name} ${shape}`)).toEqual([
      'api-1 endpoint',
      'app-a checkpoint',
      'nat-a hop',
      'igw-main hop',
      '203.0.113.80 endpoint',
    ]);
    expect(columns[2]?.forward.decisions.map(({ side, step }) => `${side} ${step.label}`)).toEqual([
      'in ACL in',
      'at NAT',
      'out ACL out',
      'out Route',
    ]);
  });

  test('what the reply did not reach says so', () => {
    expect(reaches(columns)).toEqual([
      'passed not-reached',
      'passed decides',
      'passed passed',
      'passed passed',
      'passed passed',
    ]);
  });

  test('a translation keeps what stood there before', () => {
    expect(columns[2]?.forward.src).toEqual({ now: '10.0.0.14:1024', was: '10.0.64.21:40000' });
    expect(columns[2]?.forward.dst).toEqual({ now: '203.0.113.80:443', was: null });
    expect(columns[2]?.back.dst).toEqual({ now: '10.0.64.21:40000', was: '10.0.0.14:1024' });
  });

  test('each device has its own address, the internet the server’s', () => {
    expect(columns.map(({ address }) => address)).toEqual([
      '10.0.64.21',
      null,
      '10.0.0.14',
      null,
      '203.0.113.80',
    ]);
  });

  test('steps are numbered through, forward before return', () => {
    expect(decisionsOf(columns).map(({ index }) => index)).toEqual(Array.from({ length: 16 }, (_, at) => at));
    expect(decidingStep(neverCameHome)).toBe(decisionsOf(columns).at(-1)?.step);
  });
});

test('a blocked request: the destination stands at the end, and no reply is drawn', () => {
  const columns = columnsOf(forwardBlocked);
  expect(names(columns)).toEqual(['web-1', 'public', 'db-1']);
  expect(reaches(columns)).toEqual(['passed not-reached', 'decides not-reached', 'not-reached not-reached']);
});

test('the destination is put into the frames where it is known to be', () => {
  const data = { id: 'subnet-data', name: 'data', cidr: '10.0.2.0/24' };
  expect(columnsOf(forwardBlocked, { subnet: data, vpc: null }).at(-1)?.subnet).toBe(data);
});

test('a reply that takes another way gets columns of its own', () => {
  const columns = columnsOf(otherWayHome);
  expect(names(columns)).toEqual(['a', 'left', 'peer-1', 'peer-2', 'right', 'b']);
  expect(reaches(columns)).toEqual([
    'passed passed',
    'passed passed',
    'passed elsewhere',
    'elsewhere passed',
    'passed passed',
    'passed passed',
  ]);
});

test('inside one subnet there is nothing between two machines', () => {
  expect(names(columnsOf(sameSubnet))).toEqual(['a', 'b']);
});

test('out through the gateway and in again: the border is met twice', () => {
  expect(names(columnsOf(hairpin))).toEqual(['a', 'public', 'igw', 'public', 'b']);
});

test.each([
  ['10.0.0.1', 443, '10.0.0.1:443'],
  ['2001:db8::1', 443, '[2001:db8::1]:443'],
  ['2001:db8::1', null, '2001:db8::1'],
])('%s %s is written %s', (address, port, text) => {
  expect(hostPort(address, port)).toBe(text);
});

describe('a request that stops at an interface', () => {
  test('is at its destination when it was being delivered', () => {
    expect(columnsOf(stoppedAtInterface('local')).map(({ name, shape }) => `${name} ${shape}`)).toEqual([
      'a endpoint',
      'app checkpoint',
      'inspect checkpoint',
      'fw endpoint',
    ]);
  });

  test('is at an appliance when a route leads there: its border is part of it, and the destination lies beyond', () => {
    expect(columnsOf(stoppedAtInterface('eni-fw')).map(({ name, shape }) => `${name} ${shape}`)).toEqual([
      'a endpoint',
      'app checkpoint',
      'fw hop',
      'b endpoint',
    ]);
  });

  test('a router that only passes it on is no step', () => {
    expect(decisionsOf(columnsOf(stoppedAtInterface('local'))).map(({ step }) => step.at)).not.toContain(
      'router',
    );
  });
});

test('an end that was not reached is found by its name, in the frames of the trace where they are the same', () => {
  const report = {
    ...forwardBlocked,
    flow: { ...forwardBlocked.flow, to: { asked: 'db', kind: 'instance', id: 'i-db', name: 'db' } },
  };
  const option = { value: 'db', label: 'db', kind: 'instance', address: null, subnet: 'data', vpc: 'one' };
  expect(destinationOf(report, loaded({ endpoints: [option] }).endpoints)).toEqual({
    subnet: { id: 'data', name: 'data', cidr: null },
    vpc: { id: 'vpc-1', name: 'one', cidr: '10.0.0.0/16' },
  });
  expect(destinationOf(report, [])).toEqual({ subnet: null, vpc: null });
});
