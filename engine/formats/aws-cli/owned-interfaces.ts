/**
 * Interfaces that AWS made for a service and that do not say for which of its resources (GEN-11). They are known by
 * what they share with it: the subnet and the security groups.
 */
import type { Dump, Sections } from './dump.ts';

type Interface = Sections['networkInterfaces'];

/** What is known of the interfaces of a resource. */
export interface Owner {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
}

/** Interfaces of the services in `managedBy` that may belong to `owner`. */
export function interfacesOf(dump: Dump, managedBy: readonly string[], owner: Owner): Interface[] {
  const groups = keyOf(owner.securityGroups);
  return [...dump.drafts.networkInterfaces.values()]
    .map(({ value }) => value)
    .filter(
      (each) =>
        managedBy.includes(each.managedBy ?? '') &&
        owner.subnets.includes(each.subnet) &&
        keyOf(groupsOf(each)) === groups,
    );
}

function groupsOf({ securityGroups }: Interface): readonly string[] {
  return typeof securityGroups === 'string' ? [securityGroups] : (securityGroups ?? []);
}

function keyOf(groups: readonly string[]): string {
  return [...groups].sort().join(' ');
}
