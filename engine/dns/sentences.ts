/** What was decided on the way to an answer, in sentences. */
import { formatAddress } from '../ip/index.ts';
import { formatDomainName } from '../model/domain-name.ts';
import type { Network } from '../model/index.ts';
import type { Note } from '../trace/note.ts';
import { rulesOf } from './lookup.ts';
import type { Decision, Lookup } from './lookup.ts';

/** A note for each decision, in order. */
export function notesOfLookup(network: Network, lookup: Lookup): readonly Note[] {
  const { decisions, outcome, name } = lookup;
  return decisions.map((decision, index) => {
    const [rule] = rulesOf(decision);
    const isLast = index === decisions.length - 1;
    const text = sentenceOf(network, decision, name);
    if (!isLast || outcome.kind === 'nothing') return { kind: 'hint', rule, text };
    const [address] = outcome.kind === 'addresses' ? outcome.addresses : [];
    if (outcome.kind === 'addresses' && outcome.supposed && address !== undefined) {
      const standIn = `The input does not show it; ${formatAddress(address)} stands for it.`;
      return { kind: 'assumption', rule, text: `${text} ${standIn}` };
    }
    return { kind: outcome.kind === 'unknown' ? 'assumption' : 'hint', rule, text };
  });
}

function sentenceOf(network: Network, decision: Decision, asked: string): string {
  const called = (id: string) => network.byId.get(id)?.name ?? id;
  switch (decision.by) {
    case 'support-off':
      return `DNS support is off in VPC ${called(decision.vpc)}, so its Amazon resolver answers nothing.`;
    case 'forward-rule': {
      const { domainName } = network.resolverRules.get(decision.rule) ?? { domainName: '' };
      const targets = decision.targets.map(formatAddress).join(' or ');
      const to = targets === '' ? 'resolvers that the input does not show' : targets;
      const over =
        decision.over === undefined
          ? ''
          : `, before private zone ${called(decision.over)} for the same name is asked`;
      return `Resolver rule ${called(decision.rule)} for \`${formatDomainName(domainName)}\` in VPC ${called(decision.vpc)}: the query is forwarded to ${to}${over}.`;
    }
    case 'system-rule': {
      const { domainName } = network.resolverRules.get(decision.rule) ?? { domainName: '' };
      return `Resolver rule ${called(decision.rule)} leaves \`${formatDomainName(domainName)}\` to the VPC's own resolver.`;
    }
    case 'forwarder':
      return `The resolvers of ${called(decision.network)} forward \`${formatDomainName(decision.domainName)}\` to ${decision.targets.map(formatAddress).join(' or ')}.`;
    case 'endpoint-down':
      return `Outbound endpoint ${called(decision.endpoint)} is not operational, so no query leaves.`;
    case 'query':
      return decision.got === 'blocked'
        ? `The query from ${called(decision.from)} to ${formatAddress(decision.to)} over UDP, port 53, gets no answer. Trace it as a flow of its own to see where it ends.`
        : `Whether the query from ${called(decision.from)} gets to ${formatAddress(decision.to)} is not certain; it is taken to.`;
    case 'inbound':
      return `Inbound endpoint ${called(decision.endpoint)} answers as VPC ${called(decision.vpc)} sees it.`;
    case 'foreign-resolver':
      return `${formatAddress(decision.address)} is the Amazon resolver of a VPC, which answers only inside it; from elsewhere an inbound endpoint has to be asked.`;
    case 'site':
      return decision.host === undefined
        ? `What the resolvers of ${called(decision.network)} answer for \`${asked}\` is not in the input.`
        : `${called(decision.network)} has a host of that name.`;
    case 'outside-resolver':
      return `What the resolver at ${formatAddress(decision.address)} answers is not in the input.`;
    case 'zone':
      return zoneSentence(network, decision, called);
    case 'elsewhere': {
      const zone = network.hostedZones.get(decision.zone);
      const where =
        zone?.vpcs === undefined || zone.vpcs.length === 0
          ? ''
          : `, which are ${zone.vpcs.map(called).join(', ')}`;
      return `Private zone ${called(decision.zone)} for \`${formatDomainName(zone?.domainName ?? '')}\` answers only in the VPCs it is associated with${where}; a connection to them brings none of its names.`;
    }
    case 'attributes-off':
      return `Private zone ${called(decision.zone)} is associated with VPC ${called(decision.vpc)}, but answers there only with DNS support and DNS hostnames both on.`;
    case 'unsaid': {
      const what = decision.kind === 'hosted-zone' ? 'private zone' : 'Resolver rule';
      return `Which VPCs ${what} ${called(decision.id)} is associated with is not in the input.`;
    }
    case 'alias':
      return `The record is an alias of ${called(decision.to)}.`;
    case 'canonical-name':
      return `The name stands for \`${decision.to}\`.`;
    case 'load-balancer': {
      const which = decision.internal ? 'private' : 'public';
      return decision.isShown
        ? `The name of load balancer ${called(decision.id)} gives the ${which} addresses of its nodes.`
        : `The input shows no ${which} address of load balancer ${called(decision.id)}.`;
    }
    case 'resource':
      return decision.reason;
    case 'public':
      return PUBLIC_SENTENCES[decision.outcome];
    case 'dns64':
      return `DNS64 is on in subnet ${called(decision.subnet)}: of a name without an IPv6 address the resolver makes one in 64:ff9b::/96.`;
    case 'circle':
      return 'The name leads in a circle, and nobody answers.';
    default:
      return decision satisfies never;
  }
}

const PUBLIC_SENTENCES = {
  host: 'The name is looked up publicly, and gives a host of the internet.',
  'no-name': 'The name is looked up publicly, where its top-level domain does not exist.',
  'no-data': 'The name is looked up publicly, and has no address of this family.',
  unknown: 'The name is looked up publicly; what that gives is not in the input.',
} as const;

function zoneSentence(
  network: Network,
  { zone: id, outcome, hides }: Extract<Decision, { by: 'zone' }>,
  called: (id: string) => string,
): string {
  const zone = network.hostedZones.get(id);
  const domain = formatDomainName(zone?.domainName ?? '');
  const subject = `${zone?.privateZone === true ? 'Private' : 'Public'} zone ${called(id)} for \`${domain}\``;
  switch (outcome) {
    case 'record':
      return `${subject} has the name.`;
    case 'wildcard':
      return `${subject} has a wildcard for the name.`;
    case 'no-name': {
      if (zone?.privateZone !== true) return `${subject} has no such name.`;
      const hidden =
        hides === undefined
          ? 'what is public is not asked'
          : `what ${called(hides)} says publicly is not asked`;
      return `${subject} has no such name, and ${hidden}.`;
    }
    case 'no-data':
      return `${subject} has the name, but no address of this family for it.`;
    case 'delegated':
      return `${subject} leaves the name to other name servers, whose answer is not in the input.`;
    case 'unread':
      return `The records of ${subject.charAt(0).toLowerCase()}${subject.slice(1)} are not in the input.`;
    default:
      return outcome satisfies never;
  }
}
