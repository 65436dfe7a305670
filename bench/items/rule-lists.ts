import { containsCidr } from 'cidr-tools';
import ipaddr from 'ipaddr.js';
import { Netmask } from 'netmask';

import { formatCidr } from '../../engine/ip/index.ts';
import {
  type MatchIndex,
  type UnionIndex,
  anyMatchIpv4,
  firstMatchIpv4,
  indexMatches,
  indexUnion,
} from '../../engine/packet/match-index.ts';
import {
  type Rule,
  type RuleInputs,
  acceptsPort,
  aclRules,
  groupRules,
  packetMatches,
} from '../inputs/rules.ts';
import type { BenchItem, Contender, Work } from '../item.ts';
import { randomFrom } from '../random.ts';
import { referenceFirstMatch, referenceUnion } from '../ref/rule-lists.ts';

/** h1: the answer is the position of the entry, or -1. */
export const networkAclItem: BenchItem = {
  id: 'h1',
  title: 'first match of 40 network ACL entries',
  unit: 'packet',
  prepare: prepareFirstMatch,
};

/** h2: the answer is yes or no. */
export const securityGroupsItem: BenchItem = {
  id: 'h2',
  title: 'does any rule of five security groups match, 870 entries with those of prefix lists',
  unit: 'packet',
  prepare: prepareUnion,
};

function prepareFirstMatch(): Work {
  const inputs = aclRules(randomFrom(49), 40);
  const index = indexMatches(packetMatches(inputs.rules));
  const reference = referenceFirstMatch(inputs.rules);
  const { address, protocol, port, text } = queriesOf(inputs);
  const nets = ipaddrRules(inputs.rules);
  const netTexts = inputs.rules.map((rule) => ({ ...rule, text: formatCidr(rule.cidr) }));
  const parsed = inputs.addressTexts.map((each) => ipaddr.IPv4.parse(each));
  return {
    count: inputs.addresses.length,
    counters: { 'index bytes': bytesOf(index) },
    contenders: [
      answering('firstMatchIpv4', 'own', undefined, (i) =>
        firstMatchIpv4(index, protocol(i), port(i), address(i)),
      ),
      answering('reference', 'reference', undefined, (i) => reference(address(i), protocol(i), port(i))),
      answering('rule objects and cidr-tools', 'peer', 'cidr-tools', (i) => {
        const [p, q, a] = [protocol(i), port(i), text(i)];
        return netTexts.findIndex((rule) => acceptsPort(rule, p, q) && containsCidr(rule.text, a));
      }),
      answering('rule objects and ipaddr.js', 'peer', 'ipaddr.js', (i) => {
        const [p, q, a] = [protocol(i), port(i), ipaddr.IPv4.parse(text(i))];
        return nets.findIndex((rule) => acceptsPort(rule, p, q) && a.match(rule.net));
      }),
      answering('rule objects and ipaddr.js, address parsed', 'peer', 'ipaddr.js', (i) => {
        const [p, q, a] = [protocol(i), port(i), parsed[i]];
        return nets.findIndex((rule) => acceptsPort(rule, p, q) && a?.match(rule.net));
      }),
    ],
  };
}

function prepareUnion(): Work {
  const inputs = groupRules(randomFrom(15), 5, 60);
  const matches = packetMatches(inputs.rules);
  const index = indexMatches(matches);
  const union = indexUnion(matches);
  const reference = referenceUnion(inputs.rules);
  const { address, protocol, port, text } = queriesOf(inputs);
  const nets = ipaddrRules(inputs.rules);
  const masks = inputs.rules.map((rule) => ({ ...rule, net: new Netmask(formatCidr(rule.cidr)) }));
  const parsed = inputs.addressTexts.map((each) => ipaddr.IPv4.parse(each));
  return {
    count: inputs.addresses.length,
    counters: { 'index bytes': bytesOf(union) },
    contenders: [
      answering('anyMatchIpv4', 'own', undefined, (i) =>
        anyMatchIpv4(union, protocol(i), port(i), address(i)),
      ),
      answering('firstMatchIpv4', 'own', undefined, (i) => {
        return firstMatchIpv4(index, protocol(i), port(i), address(i)) >= 0;
      }),
      answering('reference', 'reference', undefined, (i) => reference(address(i), protocol(i), port(i))),
      answering('rule objects and ipaddr.js', 'peer', 'ipaddr.js', (i) => {
        const [p, q, a] = [protocol(i), port(i), ipaddr.IPv4.parse(text(i))];
        return nets.some((rule) => acceptsPort(rule, p, q) && a.match(rule.net));
      }),
      answering('rule objects and ipaddr.js, address parsed', 'peer', 'ipaddr.js', (i) => {
        const [p, q, a] = [protocol(i), port(i), parsed[i]];
        return nets.some((rule) => acceptsPort(rule, p, q) && a?.match(rule.net));
      }),
      answering('rule objects and netmask', 'peer', 'netmask', (i) => {
        const [p, q, a] = [protocol(i), port(i), text(i)];
        return masks.some((rule) => acceptsPort(rule, p, q) && rule.net.contains(a));
      }),
    ],
  };
}

function queriesOf({ addresses, protocols, ports, addressTexts }: RuleInputs) {
  return {
    address: (i: number) => addresses[i] ?? 0,
    protocol: (i: number) => protocols[i] ?? 0,
    port: (i: number) => ports[i] ?? 0,
    text: (i: number) => addressTexts[i] ?? '',
  };
}

function ipaddrRules(rules: readonly Rule[]): (Rule & { readonly net: [ipaddr.IPv4, number] })[] {
  return rules.map((rule) => ({ ...rule, net: ipaddr.IPv4.parseCIDR(formatCidr(rule.cidr)) }));
}

function bytesOf({ code, ipv6 }: MatchIndex | UnionIndex): number {
  return code.byteLength + ipv6.tops.byteLength + ipv6.words.byteLength;
}

function answering(
  name: string,
  role: Contender['role'],
  packageName: string | undefined,
  work: (input: number) => number | boolean,
): Contender {
  return { name, role, ...(packageName === undefined ? {} : { package: packageName }), work, answer: work };
}
