/**
 * EKS nodes, known by the interfaces that the VPC CNI added to them for pods (CNT-3). Nothing in a dump tells how the CNI
 * is set: its defaults are supposed, and traces say so (CNT-4).
 */
import type { Dump } from './dump.ts';

/** The description that the VPC CNI gives to the interfaces that it makes: `aws-K8S-i-0123456789abcdef0`. */
const OF_CNI = /^aws-K8S-/;

export function applyPodNetworking(dump: Dump): void {
  for (const { value } of dump.drafts.networkInterfaces.values()) {
    if (value.instance === undefined || !OF_CNI.test(value.description ?? '')) continue;
    const node = dump.drafts.instances.get(value.instance);
    if (node !== undefined) node.value.vpcCni ??= {};
  }
}
