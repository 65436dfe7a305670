/**
 * What is gathered while a dump is read: the resources of the document to be, and the facts that one answer holds
 * about the resources of another.
 */
import type * as v from 'valibot';
import type { DiagnosticCode, DiagnosticPlace } from '../../diagnostics/index.ts';
import type { egressOnlyInternetGatewaySchema } from '../../resources/egress-only-internet-gateway/schema.ts';
import type { eipSchema } from '../../resources/eip/schema.ts';
import type { instanceSchema } from '../../resources/instance/schema.ts';
import type { internetGatewaySchema } from '../../resources/internet-gateway/schema.ts';
import type { natGatewaySchema } from '../../resources/nat-gateway/schema.ts';
import type { networkAclSchema } from '../../resources/network-acl/schema.ts';
import type { networkInterfaceSchema } from '../../resources/network-interface/schema.ts';
import type { otherResourceSchema } from '../../resources/other-resource/schema.ts';
import type { prefixListSchema } from '../../resources/prefix-list/schema.ts';
import type { routeTableSchema } from '../../resources/route-table/schema.ts';
import type { securityGroupSchema } from '../../resources/security-group/schema.ts';
import type { subnetSchema } from '../../resources/subnet/schema.ts';
import type { transitGatewaySchema } from '../../resources/transit-gateway/schema.ts';
import type { transitGatewayAttachmentSchema } from '../../resources/transit-gateway-attachment/schema.ts';
import type { transitGatewayPeeringAttachmentSchema } from '../../resources/transit-gateway-peering-attachment/schema.ts';
import type { transitGatewayRouteTableSchema } from '../../resources/transit-gateway-route-table/schema.ts';
import type { vpnGatewaySchema } from '../../resources/vpn-gateway/schema.ts';
import type { customerGatewaySchema } from '../../resources/customer-gateway/schema.ts';
import type { vpnConnectionSchema } from '../../resources/vpn-connection/schema.ts';
import type { directConnectGatewaySchema } from '../../resources/direct-connect-gateway/schema.ts';
import type { virtualInterfaceSchema } from '../../resources/virtual-interface/schema.ts';
import type { databaseProxySchema } from '../../resources/database-proxy/schema.ts';
import type { databaseSchema } from '../../resources/database/schema.ts';
import type { firewallPolicySchema } from '../../resources/firewall-policy/schema.ts';
import type { lambdaFunctionSchema } from '../../resources/lambda-function/schema.ts';
import type { loadBalancerSchema } from '../../resources/load-balancer/schema.ts';
import type { networkFirewallSchema } from '../../resources/network-firewall/schema.ts';
import type { targetGroupSchema } from '../../resources/target-group/schema.ts';
import type { vpcEndpointServiceSchema } from '../../resources/vpc-endpoint-service/schema.ts';
import type { trafficMirrorFilterSchema } from '../../resources/traffic-mirror-filter/schema.ts';
import type { trafficMirrorSessionSchema } from '../../resources/traffic-mirror-session/schema.ts';
import type { trafficMirrorTargetSchema } from '../../resources/traffic-mirror-target/schema.ts';
import type { vpcEndpointSchema } from '../../resources/vpc-endpoint/schema.ts';
import type { vpcBlockPublicAccessExclusionSchema } from '../../resources/vpc-block-public-access-exclusion/schema.ts';
import type { vpcBlockPublicAccessOptionsSchema } from '../../resources/vpc-block-public-access-options/schema.ts';
import type { vpcPeeringConnectionSchema } from '../../resources/vpc-peering-connection/schema.ts';
import type { vpcSchema } from '../../resources/vpc/schema.ts';
import type { Origin } from '../source.ts';
import { pathOf, remark } from './fields.ts';
import type { Fields } from './fields.ts';
import type { Scope } from './scope.ts';

