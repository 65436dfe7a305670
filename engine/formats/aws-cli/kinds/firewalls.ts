/** Network Firewalls with their endpoints, one in each subnet, or attached to a transit gateway (NFW-1, NFW-20). */
import { reportLacking } from '../companions.ts';
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf, put } from '../dump.ts';
import { child, idOf, lean, list, named, nameTag, text } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionSubnet, mentionVpc } from '../named.ts';
import type { Scope } from '../scope.ts';

type Mapping = NonNullable<Sections['networkFirewalls']['subnetMappings']>[number];

/** An endpoint that a firewall has in a subnet. */
interface Endpoint {
  readonly firewall: string;
  readonly vpc: string;
  readonly subnet: string;
  readonly id: string;
  /** `READY`, or another word of AWS. */
  readonly status: string | undefined;
  readonly fields: Fields;
  readonly scope: Scope;
}

interface Attached {
  readonly firewall: string;
  readonly attachment: string;
  readonly zones: readonly string[];
}

interface FirewallFacts {
  readonly endpoints: Endpoint[];
  readonly attached: Attached[];
  /** Firewalls of `list-firewalls`, with their names. */
  readonly listed: Map<string, string>;
}

const facts: FactKey<FirewallFacts> = {
  empty: () => ({ endpoints: [], attached: [], listed: new Map() }),
};

/** `describe-firewall`: one firewall, and beside it where its endpoints are. */
export const firewalls: AnswerKind = {
  key: 'Firewall',
  label: 'Network firewall',
  command: 'aws network-firewall describe-firewall',
  section: 'networkFirewalls',
  marks: [['FirewallArn', 'FirewallPolicyArn']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'FirewallArn');
    if (id === undefined) return NOT_UNDERSTOOD;
    const vpc = text(fields, 'VpcId');
    const status = fields.parent === undefined ? undefined : child(fields.parent, 'FirewallStatus');
    const endpoints = endpointsOf(status, { firewall: id, vpc, fields, scope });
    const subnets = (list(fields, 'SubnetMappings') ?? []).flatMap((each) => text(each, 'SubnetId') ?? []);
    const gateway = text(fields, 'TransitGatewayId');
    const sync = status === undefined ? undefined : child(status, 'TransitGatewayAttachmentSyncState');
    const attachment = sync === undefined ? undefined : text(sync, 'AttachmentId');
    if (gateway !== undefined && attachment !== undefined) {
      const zones = (list(fields, 'AvailabilityZoneMappings') ?? []).flatMap(
        (each) => text(each, 'AvailabilityZone') ?? [],
      );
      factsOf(dump, facts).attached.push({ firewall: id, attachment, zones });
    }
    factsOf(dump, facts).endpoints.push(...endpoints);
    if (vpc !== undefined) {
      mentionVpc(dump, vpc, fields, scope);
      for (const subnet of subnets) mentionSubnet(dump, subnet, { vpc }, fields, scope);
    }
    const mappings = subnets.map((subnet): Mapping => {
      const endpoint = endpoints.find((each) => each.subnet === subnet)?.id;
      return lean({ subnet, endpoint });
    });
    const value: Sections['networkFirewalls'] = lean({
      id,
      name: nameTag(fields) ?? text(fields, 'FirewallName'),
      vpc,
      firewallPolicy: text(fields, 'FirewallPolicyArn'),
      subnetMappings: mappings.length === 0 ? undefined : mappings,
    });
    return put(dump, 'networkFirewalls', id, { value, fields, scope });
  },
};

/** The endpoints by zone, as `FirewallStatus.SyncStates` shows them. */
function endpointsOf(
  status: Fields | undefined,
  of: { firewall: string; vpc: string | undefined; fields: Fields; scope: Scope },
): Endpoint[] {
  const { vpc } = of;
  if (status === undefined || vpc === undefined) return [];
  return named(status, 'SyncStates').flatMap(({ fields: zone }) => {
    const attachment = child(zone, 'Attachment');
    if (attachment === undefined) return [];
    const [subnet, id] = [text(attachment, 'SubnetId'), text(attachment, 'EndpointId')];
    if (subnet === undefined || id === undefined) return [];
    return [{ ...of, vpc, subnet, id, status: text(attachment, 'Status') }];
  });
}

