/**
 * What stands behind a Gateway Load Balancer endpoint: a Network Firewall, whose engines see each direction of a flow
 * (NFW-2 to NFW-13, NFW-18), or appliances of a Gateway Load Balancer (GWLB-1, GWLB-8, GWLB-9).
 */
import { parseAddress, sameAddress } from '../../ip/index.ts';
import type { Cidr } from '../../ip/index.ts';
import { zoneOf } from '../../model/zone.ts';
import { TCP, UDP } from '../../packet/index.ts';
import type { Packet } from '../../packet/index.ts';
import type { RuleId } from '../../rules/index.ts';
import type { Note } from '../../trace/note.ts';
import type { Place, Walk } from '../../trace/walk.ts';
import { evaluateStateful, evaluateStateless } from '../firewall-policy/evaluate.ts';
import type { StatefulVerdict } from '../firewall-policy/evaluate.ts';
import type { FirewallPolicy } from '../firewall-policy/types.ts';
import type { LoadBalancer } from '../load-balancer/types.ts';
import type { NetworkInterface } from '../network-interface/types.ts';
import type { VpcEndpoint } from '../vpc-endpoint/types.ts';

/** @returns whether the packet comes out of the endpoint again */
export function inspect(walk: Walk, endpoint: VpcEndpoint, packet: Packet): boolean {
  const place: Place = { kind: 'vpc-endpoint', id: endpoint.id, subnet: endpoint.subnet, vpc: endpoint.vpc };
  if (endpoint.firewall === undefined) {
    const appliances = byAppliance(walk, endpoint, place, packet);
    if (appliances !== undefined) return appliances;
    const text = `What stands behind endpoint ${endpoint.id} is not in the input; it is supposed to pass the packet.`;
    walk.record(place, 'firewall', 'passed', packet, {
      rules: ['GWLB-4', 'VPCE-32'],
      notes: [{ kind: 'assumption', rule: 'VPCE-32', text }],
    });
    return true;
  }
  const firewall = walk.network.networkFirewalls.get(endpoint.firewall);
  const policy =
    firewall?.policy === undefined ? undefined : walk.network.firewallPolicies.get(firewall.policy);
  const vpc = walk.network.vpcs.get(endpoint.vpc);
  const home = vpc === undefined ? [] : [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks];
  return passFirewall(walk, place, endpoint.id, policy && { policy, home }, packet);
}

/** GENEVE (GWLB-1). */
const GENEVE_PORT = 6081;

/**
 * GWLB-1, GWLB-2, GWLB-9: wrapped in GENEVE to an appliance of the endpoint's zone, which sends it back.
 *
 * @returns `undefined` when the model does not hold what stands behind the endpoint
 */
