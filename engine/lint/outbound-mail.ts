/**
 * Outbound mail, which EC2 blocks (IGW-13).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsPort, specialRangeOfCidr } from '../ip/index.ts';
import { TCP } from '../packet/index.ts';
import type { SecurityGroup } from '../resources/security-group/types.ts';
import type { Check, LintContext } from './check.ts';
import { named, remoteOf, trafficOf } from './words.ts';

export const outboundMail: Check = (context) =>
  [...context.network.securityGroups.values()].flatMap((group) => blockedMail(context, group));

const SMTP = 25;
/** Ranges wider than this were not written for mail. */
const WIDEST_MAIL_RANGE = 1024;

function blockedMail(context: LintContext, group: SecurityGroup): Diagnostic[] {
  const rule = group.egress.find(({ match: { protocol, range, remote } }) => {
    if (protocol !== TCP || range === undefined || !containsPort(range, SMTP)) return false;
    if (range.to - range.from >= WIDEST_MAIL_RANGE || remote.kind !== 'cidr') return false;
    const kind = specialRangeOfCidr(remote.cidr)?.kind;
    return kind !== 'private' && kind !== 'unique-local' && kind !== 'shared';
  });
  if (rule === undefined || context.membersOfGroup(group.id).length === 0) return [];
  return [
    diagnostic(
      'outbound-mail-blocked',
      `Group ${named(group)} lets ${trafficOf(rule.match)} out to ${remoteOf(rule.match)}. EC2 blocks or throttles outbound tcp 25 to the internet by default, whatever the rules say. Use port 587 of a mail service, or ask AWS to lift the block.`,
      { resource: group.id, rule: 'IGW-13' },
    ),
  ];
}
