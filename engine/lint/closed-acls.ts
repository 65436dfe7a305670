/**
 * Network ACLs in use that let nothing through (NACL-6).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { NetworkAcl } from '../resources/network-acl/types.ts';
import { letsNothing } from './acl-decisions.ts';
import type { Check, LintContext } from './check.ts';
import { counted, listed, named } from './words.ts';

export const closedAcls: Check = (context) =>
  [...context.network.networkAcls.values()].flatMap((acl) => deniesEverything(context, acl));

/** NACL-6: a new ACL denies everything, which is easily forgotten on one side. */
function deniesEverything(context: LintContext, acl: NetworkAcl): Diagnostic[] {
  const subnets = context.subnetsOfAcl(acl.id).filter(({ id }) => context.interfacesOfSubnet(id).length > 0);
  if (acl.incomplete || subnets.length === 0) return [];
  const closed = (['ingress', 'egress'] as const).filter((direction) => letsNothing(acl[direction]));
  if (closed.length === 0) return [];
  const way =
    closed.length === 2 ? 'nothing in or out' : closed[0] === 'ingress' ? 'nothing in' : 'nothing out';
  return [
    diagnostic(
      'acl-denies-everything',
      `Network ACL ${named(acl)} lets ${way} of ${counted(subnets.length, 'subnet')} (${listed(subnets.map(({ id }) => id))}). Since ACLs keep no state, no connection over the border of ${subnets.length === 1 ? 'the subnet' : 'these subnets'} works in either direction. Add allow entries ${closed.length === 2 ? 'both ways' : closed[0] === 'ingress' ? 'inbound' : 'outbound'}, those for replies included.`,
      { resource: acl.id, rule: 'NACL-6' },
    ),
  ];
}