function byAppliance(walk: Walk, endpoint: VpcEndpoint, place: Place, packet: Packet): boolean | undefined {
  const { network } = walk;
  const service = [...network.vpcEndpointServices.values()].find(
    ({ id, serviceName }) =>
      endpoint.serviceName !== undefined && [id, serviceName].includes(endpoint.serviceName),
  );
  const balancer = (service?.loadBalancers ?? [])
    .flatMap((id) => network.loadBalancers.get(id) ?? [])
    .find(({ type }) => type === 'gateway');
  if (balancer === undefined) return undefined;
  const zoneAt = (subnet: string | undefined) => {
    const held = subnet === undefined ? undefined : network.subnets.get(subnet);
    return held === undefined ? undefined : zoneOf(held);
  };
  const zone = zoneAt(endpoint.subnet);
  const nodes = balancer.nodes.flatMap((id) => network.networkInterfaces.get(id) ?? []);
  const node = nodes.find(({ subnet }) => zone === undefined || zoneAt(subnet) === zone) ?? nodes[0];
  const groups = balancer.listeners
    .flatMap(({ forwards }) => forwards)
    .map(({ targetGroup }) => network.targetGroups.get(targetGroup));
  const targets = groups.flatMap((group) =>
    (group?.targets ?? []).flatMap(({ id }) => applianceOf(walk, balancer, id)),
  );
  const near = targets.filter(({ subnet }) => balancer.crossZone || zoneAt(subnet) === zoneAt(node?.subnet));
  const src = node?.privateIpv4[0]?.address;
  // EVAL-8: which appliances there are is not in the input.
  const mayBeMore = groups.some((group) => group?.incomplete !== false || group.targets.length > 0);
  if (targets.length === 0 && (balancer.incomplete || mayBeMore)) return undefined;
  if (node === undefined || src === undefined || near.length === 0) {
    return walk.drop(place, 'gwlb', packet, {
      component: { kind: 'load-balancer', id: balancer.id },
      detail: 'no-target-in-zone',
      rules: ['GWLB-9'],
      mendable: false,
    });
  }
  const device = `gwlb ${balancer.id}`;
  if (walk.leg === 'return' && !walk.wasInspected(device, packet, 'appliance')) {
    return walk.drop(place, 'gwlb', packet, {
      detail: 'asymmetric',
      rules: ['GWLB-8'],
      mendable: true,
    });
  }
  // GWLB-8: both directions of a flow go to one appliance.
  const kept = near.find(({ id }) => id === walk.pinned.get(device));
  const appliance = kept ?? walk.choose({ kind: 'load-balancer', id: balancer.id }, near, ({ id }) => id);
  walk.pinned.set(device, appliance.id);
  walk.inspected(device, 'appliance', packet);
  const dst = appliance.privateIpv4[0]?.address;
  if (dst === undefined) return undefined;
  const outer: Packet = {
    src,
    dst,
    protocol: UDP,
    srcPort: 40000,
    dstPort: GENEVE_PORT,
    icmpType: 0,
    icmpCode: 0,
  };
  if (!walk.carry({ step: 'send', networkInterface: node, packet: outer, tag: [] })) return false;
  walk.record(place, 'gwlb', 'passed', packet, { rules: ['GWLB-1', 'GWLB-4'] });
  return true;
}

/** GWLB-2: the interface of an appliance that is registered by instance or by address. */
function applianceOf({ network }: Walk, { vpc }: LoadBalancer, id: string): NetworkInterface[] {
  const address = parseAddress(id);
  const found =
    address === undefined ? network.lookup.interfacesOfInstance(id)[0] : network.lookup.ownerOf(vpc, address);
  return found === undefined ? [] : [found];
}

/** A policy, and what is home to the firewall that has it (NFW-12). */
export interface Judged {
  readonly policy: FirewallPolicy;
  readonly home: readonly Cidr[];
}

/**
 * The engines of a firewall.
 *
 * @param device - where state is kept: each endpoint its own (NFW-10)
 */
export function passFirewall(
  walk: Walk,
  place: Place,
  device: string,
  judged: Judged | undefined,
  packet: Packet,
): boolean {
  const policy = judged?.policy;
  if (judged === undefined || policy === undefined) {
    const text = `The policy of the firewall behind ${device} is not in the input, and it would decide.`;
    walk.undecided(place, 'firewall', packet, {
      detail: 'not-held',
      rules: ['EVAL-8'],
      notes: [{ kind: 'assumption', rule: 'EVAL-8', text }],
    });
    walk.inspected(device, 'stateful', packet);
    return true;
  }
  const stateless = evaluateStateless(policy, packet);
  if (stateless === 'drop') {
    return walk.drop(place, 'firewall', packet, {
      detail: 'stateless',
      rules: ['NFW-2', 'NFW-3'],
      mendable: true,
    });
  }
  if (stateless === 'pass') {
    walk.inspected(device, 'stateless', packet);
    walk.record(place, 'firewall', 'passed', packet, { rules: ['NFW-2', 'NFW-3'] });
    return true;
  }
  if (stateless === 'unknown') {
    const text = `Whether the stateless rules of policy ${policy.id} take the packet is not known: TCP flags decide, or rules are not in the input.`;
    walk.undecided(place, 'firewall', packet, {
      detail: 'not-held',
      rules: ['EVAL-8'],
      notes: [{ kind: 'assumption', rule: 'EVAL-8', text }],
    });
    walk.inspected(device, 'stateless', packet);
    return true;
  }
  if (walk.wasInspected(device, packet)) {
    // NFW-9, NFW-6: the reply of a passed flow needs no rule.
    walk.inspected(device, 'stateful', packet);
    walk.record(place, 'firewall', 'skipped', packet, { rules: ['NFW-9'] });
    return true;
  }
  if (walk.leg === 'return') {
    // NFW-18: the exception is about connections that are known by their beginning.
    const isStream = packet.protocol === TCP;
    if (isStream && policy.streamException === 'continue')
      return passStateful(walk, place, device, judged, packet, [midStreamNote(device)]);
    const rules: RuleId[] = [
      'NFW-10',
      'NFW-11',
      ...(walk.transitGateways.length > 0 ? (['TGW-17', 'NFW-17'] as const) : []),
      ...(isStream ? (['NFW-18'] as const) : []),
    ];
    const isRejected = isStream && policy.streamException === 'reject';
    return walk.drop(place, 'firewall', packet, {
      detail: 'asymmetric',
      rules,
      notes: [asymmetryNote(device), ...(isRejected ? [rejectNote] : [])],
      mendable: true,
    });
  }
  return passStateful(walk, place, device, judged, packet);
}

