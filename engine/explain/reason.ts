/**
 * The sentences of a trace: why it ended as it did, and what helps to understand it. Plain text, names where there are
 * names.
 */
import { containsAddress, formatAddress } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import type { Blocker, Step } from '../trace/index.ts';
import { entriesOf } from './entries.ts';
import { calledOf, kindWord, phraseOf } from './names.ts';
import { trafficText } from './packets.ts';

/** One sentence: subject, rule, matched fields, consequence. */
export function reasonOf(network: Network, { leg, step }: Blocker): string {
  return reasonAt(network, step, leg === 'forward' ? 'the request' : 'the reply');
}

/** The same of a packet by what it is called: `the copy`. */
export function reasonAt(network: Network, step: Step, what: string): string {
  if (step.outcome === 'unknown') return unknownReason(network, step, what);
  const name = (id: string) => calledOf(network, id);
  const { packet, component } = step;
  if (step.detail === 'too-big')
    return `${capital(phraseOf(network, component.id, component.kind))} drops ${what}: ${lowerFirst(step.notes[0]?.text ?? '')}`;
  const src = formatAddress(packet.src);
  const dst = formatAddress(packet.dst);
  switch (step.at) {
    case 'sg-egress':
      return `${rulesLet(network, step)} ${trafficText(packet)} out to ${dst}, so ${what} is dropped before it leaves.`;
    case 'sg-ingress':
      return `${rulesLet(network, step)} ${trafficText(packet)} in from ${src}, so ${what} is dropped there.`;
    case 'nacl-egress':
    case 'nacl-ingress': {
      const isIn = step.at === 'nacl-ingress';
      const entry = entriesOf(step).matched;
      const rule = entry === null || entry.entry === '*' ? 'Rule *, the final deny,' : `Rule ${entry.entry}`;
      const subnet = step.subnet === undefined ? 'the subnet' : `subnet ${name(step.subnet)}`;
      return `${rule} of ${phraseOf(network, component.id, 'network-acl')} denies ${trafficText(packet)} ${isIn ? `from ${src}` : `to ${dst}`}, so ${what} is dropped on its way ${isIn ? 'into' : 'out of'} ${subnet}.`;
    }
    case 'route-table':
      return routeReason(network, step, what);
    case 'eni-src-dst-check': {
      return step.detail === 'foreign-source'
        ? `The source/destination check of ${name(component.id)} refuses to send from ${src}, which is not one of its own addresses, so ${what} is dropped.`
        : `The source/destination check of ${name(component.id)} refuses a packet for ${dst}, which is not one of its own addresses, so ${what} is dropped.`;
    }
    case 'igw':
      return gatewayReason(network, step, what);
    case 'nat-gateway':
      return natReason(network, step, what);
    case 'eigw':
      return egressOnlyReason(network, step, what);
    case 'bpa':
      return `VPC Block Public Access stops ${what} at ${kindWord(component.kind)} ${name(component.id)}.`;
    case 'pcx':
      if (step.detail === 'other-region')
        return `Peering connection ${name(component.id)} joins two Regions, and mirrored packets cross only those within one, so ${what} is dropped.`;
      return `Peering connection ${name(component.id)} carries only packets for addresses of the VPC they enter, and ${dst} is none of them, so ${what} is dropped.`;
    case 'tgw-attachment':
      return attachmentReason(network, step, what);
    case 'tgw-route-table':
      return transitReason(network, step, what);
    case 'gateway-endpoint':
    case 'interface-endpoint':
    case 'endpoint-policy':
    case 'firewall':
    case 'gwlb':
    case 'load-balancer':
    case 'lambda-eni':
      return serviceReason(network, step, what);
    case 'vgw':
    case 'vpn':
    case 'dx':
    case 'dx-gateway':
    case 'customer-router':
    case 'gateway-route-table':
      return hybridReason(network, step, what);
    case 'no-such-host':
      return hostReason(network, step, what, dst);
    case 'bad-state':
      return `${name(component.id)} cannot send: it is ${step.detail === 'unattached' ? 'an interface attached to nothing' : 'stopped'}.`;
    case 'no-address-family':
      return `${name(component.id)} has no IPv${packet.dst.family} address to reach ${dst} from.`;
    case 'not-forwarding':
      return step.detail === 'no-state'
        ? `The NAT instance behind ${name(component.id)} knows no flow that ${what} answers, so it drops it.`
        : `${atStart(what)} for ${dst} comes to ${name(component.id)}, whose guest does not forward packets for others.`;
    case 'local-service':
      return localReason(step, dst);
    case 'name':
      return nameReason(step);
    case 'misdelivered':
      return `${atStart(what)} arrives at ${name(component.id)}, which is not the end it was meant for.`;
    default:
      return `${atStart(what)} ends at ${kindWord(component.kind)} ${name(component.id)}.`;
  }
}