/** `list-firewalls`: names only, which tells what else to ask for. */
export const firewallList: AnswerKind = {
  key: 'Firewalls',
  label: 'Network firewall',
  command: 'aws network-firewall list-firewalls',
  marks: [['FirewallArn', 'FirewallName']],
  read: (fields, dump): Outcome => {
    const id = idOf(fields, 'FirewallArn');
    if (id === undefined) return NOT_UNDERSTOOD;
    factsOf(dump, facts).listed.set(id, text(fields, 'FirewallName') ?? id);
    return READ;
  },
};

/** Brings endpoints and attachments to their firewalls, and says what is missing of them. */
export function applyFirewalls(dump: Dump): void {
  const { drafts } = dump;
  const { endpoints, attached, listed } = factsOf(dump, facts);
  for (const endpoint of endpoints) tieEndpoint(dump, endpoint);
  for (const { firewall, attachment, zones } of attached) {
    const draft = drafts.transitGatewayAttachments.get(attachment);
    if (draft === undefined) continue;
    draft.value.firewall = firewall;
    draft.value.availabilityZones = [...zones];
    delete draft.value.resourceType;
    delete draft.value.resource;
  }
  const all = [...drafts.networkFirewalls.values()].map(({ value }) => value);
  reportLacking(dump, {
    names: [...listed].filter(([id]) => !drafts.networkFirewalls.has(id)).map(([, name]) => name),
    kind: 'Network firewall',
    consequence: 'no answer shows its endpoints and its policy, so traffic through it ends as `unknown`',
    command: 'aws network-firewall describe-firewall --firewall-arn …',
  });
  reportLacking(dump, {
    names: all
      .filter(
        ({ firewallPolicy }) => firewallPolicy !== undefined && !drafts.firewallPolicies.has(firewallPolicy),
      )
      .map(({ id, name }) => name ?? id),
    kind: 'Network firewall',
    consequence: 'no answer shows its policy, so traffic through it ends as `unknown`',
    command: 'aws network-firewall describe-firewall-policy --firewall-policy-arn …',
  });
  reportLacking(dump, {
    names: all
      .filter(({ id, vpc }) => vpc !== undefined && !endpoints.some(({ firewall }) => firewall === id))
      .map(({ id, name }) => name ?? id),
    kind: 'Network firewall',
    consequence: 'the answer does not show its endpoints, so routes to them lead to what is not known',
    command: 'aws network-firewall describe-firewall --firewall-arn …',
  });
}

/**
 * An endpoint that `describe-vpc-endpoints` lists too stays there and is told its firewall; one that is not ready has a
 * state, which only endpoints can have.
 */
function tieEndpoint(dump: Dump, { firewall, vpc, subnet, id, status, fields, scope }: Endpoint): void {
  const { vpcEndpoints, networkFirewalls } = dump.drafts;
  const listed = vpcEndpoints.get(id);
  const isReady = status === undefined || status === 'READY' || status === 'SCALING';
  if (listed === undefined && isReady) return;
  const owner = networkFirewalls.get(firewall)?.value;
  if (owner?.subnetMappings !== undefined) {
    const others = owner.subnetMappings.filter(({ endpoint }) => endpoint !== id);
    owner.subnetMappings = others;
    if (others.length === 0) delete owner.subnetMappings;
  }
  if (listed === undefined) {
    const value = lean({
      id,
      vpc,
      vpcEndpointType: 'GatewayLoadBalancer' as const,
      subnet,
      state: status?.toLowerCase(),
      firewall,
    });
    vpcEndpoints.set(id, { value, fields, scope });
    return;
  }
  listed.value.firewall = firewall;
  listed.value.subnet ??= subnet;
}