const rejectNote: Note = {
  kind: 'hint',
  rule: 'NFW-18',
  text: 'The stream exception policy is `reject`: both ends are told by a TCP reset.',
};

function midStreamNote(device: string): Note {
  const text = `Endpoint ${device} did not see the request; its stream exception policy is \`continue\`, so the rules are asked for the reply by itself. AWS does not support such paths.`;
  return { kind: 'uncertain', rule: 'NFW-18', text };
}

function passStateful(
  walk: Walk,
  place: Place,
  device: string,
  { policy, home }: Judged,
  packet: Packet,
  further: readonly Note[] = [],
): boolean {
  const inspected = { packet, home, host: hostAsked(walk, packet) };
  const { outcome, detail, rules, entry } = evaluateStateful(policy, inspected);
  const notes = [...further, ...orderNotes(policy), ...entryNotes(entry)];
  if (outcome === 'drop') {
    if (
      !walk.drop(place, 'firewall', packet, { ...(detail ? { detail } : {}), rules, notes, mendable: true })
    )
      return false;
  } else if (outcome === 'unknown') {
    const text = doubtText(detail, rules);
    const doubt: Note = { kind: 'assumption', rule: rules[0], text };
    walk.undecided(place, 'firewall', packet, {
      ...(detail ? { detail } : {}),
      rules,
      notes: [doubt, ...notes],
    });
  } else walk.record(place, 'firewall', 'allowed', packet, { rules, notes });
  walk.inspected(device, 'stateful', packet);
  return true;
}

/** NFW-13: the name that a request asks for, where the question gives it: the name itself, or a host that bears one. */
function hostAsked({ network, flow }: Walk, packet: Packet): string | undefined {
  const name =
    flow.named?.lookup.name ??
    [...network.internetHosts.values()].find(({ address }) => sameAddress(address, packet.dst))?.name;
  return name !== undefined && /^(?!com\.amazonaws\.)[^.\s]+(?:\.[^.\s]+)+$/.test(name) ? name : undefined;
}

function doubtText(detail: StatefulVerdict['detail'], rules: readonly RuleId[]): string {
  switch (detail) {
    case 'managed-rule-group':
      return 'A managed rule group, whose rules cannot be read, may drop the packet.';
    case 'not-held':
      return 'Rules of the policy that are not in the input may decide.';
    default:
      if (rules.includes('NFW-13'))
        return 'A list of domains decides by the name in the TLS or HTTP request, and the question gives none. Ask for a host or service by its name.';
      return 'A rule whose options are not modelled matches the packet by its addresses and ports.';
  }
}

/** NFW-19. */
function orderNotes({ ruleOrderStated, stateful, id }: FirewallPolicy): Note[] {
  if (ruleOrderStated || stateful.length === 0) return [];
  const text = `The input does not state the rule order of firewall policy ${id}; action order, the default, is used.`;
  return [{ kind: 'hint', rule: 'NFW-19', text }];
}

function entryNotes(entry: string | undefined): Note[] {
  return entry === undefined ? [] : [{ kind: 'hint', rule: undefined, text: `Decided by \`${entry}\`.` }];
}

function asymmetryNote(device: string): Note {
  const text = `Endpoint ${device} did not see the request, so its stateful engine knows no flow that the reply belongs to.`;
  return { kind: 'uncertain', rule: 'NFW-10', text };
}