function atStart(what: string): string {
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
}

/** `None of the 3 rules of security group sg-app of api-1 lets`. */
function rulesLet(network: Network, { component, evidence }: Step): string {
  const { groups, rules } = evidence?.kind === 'security-groups' ? evidence : { groups: [], rules: [] };
  const [only] = groups;
  const phrase =
    only !== undefined && groups.length === 1
      ? phraseOf(network, only, 'security-group')
      : `security groups ${groups.map((group) => calledOf(network, group)).join(', ')}`;
  const owner = `${phrase} of ${calledOf(network, component.id)}`;
  if (rules.length === 0) return `No rule of ${owner} (it has none) lets`;
  return rules.length === 1
    ? `The one rule of ${owner} does not let`
    : `None of the ${rules.length} rules of ${owner} lets`;
}

function routeReason(network: Network, step: Step, what: string): string {
  const { component, packet, subnet } = step;
  const isMain = subnet !== undefined && network.subnets.get(subnet)?.routeTableIsMain === true;
  const phrase = phraseOf(network, component.id, 'route-table');
  const called = isMain && phrase.startsWith('route table') ? `the main ${phrase}` : phrase;
  const dst = formatAddress(packet.dst);
  const chosen = entriesOf(step).matched;
  if (step.detail === 'routing-loop') {
    return `In ${called} the route for ${dst} leads back to where the packet has just come from, so ${what} goes in a circle and is dropped.`;
  }
  if (step.detail === 'blackhole' && chosen !== null) {
    return `Route ${chosen.entry} of ${called} leads to ${calledOf(network, chosen.action)}, which ${deadness(network, chosen.action)}; AWS does not fall back to a shorter prefix, so ${what} is dropped.`;
  }
  if (step.detail === 'blackhole')
    return `In ${called} the route for ${dst} leads nowhere, so ${what} is dropped.`;
  return `No route of ${called}${subnet === undefined ? '' : ` in force in subnet ${calledOf(network, subnet)}`} covers ${dst}, so ${what} is dropped.`;
}

/** Why a route target takes no traffic, as far as the model tells (RT-10). */
function deadness(network: Network, id: string): string {
  const target = network.byId.get(id);
  switch (target?.kind) {
    case undefined:
      return 'does not exist in the input';
    case 'nat-gateway':
      return target.state === 'available' ? 'belongs to another VPC' : `is ${target.state}`;
    case 'vpc-peering-connection':
      return target.status === 'active' ? 'does not join this VPC' : `is ${target.status}`;
    case 'network-interface':
      return target.attached ? 'belongs to a machine that is not running' : 'is attached to nothing';
    case 'instance':
      return `is ${target.state}`;
    case 'internet-gateway':
    case 'egress-only-internet-gateway':
      return target.vpc === undefined ? 'is attached to no VPC' : 'is attached to another VPC';
    case 'vpc-endpoint':
      return 'is not available in this VPC';
    case 'vpn-gateway':
      return target.vpc === undefined ? 'is attached to no VPC' : 'is attached to another VPC';
    case 'transit-gateway':
      return 'has no usable attachment of this VPC';
    default:
      return 'takes no traffic (the route is marked blackhole)';
  }
}

