/**
 * Tasks of ECS and pods of EKS, rule by rule. One VPC `vpc` with the host in `net`, a server in `back`, and a peered VPC
 * `far` with a server of its own.
 */
import { describe, expect, test } from 'vitest';
import { ask, checksOf, hopIds, networkOf, notesOn, stepAt, stepsOf } from './network.ts';
import type { Sketch } from './network.ts';

type Entry = Readonly<Record<string, unknown>>;

const toFar = { destination: '10.2.0.0/16', target: 'pcx' };
const toInternet = { destination: '0.0.0.0/0', target: 'igw' };

const base: Sketch = {
  vpcs: [
    { id: 'vpc', cidrBlock: '10.0.0.0/16', internetGateway: 'igw' },
    { id: 'far', cidrBlock: '10.2.0.0/16' },
  ],
  vpcPeeringConnections: [{ id: 'pcx', requester: { vpc: 'vpc' }, accepter: { vpc: 'far' } }],
  routeTables: [
    { id: 'rt', routes: [toFar, toInternet] },
    { id: 'rt-far', vpc: 'far', routes: [{ destination: '10.0.0.0/16', target: 'pcx' }] },
  ],
  subnets: [
    { id: 'net', cidrBlock: '10.0.1.0/24', routeTable: 'rt' },
    { id: 'back', cidrBlock: '10.0.2.0/24', routeTable: 'rt' },
    { id: 'far-net', vpc: 'far', cidrBlock: '10.2.1.0/24', routeTable: 'rt-far' },
  ],
  securityGroups: [
    { id: 'closed', ingress: [], egress: [] },
    { id: 'open-far', vpc: 'far', ingress: [{ from: '0.0.0.0/0' }] },
  ],
};
const server = { id: 'server', subnet: 'back', privateIp: '10.0.2.20' };
const farServer = {
  id: 'far-server',
  subnet: 'far-net',
  privateIp: '10.2.1.20',
  securityGroups: ['open-far'],
};

const asked = (sketch: Sketch, from: string, to: string, more: object = {}) =>
  ask(networkOf({ ...base, ...sketch }), { from, to, ...more });

describe('CNT-1 a task in awsvpc mode has an interface of its own', () => {
  const tasks = (host: Entry = {}, task: Entry = {}): Sketch => ({
    instances: [{ id: 'host' }, server],
    networkInterfaces: [
      { id: 'eni-host', instance: 'host', deviceIndex: 0, privateIp: '10.0.1.10', ...host },
      {
        id: 'eni-task',
        instance: 'host',
        deviceIndex: 1,
        privateIp: '10.0.1.11',
        managedBy: 'ECS task',
        ...task,
      },
    ],
  });

  test("its own groups filter, and its host's play no part", () => {
    expect(asked(tasks({ securityGroups: ['closed'] }), 'server', '10.0.1.11').verdict).toBe('reachable');
    expect(asked(tasks({}, { securityGroups: ['closed'] }), 'server', '10.0.1.11')).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-ingress',
      component: 'eni-task',
    });
  });

  test('what it and its host say to each other crosses the network', () => {
    const report = asked(tasks({}, { securityGroups: ['closed'] }), 'host', '10.0.1.11');
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'sg-ingress', component: 'eni-task' });
    // A second interface of the host itself is the same machine.
    expect(asked(tasks({}, { managedBy: undefined }), 'host', '10.0.1.11').at).toBe('guest');
  });

  test('it is told as the task, not as its host, and answers for itself', () => {
    const report = asked(tasks(), 'server', '10.0.1.11');
    expect(hopIds(report).at(-1)).toBe('eni-task');
    expect(notesOn(report, 'ENI-10')).toEqual([]);
  });

  test('in bridge and host mode the interface is that of the host', () => {
    expect(hopIds(asked(tasks(), 'server', 'host', { port: 32768 })).at(-1)).toBe('host');
  });
});

describe('CNT-2 only services on Fargate give tasks public addresses', () => {
  const task = (more: Entry = {}): Sketch => ({
    networkInterfaces: [{ id: 'eni-task', privateIp: '10.0.1.11', managedBy: 'ECS task', ...more }],
  });

  test('without one its internet traffic drops at the internet gateway', () => {
    const report = asked(task(), 'eni-task', 'internet');
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'igw', detail: 'no-public-address' });
    expect(report.rules).toContain('CNT-2');
    expect(notesOn(report, 'CNT-2')).toEqual(['hint']);
  });

  test('with one, assigned by its service, it reaches the internet', () => {
    expect(asked(task({ publicIp: '198.51.100.3' }), 'eni-task', 'internet').verdict).toBe('reachable');
  });

  test('what is no task does not cite it', () => {
    const other = { networkInterfaces: [{ id: 'eni', privateIp: '10.0.1.11' }] };
    expect(asked(other, 'eni', 'internet').rules).not.toContain('CNT-2');
  });
});

