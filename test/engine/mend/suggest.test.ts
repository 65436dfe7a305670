/**
 * Changes offered for a blocked flow keep what they promise: the patch, applied to the document, gives the verdict that
 * was said, on all scenarios and on random networks.
 */
import { describe, expect, test } from 'vitest';
import { applyPatch, load, loadDocument, suggestionsOf, traceReport } from '../../../engine/index.ts';
import type { Network, PlainDocument, Question, SuggestionReport } from '../../../engine/index.ts';
import { placesOf } from '../../../engine/editing.ts';
import { randomFlows, randomTopology } from '../../properties/random-topology.ts';
import { topologyDocument } from '../../vectors/topology-document.ts';
import { scenario, scenarios } from './scenarios.ts';

function verdictOf(network: Network, question: Question): string | undefined {
  const answer = traceReport(network, question, { suggest: false });
  return answer.ok ? answer.report.verdict : undefined;
}

function after(document: PlainDocument, { patch }: SuggestionReport): Network {
  return loadDocument(applyPatch(document, patch)).network;
}

function suggestions(slug: string, at: number): readonly SuggestionReport[] {
  const { loaded, questions } = scenario(slug);
  const question = questions[at];
  return question === undefined ? [] : suggestionsOf(loaded.network, question);
}

describe('what is promised is what comes', () => {
  test.each(scenarios)('$slug', ({ loaded, questions }) => {
    for (const question of questions) {
      const found = suggestionsOf(loaded.network, question);
      expect(found.length).toBeLessThanOrEqual(3);
      for (const suggestion of found) {
        expect(suggestion.patch).not.toEqual([]);
        expect(verdictOf(after(loaded.document, suggestion), question), suggestion.title).toBe(
          suggestion.verdict,
        );
      }
    }
  });

  test('on random networks', { timeout: 60_000 }, () => {
    let offered = 0;
    for (let seed = 900_001; seed < 900_013; seed += 1) {
      const topology = randomTopology(seed);
      const { network, document } = loadDocument({ ...topologyDocument(topology) });
      for (const flow of randomFlows(topology, seed, 4)) {
        const question: Question = {
          from: flow.from,
          fromIp: flow.src,
          to: flow.dst,
          protocol: flow.proto,
          srcPort: flow.sport,
          port: flow.dport,
          icmpType: flow.icmpType,
          icmpCode: flow.icmpCode,
        };
        for (const suggestion of suggestionsOf(network, question)) {
          offered += 1;
          expect(verdictOf(after(document, suggestion), question), `seed ${seed}: ${suggestion.title}`).toBe(
            suggestion.verdict,
          );
        }
      }
    }
    expect(offered).toBeGreaterThan(10);
  });

  test('nothing for a flow that gets through, nor for a network that no document holds', () => {
    const { loaded, questions } = scenario('reply-never-came-home');
    const [question] = questions;
    if (question === undefined) throw new Error('The scenario has no question.');
    const [best] = suggestionsOf(loaded.network, question);
    if (best === undefined) throw new Error('Nothing was offered.');
    expect(suggestionsOf(after(loaded.document, best), question)).toEqual([]);
    expect(suggestionsOf({ ...loaded.network, document: undefined }, question)).toEqual([]);
  });
});

