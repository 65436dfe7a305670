/** Answers about traffic mirroring. */
import { expect, test } from 'vitest';
import { detailsOf, only, read } from './dump.ts';

const session = (more: object = {}) => ({
  TrafficMirrorSessions: [
    {
      TrafficMirrorSessionId: 'tms-a',
      TrafficMirrorTargetId: 'tmt-a',
      TrafficMirrorFilterId: 'tmf-a',
      NetworkInterfaceId: 'eni-a',
      OwnerId: '111122223333',
      SessionNumber: 3,
      VirtualNetworkId: 7159709,
      PacketLength: 128,
      Tags: [{ Key: 'Name', Value: 'watch' }],
      ...more,
    },
  ],
});

test('MIR-1 a session with its source, target and filter', () => {
  expect(only(read(session()), 'trafficMirrorSessions')).toEqual({
    id: 'tms-a',
    name: 'watch',
    networkInterface: 'eni-a',
    trafficMirrorTarget: 'tmt-a',
    trafficMirrorFilter: 'tmf-a',
    sessionNumber: 3,
    virtualNetworkId: 7159709,
    packetLength: 128,
  });
});

test('a number that no session has is left out and told', () => {
  const converted = read(session({ VirtualNetworkId: 16777216 }));
  expect(only(converted, 'trafficMirrorSessions')).not.toHaveProperty('virtualNetworkId');
  expect(detailsOf(converted, 'invalid-value').join()).toContain(
    '`VirtualNetworkId` must be at most 16777215',
  );
});

test('a session without a target is not understood', () => {
  const converted = read(session({ TrafficMirrorTargetId: undefined }));
  expect(converted.document['trafficMirrorSessions'] ?? []).toEqual([]);
  expect(detailsOf(converted, 'missing-value').join()).toContain('TrafficMirrorTargetId');
});

test.each([
  ['an interface', { NetworkInterfaceId: 'eni-b' }, { networkInterface: 'eni-b' }],
  [
    'a load balancer by its ARN',
    { NetworkLoadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/n/1' },
    { networkLoadBalancer: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/n/1' },
  ],
  ['an endpoint', { GatewayLoadBalancerEndpointId: 'vpce-a' }, { gatewayLoadBalancerEndpoint: 'vpce-a' }],
])('MIR-1 a target that leads to %s', (_, destination, expected) => {
  const TrafficMirrorTargets = [{ TrafficMirrorTargetId: 'tmt-a', Type: 'any', ...destination }];
  expect(only(read({ TrafficMirrorTargets }), 'trafficMirrorTargets')).toEqual({ id: 'tmt-a', ...expected });
});

const filter = (...IngressFilterRules: object[]) => ({
  TrafficMirrorFilters: [
    { TrafficMirrorFilterId: 'tmf-a', IngressFilterRules, EgressFilterRules: [], NetworkServices: [] },
  ],
});
const rule = (more: object = {}) => ({
  TrafficMirrorFilterRuleId: 'tmfr-a',
  TrafficDirection: 'ingress',
  RuleNumber: 100,
  RuleAction: 'accept',
  SourceCidrBlock: '0.0.0.0/0',
  DestinationCidrBlock: '10.0.0.0/16',
  ...more,
});

test.each([
  ['every protocol', {}, {}],
  ['a protocol', { Protocol: 1 }, { protocol: 'icmp' }],
  [
    'ports',
    {
      Protocol: 6,
      SourcePortRange: { FromPort: 1024, ToPort: 65535 },
      DestinationPortRange: { FromPort: 443, ToPort: 443 },
    },
    { protocol: 'tcp', sourcePorts: '1024-65535', destinationPorts: '443' },
  ],
  [
    'IPv6',
    { SourceCidrBlock: '::/0', DestinationCidrBlock: '2001:db8::/56' },
    { sourceCidrBlock: '::/0', destinationCidrBlock: '2001:db8::/56' },
  ],
])('MIR-2 a rule for %s', (_, more, expected) => {
  expect(only(read(filter(rule(more))), 'trafficMirrorFilters')).toEqual({
    id: 'tmf-a',
    ingress: [
      {
        ruleNumber: 100,
        ruleAction: 'accept',
        sourceCidrBlock: '0.0.0.0/0',
        destinationCidrBlock: '10.0.0.0/16',
        ...expected,
      },
    ],
    egress: [],
  });
});

test('EVAL-8 a rule that cannot be read leaves its filter incomplete', () => {
  const converted = read(filter(rule({ RuleAction: 'perhaps' }), rule({ RuleNumber: 200 })));
  expect(only(converted, 'trafficMirrorFilters')).toMatchObject({
    incomplete: true,
    ingress: [{ ruleNumber: 200 }],
  });
  expect(only(read(filter(rule({ RuleNumber: undefined }))), 'trafficMirrorFilters')).toMatchObject({
    incomplete: true,
    ingress: [],
  });
});