function gatewayReason(network: Network, step: Step, what: string): string {
  const { packet, component, detail } = step;
  const gateway =
    component.kind === 'internet'
      ? 'No internet gateway'
      : `Internet gateway ${calledOf(network, component.id)}`;
  const src = formatAddress(packet.src);
  const dst = formatAddress(packet.dst);
  switch (detail) {
    case 'no-public-address':
      return `${gateway} lets out only addresses that have a public one, and ${src} has none, so ${what} is dropped.`;
    case 'private-destination':
      return `${gateway} carries packets only for public addresses, and ${dst} is none, so ${what} is dropped.`;
    case 'no-owner':
      return `No attached interface of the network has the public address ${dst}, so ${what} finds no way in from the internet.`;
    case 'private-source':
      return `${gateway} accepts packets only from public addresses, and ${src} is none, so ${what} is dropped.`;
    case 'foreign-source':
      return `${gateway} lets out only addresses of its own VPC's interfaces, and ${src} is none, so ${what} is dropped.`;
    case 'not-attached':
      return `VPC ${calledOf(network, component.id.replace(/^igw:/, ''))} has no internet gateway attached, so ${what} cannot come in.`;
    case 'ingress-redirection':
      return `The gateway route table of ${calledOf(network, component.id)} redirects this subnet to an appliance, so ${what} may not leave by the gateway directly.`;
    case 'appliance-without-public-address':
      return `The gateway route table of ${calledOf(network, component.id)} leads to an appliance without a public address, so ${what} is dropped.`;
    default:
      return `${gateway} drops ${what}.`;
  }
}

function egressOnlyReason(network: Network, { detail, packet, component }: Step, what: string): string {
  const gateway = `Egress-only internet gateway ${calledOf(network, component.id)}`;
  switch (detail) {
    case 'no-state':
      return `${gateway} lets only flows through that were opened from inside, and it knows none that this packet belongs to, so ${what} is dropped.`;
    case 'private-destination':
      return `${gateway} carries packets only for public addresses, and ${formatAddress(packet.dst)} is none, so ${what} is dropped.`;
    default:
      return `${gateway} passes only public IPv6 addresses of its VPC's interfaces, and ${formatAddress(packet.src)} is none, so ${what} is dropped.`;
  }
}

function natReason(network: Network, step: Step, what: string): string {
  const gateway = `NAT gateway ${calledOf(network, step.component.id)}`;
  switch (step.detail) {
    case 'protocol':
      return `${gateway} does not translate ${trafficText(step.packet)} for ${formatAddress(step.packet.dst)}, so ${what} is dropped.`;
    case 'no-state':
      return `${gateway} has no entry for this packet: it passes only replies to flows that it translated, so ${what} is dropped.`;
    case 'routing-loop':
      return `The route that ${gateway} would use for ${formatAddress(step.packet.dst)} leads back to itself: its own subnet has no way out, so ${what} is dropped.`;
    case 'foreign-client':
      return `${gateway} serves only senders of its own VPC, and ${formatAddress(step.packet.src)} is none, so ${what} is dropped.`;
    case 'zone':
      return `${gateway} is not present in the sender's availability zone, so ${what} is dropped.`;
    default:
      return `${gateway} drops ${what}.`;
  }
}

/** At endpoints, firewalls, load balancers and functions. */
function serviceReason(network: Network, step: Step, what: string): string {
  const { packet, component, detail } = step;
  const where = capital(phraseOf(network, component.id, component.kind));
  const dropped = `so ${what} is dropped.`;
  switch (detail) {
    case 'foreign-source':
      return `${where} serves only sources in its own VPC, and ${formatAddress(packet.src)} is none, ${dropped}`;
    case 'protocol':
      return `${where} does not carry ${trafficText(packet)}, ${dropped}`;
    case 'not-available':
      return `${where} is not available, ${dropped}`;
    case 'stateless':
      return `The stateless rules of the firewall behind ${calledOf(network, component.id)} drop ${trafficText(packet)}, ${dropped}`;
    case 'stateful':
      return `A stateful rule of the firewall behind ${calledOf(network, component.id)} drops ${trafficText(packet)}, ${dropped}`;
    case 'default':
      return `No stateful rule of the firewall behind ${calledOf(network, component.id)} passes ${trafficText(packet)} and its default action drops it, ${dropped}`;
    case 'asymmetric':
      return `${step.at === 'gwlb' ? 'The load balancer of appliances' : 'The firewall'} behind ${calledOf(network, component.id)} did not see the request, so the reply belongs to no flow it knows and is dropped.`;
    case 'no-listener':
      return `${where} has no listener for ${trafficText(packet)}, ${dropped}`;
    case 'no-target-in-zone':
      return `${where} has no target in this zone, and cross-zone balancing is off, ${dropped}`;
    case 'no-target':
      return `${where} has no registered target for ${trafficText(packet)}, so nothing answers ${what}.`;
    case 'hairpin':
      return `${where} picked the client itself as target and keeps the client's address, so source and destination are the same and ${what} is dropped.`;
    case 'internal':
      if (step.packet.dst.family === 6)
        return `${where} is internal and refuses IPv6 packets that come by an internet gateway, so ${what} is dropped.`;
      return `${where} is internal and has no public address, so ${what} cannot reach it from the internet.`;
    case 'preservation':
      return `${where} keeps the client's address for a target whose answer does not come back through it, so ${what} is lost.`;
    case 'lambda-permission':
      return `${where} has no permission to call the function, so ${what} ends there.`;
    default:
      if (step.at === 'endpoint-policy')
        return `The policy of ${phraseOf(network, component.id, component.kind)} denies every call, so ${what} is refused.`;
      return step.at === 'lambda-eni'
        ? `${where} belongs to a Lambda function, which accepts no connections, ${dropped}`
        : `${where} drops ${what}.`;
  }
}

