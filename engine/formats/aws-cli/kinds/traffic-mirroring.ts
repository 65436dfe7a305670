import { hasPorts, parseProtocol } from '../../../packet/index.ts';
import type { Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, put } from '../dump.ts';
import {
  child,
  cidr,
  fault,
  idOf,
  integer,
  lean,
  list,
  nameTag,
  requiredText,
  text,
  word,
} from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { portsOf, protocolOf } from '../rules.ts';

/** MIR-1: what is copied from where to where. */
export const trafficMirrorSessions: AnswerKind = {
  key: 'TrafficMirrorSessions',
  label: 'Traffic mirror session',
  command: 'aws ec2 describe-traffic-mirror-sessions',
  section: 'trafficMirrorSessions',
  marks: [['TrafficMirrorSessionId', 'SessionNumber']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'TrafficMirrorSessionId');
    const networkInterface = requiredText(fields, 'NetworkInterfaceId');
    const trafficMirrorTarget = requiredText(fields, 'TrafficMirrorTargetId');
    const trafficMirrorFilter = requiredText(fields, 'TrafficMirrorFilterId');
    if (
      id === undefined ||
      networkInterface === undefined ||
      trafficMirrorTarget === undefined ||
      trafficMirrorFilter === undefined
    )
      return NOT_UNDERSTOOD;
    const value: Sections['trafficMirrorSessions'] = lean({
      id,
      name: nameTag(fields),
      networkInterface,
      trafficMirrorTarget,
      trafficMirrorFilter,
      sessionNumber: within(fields, 'SessionNumber', 1, 32766),
      virtualNetworkId: within(fields, 'VirtualNetworkId', 0, 16777215),
      packetLength: within(fields, 'PacketLength', 1, 65535),
    });
    return put(dump, 'trafficMirrorSessions', id, { value, fields, scope });
  },
};

function within(fields: Fields, key: string, least: number, most: number): number | undefined {
  const value = integer(fields, key, least);
  if (value === undefined || value <= most) return value;
  return fault(fields, key, `must be at most ${most}. It was left out.`);
}

/** MIR-1: one of three kinds of destination; a load balancer is named by its ARN. */
export const trafficMirrorTargets: AnswerKind = {
  key: 'TrafficMirrorTargets',
  label: 'Traffic mirror target',
  command: 'aws ec2 describe-traffic-mirror-targets',
  section: 'trafficMirrorTargets',
  marks: [
    ['TrafficMirrorTargetId', 'NetworkInterfaceId'],
    ['TrafficMirrorTargetId', 'NetworkLoadBalancerArn'],
    ['TrafficMirrorTargetId', 'GatewayLoadBalancerEndpointId'],
  ],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'TrafficMirrorTargetId');
    if (id === undefined) return NOT_UNDERSTOOD;
    const value: Sections['trafficMirrorTargets'] = lean({
      id,
      name: nameTag(fields),
      networkInterface: text(fields, 'NetworkInterfaceId'),
      networkLoadBalancer: text(fields, 'NetworkLoadBalancerArn'),
      gatewayLoadBalancerEndpoint: text(fields, 'GatewayLoadBalancerEndpointId'),
    });
    return put(dump, 'trafficMirrorTargets', id, { value, fields, scope });
  },
};

/** MIR-2: two numbered lists. */
export const trafficMirrorFilters: AnswerKind = {
  key: 'TrafficMirrorFilters',
  label: 'Traffic mirror filter',
  command: 'aws ec2 describe-traffic-mirror-filters',
  section: 'trafficMirrorFilters',
  marks: [
    ['TrafficMirrorFilterId', 'IngressFilterRules'],
    ['TrafficMirrorFilterId', 'EgressFilterRules'],
  ],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'TrafficMirrorFilterId');
    if (id === undefined) return NOT_UNDERSTOOD;
    const before = fields.item.faults;
    const ingress = rulesOf(fields, 'IngressFilterRules');
    const egress = rulesOf(fields, 'EgressFilterRules');
    const value: Sections['trafficMirrorFilters'] = lean({
      id,
      name: nameTag(fields),
      ingress,
      egress,
      // EVAL-8: an unread rule might stand before any match.
      incomplete: fields.item.faults > before || undefined,
    });
    return put(dump, 'trafficMirrorFilters', id, { value, fields, scope });
  },
};

type Rule = NonNullable<Sections['trafficMirrorFilters']['ingress']>[number];

function rulesOf(fields: Fields, key: string): Rule[] {
  return (list(fields, key) ?? []).flatMap((rule) => ruleOf(rule) ?? []);
}

function ruleOf(rule: Fields): Rule | undefined {
  const before = rule.item.faults;
  const ruleNumber = within(rule, 'RuleNumber', 1, 32766);
  const ruleAction = word(rule, 'RuleAction', ['accept', 'reject']);
  const protocol = protocolOf(rule, 'Protocol');
  const value = lean({
    ruleNumber: ruleNumber ?? 0,
    ruleAction: ruleAction ?? ('reject' as const),
    protocol,
    sourceCidrBlock: blockOf(rule, 'SourceCidrBlock'),
    sourcePorts: rangeOf(rule, 'SourcePortRange', protocol),
    destinationCidrBlock: blockOf(rule, 'DestinationCidrBlock'),
    destinationPorts: rangeOf(rule, 'DestinationPortRange', protocol),
  });
  if (rule.item.faults > before) return undefined;
  if (ruleNumber !== undefined && ruleAction !== undefined) return value;
  return fault(rule, undefined, 'a rule lacks its number or action. It was left out.', 'missing-value');
}

/** A block of either family. */
function blockOf(rule: Fields, key: string): string | undefined {
  return cidr(rule, key, text(rule, key)?.includes(':') === true ? 6 : 4);
}

/** A range counts for TCP and UDP; absent it is every port. */
function rangeOf(rule: Fields, key: string, protocol: string | undefined): string | undefined {
  const range = child(rule, key);
  const number = protocol === undefined ? undefined : parseProtocol(protocol);
  if (range === undefined || number === undefined || !hasPorts(number)) return undefined;
  return portsOf(rule, integer(range, 'FromPort'), integer(range, 'ToPort'));
}