describe('which changes are offered', () => {
  test('an entry for just this traffic before those that open more', () => {
    const found = suggestions('reply-never-came-home', 0);
    expect(found.map(({ change, broad }) => [change, broad])).toEqual([
      ['allow tcp 1024-65535 from 203.0.113.80/32', false],
      expect.arrayContaining([true]),
      expect.arrayContaining([true]),
    ]);
  });

  test('several edits together where one is not enough', () => {
    const [first] = suggestions('peering-never-accepted', 0);
    expect(first).toMatchObject({
      title: 'Accept peering connection pcx-stock; add a route to rt-stock',
      verdict: 'reachable',
      edits: 2,
    });
    expect(suggestions('three-walls', 0)[0]).toMatchObject({ verdict: 'reachable', edits: 3, broad: false });
  });

  test('a subnet is associated with the table that has the route', () => {
    const titles = suggestions('default-route-in-the-spare-table', 0).map(({ title }) => title);
    expect(titles).toContain('Associate web with rt-public');
  });

  test('a gateway is made where the VPC has none', () => {
    const { network } = load([
      {
        path: 'network.yaml',
        text: `
format: hoplight/1
vpcs: [{ id: vpc, cidrBlock: 10.0.0.0/16 }]
subnets: [{ id: net, vpc: vpc, cidrBlock: 10.0.1.0/24 }]
instances: [{ id: i-web, name: web, subnet: net, privateIp: 10.0.1.10, publicIp: 198.51.100.9 }]
`,
      },
    ]);
    const [first] = suggestionsOf(network, { from: 'web', to: 'internet', port: 443 });
    expect(first).toMatchObject({
      title: 'Attach an internet gateway to vpc and route to it',
      verdict: 'reachable',
    });
  });

  test('a change that brings no better verdict is not offered', () => {
    // Over the transit gateway a group of the other VPC matches nothing, and the reply goes in a circle there.
    const { network } = load([
      {
        path: 'network.yaml',
        text: `
format: hoplight/1
vpcs: [{ id: a, cidrBlock: 10.1.0.0/16 }, { id: b, cidrBlock: 10.2.0.0/16 }]
routeTables:
  - { id: rt-a, vpc: a, main: true, routes: [{ destination: 10.2.0.0/16, target: tgw }] }
  - { id: rt-b, vpc: b, main: true, routes: [{ destination: 10.1.0.0/16, target: tgw }] }
subnets:
  - { id: net-a, vpc: a, cidrBlock: 10.1.1.0/24, availabilityZone: az1 }
  - { id: net-b, vpc: b, cidrBlock: 10.2.1.0/24, availabilityZone: az1 }
securityGroups: [{ id: sg-a, vpc: a, ingress: [] }, { id: sg-b, vpc: b, ingress: [] }]
instances:
  - { id: server, subnet: net-a, privateIp: 10.1.1.10, securityGroups: [sg-a] }
  - { id: client, subnet: net-b, privateIp: 10.2.1.10, securityGroups: [sg-b] }
transitGateways: [{ id: tgw, defaultRouteTableAssociation: false, defaultRouteTablePropagation: false }]
transitGatewayAttachments:
  - { id: att-a, transitGateway: tgw, vpc: a, subnets: [net-a], routeTable: of-a }
  - { id: att-b, transitGateway: tgw, vpc: b, subnets: [net-b], routeTable: of-b }
transitGatewayRouteTables:
  - { id: of-a, transitGateway: tgw, routes: [{ destination: 10.2.0.0/16, attachment: att-a }] }
  - { id: of-b, transitGateway: tgw, routes: [{ destination: 10.1.0.0/16, attachment: att-a }] }
`,
      },
    ]);
    const question = { from: 'client', to: 'server', port: 443 };
    expect(verdictOf(network, question)).toBe('forward_blocked');
    const found = suggestionsOf(network, question);
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(({ verdict }) => verdict)).toEqual(found.map(() => 'return_blocked'));
    expect(found.filter(({ change }) => change.includes('sg-b'))).toEqual([]);
  });

  test('the document is left as it was', () => {
    const { loaded, questions } = scenario('three-walls');
    const before = JSON.stringify(loaded.document);
    for (const question of questions) suggestionsOf(loaded.network, question);
    expect(JSON.stringify(loaded.document)).toBe(before);
    expect(placesOf(loaded.document).length).toBeGreaterThan(0);
  });
});

describe('what else it turns round', () => {
  test('each pair that it is said to open opens', () => {
    const { loaded, questions } = scenario('nat-instance-narrow-group');
    const [question] = questions;
    if (question === undefined) throw new Error('The scenario has no question.');
    const found = suggestionsOf(loaded.network, question);
    expect(found.some(({ flips }) => flips.opens > 0)).toBe(true);
    for (const suggestion of found) {
      const changed = after(loaded.document, suggestion);
      for (const { from, to } of suggestion.flips.opened) {
        const pair = { ...question, from, to, fromIp: undefined };
        expect(verdictOf(loaded.network, pair), `${from} → ${to}`).not.toBe('reachable');
        expect(verdictOf(changed, pair), `${from} → ${to}`).toBe('reachable');
      }
    }
  });

  test('a conversation the other way that it opens is told', () => {
    const { network } = load([
      {
        path: 'network.yaml',
        text: `
format: hoplight/1
vpcs: [{ id: vpc, cidrBlock: 10.0.0.0/16, internetGateway: igw }]
subnets:
  - { id: a, vpc: vpc, cidrBlock: 10.0.1.0/24, routeTable: rt-a }
  - { id: b, vpc: vpc, cidrBlock: 10.0.2.0/24, routeTable: rt-b }
routeTables:
  - { id: rt-a, vpc: vpc }
  - { id: rt-b, vpc: vpc, routes: [{ destination: 0.0.0.0/0, target: igw }] }
securityGroups: [{ id: open, vpc: vpc, ingress: [{ from: 0.0.0.0/0 }] }]
instances:
  - { id: i-a, name: a-1, subnet: a, privateIp: 10.0.1.10, publicIp: 198.51.100.9, securityGroups: open }
  - { id: i-b, name: b-1, subnet: b, privateIp: 10.0.2.10, publicIp: 198.51.100.10, securityGroups: open }
`,
      },
    ]);
    const [first] = suggestionsOf(network, { from: 'a-1', to: 'internet', port: 443 });
    expect(first?.flips).toMatchObject({
      opens: 1,
      breaks: 0,
      isCut: false,
      opened: [{ from: 'internet', to: 'a-1' }],
    });
  });
});