/** A node with pods on its one interface, at a secondary address and in a prefix, and a branch interface of a pod. */
const node = (vpcCni: Entry | undefined = {}, own: Entry = {}, branch: Entry = {}): Sketch => ({
  instances: [{ id: 'node', ...(vpcCni && { vpcCni }) }, server, farServer],
  networkInterfaces: [
    {
      id: 'eni-node',
      instance: 'node',
      deviceIndex: 0,
      privateIp: '10.0.1.10',
      publicIp: '198.51.100.4',
      secondaryPrivateIps: [{ privateIp: '10.0.1.25' }],
      prefixes: ['10.0.1.64/28'],
      ...own,
    },
    {
      id: 'eni-pod',
      subnet: 'back',
      privateIp: '10.0.2.30',
      interfaceType: 'branch',
      trunk: 'eni-node',
      ...branch,
    },
  ],
});

describe('CNT-3 a pod has an address of an interface of its node', () => {
  test.each(['10.0.1.25', '10.0.1.70'])(
    '%s is reached there, through the groups of that interface',
    (pod) => {
      expect(asked(node(), 'server', pod).verdict).toBe('reachable');
      expect(asked(node({}, { securityGroups: ['closed'] }), 'server', pod)).toMatchObject({
        at: 'sg-ingress',
        component: 'eni-node',
      });
    },
  );

  test.each(['10.0.1.25', '10.0.1.70'])('%s keeps its address inside the VPC', (pod) => {
    const report = asked(node(), pod, 'server');
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'delivered').packet.src).toBe(pod);
  });
});

describe("CNT-4 beyond the VPC a pod has its node's address", () => {
  const seen = (sketch: Sketch, from: string, to = 'far-server') => {
    const report = asked(sketch, from, to);
    expect(report.verdict, report.reason).toBe('reachable');
    return stepAt(report, 'delivered').packet.src;
  };

  test.each(['10.0.1.25', '10.0.1.70'])('%s over a peering, there and back', (pod) => {
    expect(seen(node(), pod)).toBe('10.0.1.10');
    const report = asked(node(), pod, 'far-server');
    expect(notesOn(report, 'CNT-4')).toEqual(['uncertain']);
    const back = stepsOf(report).filter(({ leg, at }) => leg === 'return' && at === 'nat-instance');
    expect(back.map(({ rewritten }) => rewritten?.dst)).toEqual([pod]);
  });

  test("to the internet by the node's public address", () => {
    const report = asked(node(), '10.0.1.25', 'internet');
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'igw').rewritten?.src).toBe('198.51.100.4');
  });

  test('not where external source NAT is set, nor for excluded blocks', () => {
    expect(seen(node({ externalSnat: true }), '10.0.1.25')).toBe('10.0.1.25');
    expect(seen(node({ excludeSnatCidrs: ['10.2.0.0/16'] }), '10.0.1.25')).toBe('10.0.1.25');
    expect(seen(node({ excludeSnatCidrs: ['10.3.0.0/16'] }), '10.0.1.25')).toBe('10.0.1.10');
  });

  test('the node itself, and what is no node, keep theirs', () => {
    expect(stepsOf(asked(node(), 'node', 'far-server')).map(({ at }) => at)).not.toContain('nat-instance');
    const instances = [{ id: 'node' }, server, farServer];
    expect(seen({ ...node(), instances }, '10.0.1.25')).toBe('10.0.1.25');
  });

  test('a reply of a pod keeps its address', () => {
    expect(asked(node(), 'far-server', '10.0.1.25').verdict).toBe('reachable');
  });
});

describe('CNT-5 groups for pods stand at branch interfaces', () => {
  const closedNode = { securityGroups: ['closed'] };
  const closedPod = { securityGroups: ['closed'] };

  test("the pod's groups filter, and not those of the node", () => {
    expect(asked(node({}, closedNode), 'server', 'eni-pod').verdict).toBe('reachable');
    expect(asked(node({}, {}, closedPod), 'server', 'eni-pod')).toMatchObject({
      at: 'sg-ingress',
      component: 'eni-pod',
    });
  });

  test('strict: no node puts its address in, so the internet needs a NAT gateway', () => {
    const report = asked(node({}, closedNode), 'eni-pod', 'far-server');
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'delivered').packet.src).toBe('10.0.2.30');
    expect(asked(node(), 'eni-pod', 'internet')).toMatchObject({ at: 'igw', detail: 'no-public-address' });
  });

  test("standard: beyond the VPC the node's primary interface and its groups count as well", () => {
    const standard = { podSecurityGroupEnforcingMode: 'standard' };
    const report = asked(node(standard), 'eni-pod', 'far-server');
    expect(report.verdict).toBe('reachable');
    expect(stepAt(report, 'delivered').packet.src).toBe('10.0.1.10');
    expect(
      checksOf(report, 'forward')
        .map((check) => check.split(' ').slice(0, 2).join(' '))
        .slice(0, 3),
    ).toEqual(['eni-pod sg-egress', 'node nat-instance', 'eni-node sg-egress']);
    expect(asked(node(standard, closedNode), 'eni-pod', 'far-server')).toMatchObject({
      at: 'sg-egress',
      component: 'eni-node',
    });
    expect(asked(node(standard, {}, closedPod), 'eni-pod', 'far-server')).toMatchObject({
      at: 'sg-egress',
      component: 'eni-pod',
    });
    // Inside the VPC only its own.
    expect(asked(node(standard, closedNode), 'eni-pod', 'server').verdict).toBe('reachable');
  });
});