/** At the links to networks outside AWS. */
function hybridReason(network: Network, step: Step, what: string): string {
  const { packet, component, detail } = step;
  const where = phraseOf(network, component.id, component.kind);
  const src = formatAddress(packet.src);
  const dst = formatAddress(packet.dst);
  const dropped = `so ${what} is dropped.`;
  switch (detail) {
    case 'unknown-prefix':
      return `${capital(where)} forwards only to prefixes that it learnt or has as static VPN routes, and ${dst} is in none of them, ${dropped}`;
    case 'not-local':
      return `${capital(where)} serves private addresses of interfaces in its own VPC only, and the way from ${src} to ${dst} leads elsewhere, ${dropped}`;
    case 'family':
      return `${capital(where)} does not carry IPv${packet.dst.family} here, ${dropped}`;
    case 'down':
      return `${capital(where)} is down, ${dropped}`;
    case 'vif-to-vif':
      return `${capital(where)} does not lead from one site to another unless SiteLink is on at both virtual interfaces, ${dropped}`;
    case 'firewall':
      return `The firewall of ${where} does not let ${trafficText(packet)} through, ${dropped}`;
    case 'no-route':
      return step.at === 'customer-router'
        ? `The router of ${where} has no route for ${dst}: AWS announces none that covers it, so ${what} is never sent.`
        : `${capital(where)} serves nothing that has ${dst}, ${dropped}`;
    case 'private-destination':
      return `${capital(where)} leads to public addresses of AWS only, and ${dst} is none, ${dropped}`;
    case 'foreign-source':
      return `${capital(where)} takes only sources that the site announced, and ${src} is none, ${dropped}`;
    default:
      return `In ${where} the route for ${dst} leads to what takes no traffic from there, ${dropped}`;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function attachmentReason(network: Network, step: Step, what: string): string {
  const attachment = `Attachment ${calledOf(network, step.component.id)}`;
  return step.detail === 'no-association'
    ? `${attachment} is associated with no transit gateway route table, so ${what} that comes from there is dropped.`
    : `${attachment} has no subnet in the sender's availability zone, so ${what} never gets to the transit gateway.`;
}

function transitReason(network: Network, step: Step, what: string): string {
  const table = phraseOf(network, step.component.id, 'transit-gateway-route-table');
  const dst = formatAddress(step.packet.dst);
  const chosen = entriesOf(step).matched;
  if (step.detail === 'loop') {
    return `In ${table} the route for ${dst} leads back to where the packet has just come from, so ${what} goes in a circle and is dropped.`;
  }
  if (step.detail === 'blackhole' && chosen !== null) {
    const why =
      chosen.action === 'blackhole'
        ? 'is a blackhole'
        : `leads to ${calledOf(network, chosen.action)}, which takes no traffic`;
    return `Route ${chosen.entry} of ${table} ${why}; a shorter prefix is not asked, so ${what} is dropped.`;
  }
  return `No route of ${table} covers ${dst}, so ${what} is dropped in the transit gateway.`;
}

function hostReason(network: Network, step: Step, what: string, dst: string): string {
  const vpc = `VPC ${calledOf(network, step.component.id)}`;
  const dropped = `so ${what} is dropped.`;
  switch (step.detail) {
    case 'multicast':
      return `A VPC carries no multicast or broadcast packets such as those to ${dst}, ${dropped}`;
    case 'stopped':
      return `The machine that has ${dst} in ${vpc} is not running, ${dropped}`;
    case 'unattached':
      return `The interface that has ${dst} in ${vpc} is attached to nothing, ${dropped}`;
    case 'reserved':
      return `${dst} is one of the addresses that AWS keeps in every subnet, and nothing answers there, ${dropped}`;
    default:
      return `No interface of ${vpc} has the address ${dst}; it is never sent to the default route, ${dropped}`;
  }
}

function localReason(step: Step, dst: string): string {
  switch (step.detail) {
    case 'dns-support-off':
      return `The Amazon resolver at ${dst} answers only when the VPC's DNS support is on, and it is off.`;
    case 'metadata-off':
      return 'The instance metadata service is turned off for this instance.';
    case 'port':
      return `${dst} is a local service of AWS that does not answer on ${trafficText(step.packet)}.`;
    default:
      return `${dst} is a local service of AWS that does not answer.`;
  }
}

function unknownReason(network: Network, step: Step, what: string): string {
  if (step.evidence?.kind === 'name') return nameReason(step);
  const [note] = step.notes;
  const where = `${kindWord(step.component.kind)} ${calledOf(network, step.component.id)}`;
  return note === undefined
    ? `What becomes of ${what} hangs on ${where}, which the input does not hold.`
    : `What becomes of ${what} at ${where} is not known. ${note.text}`;
}

/** What the name came to, by whom it was decided last. */
function nameReason({ evidence, notes, outcome }: Step): string {
  const name = evidence?.kind === 'name' ? evidence.lookup.name : '';
  const what =
    outcome === 'unknown'
      ? `What \`${name}\` gives is not known.`
      : `\`${name}\` does not resolve, so nothing is sent.`;
  const last = notes.at(-1);
  return last === undefined ? what : `${what} ${last.text}`;
}

/** Further sentences: what nearly matched, where an address belongs, what a reference needs. */
export function furtherReasons(network: Network, { leg, step }: Blocker): string[] {
  const sentences: string[] = [];
  if (leg === 'return') sentences.push('The request arrived; only the reply is lost.');
  // The last note is the reason itself; those before it led there.
  if (step.evidence?.kind === 'name') return step.notes.slice(0, -1).map(({ text }) => text);
  const nearest = nearestMiss(step);
  if (nearest !== undefined) sentences.push(nearest);
  if (step.at === 'sg-ingress' && step.rules.includes('SG-13')) {
    sentences.push(
      "A rule names the sender's group, but a group is recognised only when the packet comes straight from the sender's private address: gateways, NAT and appliances on the way lose it.",
    );
  }
  const peer = peerHint(network, step);
  if (peer !== undefined) sentences.push(peer);
  return sentences;
}

/** The passed-over allow entry that failed in the last field only: the one that was probably meant to match. */
function nearestMiss(step: Step): string | undefined {
  if (step.outcome !== 'denied' || step.evidence === undefined || step.evidence.kind === 'routes')
    return undefined;
  const { passedOver } = entriesOf(step);
  const miss =
    passedOver.find((entry) => entry.action === 'allow' && entry.failed === 'remote') ??
    passedOver.find(
      (entry) => entry.action === 'allow' && (entry.failed === 'port' || entry.failed === 'icmp-type'),
    );
  if (miss === undefined) return undefined;
  const subject = step.evidence.kind === 'network-acl' ? `Rule ${miss.entry}` : `A rule of ${miss.owner}`;
  return `${subject} allows ${miss.protocol} ${miss.ports} ${step.at.endsWith('ingress') ? 'from' : 'to'} ${miss.remote}, but ${miss.why}.`;
}

/** Real networks: a destination that belongs to a peered VPC, while no route to the peering covers it. */
function peerHint(network: Network, step: Step): string | undefined {
  if (step.at !== 'igw' && step.at !== 'route-table') return undefined;
  for (const peering of network.vpcPeeringConnections.values()) {
    const side = [peering.requester, peering.accepter].find((candidate) =>
      [...candidate.cidrBlocks, ...candidate.ipv6CidrBlocks].some((block) =>
        containsAddress(block, step.packet.dst),
      ),
    );
    if (side === undefined) continue;
    const chosen = entriesOf(step).matched?.action;
    if (chosen === peering.id) return undefined;
    return `${formatAddress(step.packet.dst)} belongs to VPC ${calledOf(network, side.vpc)}, which is peered by ${calledOf(network, peering.id)}; no route to the peering covers it.`;
  }
  return undefined;
}
