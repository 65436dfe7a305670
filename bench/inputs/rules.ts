/** Random filter rules, as a network ACL or a set of security groups has them, and the packets asked about. */

import { type Ipv4Cidr, formatIpv4, ipv4Mask } from '../../engine/ip/index.ts';
import type { PacketMatch } from '../../engine/packet/index.ts';
import { type Random, flatTexts } from '../random.ts';

export interface Rule {
  /** IANA number, or -1 for all. */
  readonly protocol: number;
  readonly cidr: Ipv4Cidr;
  /** Destination ports, inclusive. */
  readonly from: number;
  readonly to: number;
}

export interface RuleInputs {
  readonly rules: readonly Rule[];
  readonly protocols: Uint8Array;
  readonly ports: Uint16Array;
  readonly addresses: Uint32Array;
  readonly addressTexts: readonly string[];
}

const SERVICES = [
  22, 53, 80, 123, 443, 445, 1433, 3306, 3389, 5432, 6379, 8080, 8443, 9092, 9200, 27017,
] as const;
const LENGTHS = [0, 8, 12, 16, 16, 20, 24, 24, 28, 32] as const;
const QUERIES = 4096;

/** The entries of one network ACL, a few of which cover every address. */
export function aclRules(random: Random, count: number): RuleInputs {
  const rules = Array.from({ length: count }, () => {
    const rule = randomRule(random);
    return rule.cidr.prefixLength === 0 && random.chance(0.7)
      ? { ...rule, cidr: privateBlock(random, 16) }
      : rule;
  });
  return withQueries(random, rules);
}

/** `groups` security groups of `rulesEach` rules, of which every tenth is a prefix list of 20 blocks. */
export function groupRules(random: Random, groups: number, rulesEach: number): RuleInputs {
  const rules = Array.from({ length: groups * rulesEach }, (_, i) => {
    const rule = randomRule(random);
    const narrow = rule.cidr.prefixLength < 12 ? { ...rule, cidr: privateBlock(random, 16) } : rule;
    if (i % 10 !== 0) return [narrow];
    return Array.from({ length: 20 }, () => ({
      ...narrow,
      cidr: privateBlock(random, 20 + random.integer(9)),
    }));
  });
  return withQueries(random, rules.flat());
}

/** The same rules in the engine's form. */
export function packetMatches(rules: readonly Rule[]): PacketMatch[] {
  return rules.map(({ protocol, cidr, from, to }) => ({
    family: 4,
    protocol: protocol < 0 ? 'any' : protocol,
    range: from === 0 && to === 65535 ? undefined : { from, to },
    remote: { kind: 'cidr', cidr },
  }));
}

/** Whether protocol and port of a packet are the rule's; the address is left to each contender. */
export function acceptsPort(rule: Rule, protocol: number, port: number): boolean {
  return (rule.protocol === -1 || rule.protocol === protocol) && port >= rule.from && port <= rule.to;
}

function randomRule(random: Random): Rule {
  const cidr = privateBlock(random, random.pick(LENGTHS));
  const service = random.pick(SERVICES);
  const kind = random.integer(100);
  if (kind < 6) return { protocol: -1, cidr, from: 0, to: 65535 };
  const protocol = kind < 80 ? 6 : 17;
  if (kind < 20) return { protocol, cidr, from: 1024, to: 65535 };
  return { protocol, cidr, from: service, to: kind < 40 ? service + random.integer(100) : service };
}

function privateBlock(random: Random, prefixLength: number): Ipv4Cidr {
  const bits = ((0x0a000000 + random.integer(2 ** 24)) & ipv4Mask(prefixLength)) >>> 0;
  return { family: 4, bits, prefixLength };
}

/** Packets of which more than half come from a block and go to a port that rules name. */
function withQueries(random: Random, rules: readonly Rule[]): RuleInputs {
  const each = { length: QUERIES };
  const addresses = Uint32Array.from(each, () => {
    const cidr = rules[random.integer(rules.length)]?.cidr;
    if (cidr === undefined || random.chance(0.4)) return 0x0a000000 + random.integer(2 ** 24);
    return cidr.bits + random.integer(2 ** (32 - cidr.prefixLength));
  });
  return {
    rules,
    protocols: Uint8Array.from(each, () => (random.chance(0.8) ? 6 : 17)),
    ports: Uint16Array.from(each, () => (random.chance(0.6) ? random.pick(SERVICES) : random.integer(65536))),
    addresses,
    addressTexts: flatTexts(Array.from(addresses, formatIpv4)),
  };
}