/** The entries of each section of a hoplight/1 document, as its schema reads them, in document order. */
export interface Sections {
  vpcs: v.InferInput<typeof vpcSchema>;
  subnets: v.InferInput<typeof subnetSchema>;
  routeTables: v.InferInput<typeof routeTableSchema>;
  prefixLists: v.InferInput<typeof prefixListSchema>;
  securityGroups: v.InferInput<typeof securityGroupSchema>;
  networkAcls: v.InferInput<typeof networkAclSchema>;
  networkInterfaces: v.InferInput<typeof networkInterfaceSchema>;
  eips: v.InferInput<typeof eipSchema>;
  instances: v.InferInput<typeof instanceSchema>;
  internetGateways: v.InferInput<typeof internetGatewaySchema>;
  egressOnlyInternetGateways: v.InferInput<typeof egressOnlyInternetGatewaySchema>;
  natGateways: v.InferInput<typeof natGatewaySchema>;
  vpcPeeringConnections: v.InferInput<typeof vpcPeeringConnectionSchema>;
  transitGateways: v.InferInput<typeof transitGatewaySchema>;
  transitGatewayAttachments: v.InferInput<typeof transitGatewayAttachmentSchema>;
  transitGatewayPeeringAttachments: v.InferInput<typeof transitGatewayPeeringAttachmentSchema>;
  transitGatewayRouteTables: v.InferInput<typeof transitGatewayRouteTableSchema>;
  vpnGateways: v.InferInput<typeof vpnGatewaySchema>;
  customerGateways: v.InferInput<typeof customerGatewaySchema>;
  vpnConnections: v.InferInput<typeof vpnConnectionSchema>;
  directConnectGateways: v.InferInput<typeof directConnectGatewaySchema>;
  virtualInterfaces: v.InferInput<typeof virtualInterfaceSchema>;
  vpcEndpoints: v.InferInput<typeof vpcEndpointSchema>;
  vpcEndpointServices: v.InferInput<typeof vpcEndpointServiceSchema>;
  networkFirewalls: v.InferInput<typeof networkFirewallSchema>;
  firewallPolicies: v.InferInput<typeof firewallPolicySchema>;
  loadBalancers: v.InferInput<typeof loadBalancerSchema>;
  targetGroups: v.InferInput<typeof targetGroupSchema>;
  lambdaFunctions: v.InferInput<typeof lambdaFunctionSchema>;
  databases: v.InferInput<typeof databaseSchema>;
  databaseProxies: v.InferInput<typeof databaseProxySchema>;
  trafficMirrorSessions: v.InferInput<typeof trafficMirrorSessionSchema>;
  trafficMirrorTargets: v.InferInput<typeof trafficMirrorTargetSchema>;
  trafficMirrorFilters: v.InferInput<typeof trafficMirrorFilterSchema>;
  vpcBlockPublicAccessOptions: v.InferInput<typeof vpcBlockPublicAccessOptionsSchema>;
  vpcBlockPublicAccessExclusions: v.InferInput<typeof vpcBlockPublicAccessExclusionSchema>;
  otherResources: v.InferInput<typeof otherResourceSchema>;
}

/** The name of a section that a dump can fill. */
export type SectionName = keyof Sections;

/** The names in document order. */
export const sectionNames: readonly SectionName[] = Object.keys({
  vpcs: true,
  subnets: true,
  routeTables: true,
  prefixLists: true,
  securityGroups: true,
  networkAcls: true,
  networkInterfaces: true,
  eips: true,
  instances: true,
  internetGateways: true,
  egressOnlyInternetGateways: true,
  natGateways: true,
  vpcPeeringConnections: true,
  transitGateways: true,
  transitGatewayAttachments: true,
  transitGatewayPeeringAttachments: true,
  transitGatewayRouteTables: true,
  vpnGateways: true,
  customerGateways: true,
  vpnConnections: true,
  directConnectGateways: true,
  virtualInterfaces: true,
  vpcEndpoints: true,
  vpcEndpointServices: true,
  networkFirewalls: true,
  firewallPolicies: true,
  loadBalancers: true,
  targetGroups: true,
  lambdaFunctions: true,
  databases: true,
  databaseProxies: true,
  trafficMirrorSessions: true,
  trafficMirrorTargets: true,
  trafficMirrorFilters: true,
  vpcBlockPublicAccessOptions: true,
  vpcBlockPublicAccessExclusions: true,
  otherResources: true,
} satisfies Record<SectionName, true>) as SectionName[];

/** An entry under construction: passes may still change `value`. */
export interface Draft<Value> {
  readonly value: Value;
  /** The AWS object it was read from. */
  readonly fields: Fields;
  readonly scope: Scope;
}

