/**
 * What if: the same network with its ACLs or groups ignored, or with one rule absent. The walk is made on an edited
 * network; what the report then tells says plainly that it is none of the network's own.
 */
import { calledOf } from '../explain/names.ts';
import type { EntryReport, HopReport, StepReport, TraceReport, WhatIfReport } from '../explain/report.ts';
import { formatCidr } from '../ip/index.ts';
import { asId, createNetwork, resourcesOf, takesGroups } from '../model/index.ts';
import type { Network, SecurityGroupId } from '../model/index.ts';
import type { Resource, ResourceOf } from '../resources/index.ts';
import { allowAllEntries } from '../resources/network-acl/entries.ts';
import type { Route } from '../resources/route-table/types.ts';
import { allowAllOut } from '../resources/security-group/rules.ts';
import type { QuestionError } from '../trace/index.ts';

export type Supposed =
  | { readonly ok: true; readonly network: Network; readonly whatIf: readonly WhatIfReport[] }
  | { readonly ok: false; readonly error: QuestionError };

/** What to ignore, as it is written: `acls`, `groups`, `acl-app ingress 110`, `rt-app routes 0.0.0.0/0`. */
export function suppose(network: Network, ignored: readonly string[]): Supposed {
  let supposed = network;
  const whatIf: WhatIfReport[] = [];
  for (const written of new Set(ignored.map((text) => text.trim()))) {
    const next = without(supposed, written);
    if (typeof next === 'string') {
      const nearest = ['acls', 'groups'];
      return { ok: false, error: { part: 'ignore', message: next, nearest } };
    }
    supposed = next.network;
    whatIf.push({ ignore: written, text: next.text });
  }
  return { ok: true, network: supposed, whatIf };
}

interface Without {
  readonly network: Network;
  readonly text: string;
}

function without(network: Network, written: string): Without | string {
  if (written === 'acls') return { network: withoutAcls(network), text: 'network ACLs are ignored' };
  if (written === 'groups') return { network: withoutGroups(network), text: 'security groups are ignored' };
  const [, owner, list, entry] = /^(.+) (ingress|egress|routes) (\S+)$/.exec(written) ?? [];
  if (owner === undefined || list === undefined || entry === undefined)
    return `\`${written}\` is nothing that can be ignored. Write \`acls\`, \`groups\`, or a rule such as \`acl-app ingress 110\` or \`rt-app routes 0.0.0.0/0\`.`;
  const holder = network.byId.get(owner) ?? resourcesOf(network).find(({ name }) => name === owner);
  const changed = holder === undefined ? undefined : withoutRule(holder, list, entry);
  if (holder === undefined || changed === undefined)
    return `There is no rule \`${entry}\` among the ${list === 'routes' ? list : `${LISTS[list] ?? list} rules`} of \`${owner}\`. Rules are named as traces show them.`;
  return {
    network: replaced(network, (resource) => (resource === holder ? changed : resource)),
    text: `${entryWord(holder, entry)} of ${calledOf(network, holder.id)}${list === 'routes' ? '' : `, ${LISTS[list] ?? list},`} is absent`,
  };
}

const LISTS: Readonly<Record<string, string>> = { ingress: 'inbound', egress: 'outbound', routes: 'routes' };

function entryWord({ kind }: Resource, entry: string): string {
  return kind === 'route-table' ? `route ${entry}` : `rule ${entry}`;
}

function replaced(
  network: Network,
  change: (resource: Resource) => Resource,
  added: readonly Resource[] = [],
): Network {
  // No document holds this network: nothing can be suggested for it.
  return createNetwork([...resourcesOf(network).map(change), ...added], {
    name: network.name,
    notHeld: [...network.notHeld],
    flows: network.flows,
  });
}

function withoutAcls(network: Network): Network {
  return replaced(network, (resource) =>
    resource.kind === 'network-acl'
      ? { ...resource, ingress: allowAllEntries, egress: allowAllEntries, incomplete: false, assumed: false }
      : resource,
  );
}

const NO_GROUP = asId<SecurityGroupId>('groups-ignored');

function openGroup(id: SecurityGroupId): ResourceOf<'security-group'> {
  return {
    kind: 'security-group',
    id,
    name: undefined,
    vpc: undefined,
    ownerId: undefined,
    isDefault: false,
    ingress: allowAllOut,
    egress: allowAllOut,
    incomplete: false,
  };
}

/** Also where the model does not hold the groups of an interface: ignored is ignored. */
function withoutGroups(network: Network): Network {
  const named = [...network.networkInterfaces.values()].flatMap(({ groups }) => groups);
  const notHeld = new Set([NO_GROUP, ...named].filter((id) => !network.securityGroups.has(id)));
  const open = replaced(
    network,
    (resource): Resource => {
      if (resource.kind === 'security-group')
        return { ...resource, ingress: allowAllOut, egress: allowAllOut, incomplete: false };
      const lacksGroups =
        resource.kind === 'network-interface' && takesGroups(resource) && resource.groups.length === 0;
      return lacksGroups ? { ...resource, groups: [NO_GROUP] } : resource;
    },
    [...notHeld].map(openGroup),
  );
  return open;
}

/** `undefined` when there is no such rule. */
function withoutRule(holder: Resource, list: string, entry: string): Resource | undefined {
  switch (holder.kind) {
    case 'network-acl': {
      if (list === 'routes') return undefined;
      const direction = list === 'ingress' ? 'ingress' : 'egress';
      const kept = holder[direction].filter(({ ruleNumber }) => String(ruleNumber) !== entry);
      return kept.length === holder[direction].length ? undefined : { ...holder, [direction]: kept };
    }
    case 'security-group': {
      if (list === 'routes') return undefined;
      const direction = list === 'ingress' ? 'ingress' : 'egress';
      const kept = holder[direction].filter(({ id }, at) => (id ?? String(at + 1)) !== entry);
      return kept.length === holder[direction].length ? undefined : { ...holder, [direction]: kept };
    }
    case 'route-table': {
      const kept = holder.routes.filter((route) => destinationText(route) !== entry);
      return list !== 'routes' || kept.length === holder.routes.length
        ? undefined
        : { ...holder, routes: kept };
    }
    default:
      return undefined;
  }
}

function destinationText({ destination }: Route): string {
  return destination.kind === 'cidr' ? formatCidr(destination.cidr) : destination.prefixList;
}

/** A report of an edited network told as what it is: filters that were ignored read nothing. */
export function told(report: TraceReport, whatIf: readonly WhatIfReport[]): TraceReport {
  if (whatIf.length === 0) return report;
  const ignored = new Set(whatIf.map(({ ignore }) => ignore));
  const isIgnored = ({ at }: StepReport) =>
    (ignored.has('acls') && at.startsWith('nacl-')) || (ignored.has('groups') && at.startsWith('sg-'));
  const hop = (each: HopReport): HopReport => ({
    ...each,
    steps: each.steps.map((step) => (isIgnored(step) ? ignoredStep(step) : step)),
  });
  return {
    ...report,
    whatIf,
    forward: { hops: report.forward.hops.map(hop) },
    return: report.return === null ? null : { hops: report.return.hops.map(hop) },
    // Nothing of this happens: there are no records of it.
    flowLog: [],
  };
}

const NOTHING: readonly EntryReport[] = [];

function ignoredStep(step: StepReport): StepReport {
  return {
    ...step,
    outcome: 'skipped',
    summary: 'ignored, what if',
    matched: null,
    passedOver: NOTHING,
    tracked: null,
    rules: [],
    notes: [],
    ...(step.component.includes(NO_GROUP) && { componentName: 'groups' }),
  };
}
