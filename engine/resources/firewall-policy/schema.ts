import * as v from 'valibot';
import { cidr, flag, identity, oneOrMany, ports, protocol, text } from '../../model/fields.ts';

const priority = v.pipe(v.number(), v.integer(), v.minValue(0));
const statelessAction = v.picklist(['pass', 'drop', 'forward']);

const statelessRule = v.object({
  priority,
  action: statelessAction,
  protocols: v.optional(oneOrMany(protocol), []),
  sources: v.optional(oneOrMany(cidr), []),
  destinations: v.optional(oneOrMany(cidr), []),
  sourcePorts: v.optional(oneOrMany(ports), []),
  destinationPorts: v.optional(oneOrMany(ports), []),
  /** It looks at TCP flags too, which a trace does not name. */
  tcpFlags: v.optional(flag, false),
});

const domainList = v.object({
  action: v.picklist(['allow', 'deny']),
  /** Names such as `example.com`; `.example.com` is for all below it too. */
  targets: oneOrMany(text),
  protocols: v.optional(oneOrMany(v.picklist(['tls', 'http'])), ['tls', 'http']),
});

const statefulGroup = v.object({
  name: v.optional(text),
  /** Strict order: the lowest goes first. */
  priority: v.optional(priority, 0),
  /** A group whose rules cannot be read. */
  managed: v.optional(flag, false),
  /** Attached with the override that turns drops into alerts. */
  dropToAlert: v.optional(flag, false),
  /** What `$HOME_NET` stands for; the VPC of the firewall when absent. */
  homeNet: v.optional(oneOrMany(cidr)),
  /** Suricata rules, such as `pass tcp any any -> any 443`. */
  rules: v.optional(v.array(text), []),
  /** Names that TLS and HTTP requests from the home network may ask for, or may not. */
  domainList: v.optional(domainList),
  /** True when it may have rules that are not listed here. */
  incomplete: v.optional(flag, false),
});

export const firewallPolicySchema = v.object({
  ...identity,
  statelessDefaultAction: v.optional(statelessAction, 'forward'),
  statelessRuleGroups: v.optional(
    v.array(
      v.object({
        priority: v.optional(priority, 0),
        rules: v.array(statelessRule),
        /** True when it may have rules that are not listed here. */
        incomplete: v.optional(flag, false),
      }),
    ),
    [],
  ),
  /** `action`, AWS's default, or `strict`. */
  ruleOrder: v.optional(v.picklist(['action', 'strict'])),
  /** Of strict order, such as `aws:drop_strict`. */
  statefulDefaultActions: v.optional(oneOrMany(text), []),
  statefulRuleGroups: v.optional(v.array(statefulGroup), []),
  /** What becomes of a flow of which the firewall has not seen the beginning. */
  streamExceptionPolicy: v.optional(v.picklist(['drop', 'continue', 'reject']), 'drop'),
});