/** Names a kind of fact that one answer leaves for a pass to use; see `factsOf`. */
export interface FactKey<T> {
  readonly empty: () => T;
}

/** A dump while it is read. */
export interface Dump {
  readonly drafts: { readonly [Name in SectionName]: Map<string, Draft<Sections[Name]>> };
  readonly facts: Map<FactKey<unknown>, unknown>;
  readonly report: (code: DiagnosticCode, detail: string, place?: DiagnosticPlace) => void;
  /** Sections that some answer of the dump speaks of, and for what scope. */
  readonly held: readonly HeldAnswer[];
}

/** That an answer for a section is there, be it an empty one. */
export interface HeldAnswer {
  readonly section: SectionName;
  readonly scope: Scope;
  /** False when the file breaks off, or when further pages of the answer are missing. */
  readonly complete: boolean;
  readonly isEmpty: boolean;
}

/** A dump of which nothing was read yet. */
export function emptyDump(report: Dump['report'], held: readonly HeldAnswer[]): Dump {
  // INVARIANT: each map is only reached by the name of its section, which fixes the type of its entries.
  const drafts = Object.fromEntries(
    sectionNames.map((name) => [name, new Map()]),
  ) as unknown as Dump['drafts'];
  return { drafts, facts: new Map(), report, held };
}

/** The facts filed under `key`, to add to or to read. */
export function factsOf<T>(dump: Dump, key: FactKey<T>): T {
  // INVARIANT: only this function fills `facts`, each key with what its own `empty` makes.
  const known = dump.facts.get(key) as T | undefined;
  if (known !== undefined) return known;
  const facts = key.empty();
  dump.facts.set(key, facts);
  return facts;
}

/** How the reading of one object of an answer ended. */
export type Outcome =
  | { readonly kind: 'read' }
  | { readonly kind: 'in-part'; readonly why: string }
  | { readonly kind: 'skipped'; readonly why: string };

/** All that matters was read. */
export const READ: Outcome = { kind: 'read' };

/** The object was left out; why was reported where it was found. */
export const NOT_UNDERSTOOD: Outcome = {
  kind: 'skipped',
  why: 'a value that is needed is missing or unreadable',
};

/**
 * Files an entry under its id. Of an object that stands in several answers the first is kept; equal ones pass quietly.
 */
export function put<Name extends SectionName>(
  dump: Dump,
  section: Name,
  id: string,
  draft: Draft<Sections[Name]>,
): Outcome {
  const first = dump.drafts[section].get(id);
  if (first === undefined) {
    dump.drafts[section].set(id, draft);
    return READ;
  }
  fillName(first.value, draft.value);
  if (isSame(first.value, draft.value, VARIES_BY_ACCOUNT)) {
    return { kind: 'skipped', why: 'the same object stands in another answer too' };
  }
  const { file } = first.fields.item;
  const line = file.lineOf(pathOf(first.fields));
  const other = `\`${file.path}\`${line === undefined ? '' : `, line ${line},`}`;
  remark(
    draft.fields,
    'conflicting-answers',
    `${other} describes it differently. The first description was kept; leave the older one out.`,
  );
  return { kind: 'skipped', why: 'another answer describes the same object differently' };
}

/** SUB-10: of a shared subnet each account sees its own zone names, and only the owner sees the tags. */
const VARIES_BY_ACCOUNT: ReadonlySet<string> = new Set(['availabilityZone', 'name']);

function fillName(first: { name?: string | undefined }, second: { name?: string | undefined }): void {
  if (first.name === undefined && second.name !== undefined) first.name = second.name;
}

/** Compares entries, which are plain data of small depth, member by member. AWS promises no order of its lists. */
export function isSame(a: unknown, b: unknown, except: ReadonlySet<string> = new Set()): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) && Array.isArray(b)) return sorted(a).join() === sorted(b).join();
  const left = Object.entries(a).filter(([key]) => !except.has(key));
  const right = new Map(Object.entries(b).filter(([key]) => !except.has(key)));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
  );
}

function sorted(list: readonly unknown[]): string[] {
  return list.map((element) => JSON.stringify(element)).sort();
}

/** Where an AWS object stands. */
export function originOf(fields: Fields): Origin {
  return { file: fields.item.file, path: pathOf(fields) };
}
