/**
 * How diagnostics name things: the user's values in backticks, long lists cut short.
 */
import type { Diagnostic } from '../diagnostics/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import type { LintCode } from '../diagnostics/lint-codes.ts';
import { formatCidr, formatPortRange } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import { ICMP, ICMPV6, protocolName } from '../packet/index.ts';
import type { PacketMatch } from '../packet/index.ts';
import { impliedInterfaceId } from '../resources/instance/parse.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { Refusal } from '../rules/index.ts';

interface Named {
  readonly id: string;
  readonly name: string | undefined;
}

/** `` `subnet-1` ``, or `` `subnet-1` (`web`) `` when it has a name of its own. */
export function named({ id, name }: Named): string {
  return name === undefined || name === id ? `\`${id}\`` : `\`${id}\` (\`${name}\`)`;
}

/** An interface: by its instance where it is the one that the instance implies, else by its own id. */
export function hostName({ id, instance }: Pick<NetworkInterface, 'id' | 'instance'>): string {
  return instance !== undefined && id === impliedInterfaceId(instance) ? instance : id;
}

/** `` interface `eni-1` (`name`) ``, or `` instance `i-1` (`name`) `` for the interface that it implies. */
export function namedHost(networkInterface: NetworkInterface): string {
  const id = hostName(networkInterface);
  return `${id === networkInterface.id ? 'interface' : 'instance'} ${named({ id, name: networkInterface.name })}`;
}

const MOST_LISTED = 5;

/** The texts in backticks, joined with commas and `and`; beyond five only how many more. */
export function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_LISTED).map((text) => `\`${text}\``);
  const rest = texts.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length <= 1 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** `1 subnet`, `3 subnets`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export function blocks(cidrs: readonly Cidr[]): string {
  return listed(cidrs.map(formatCidr));
}

/** What a rule or entry matches on, without its remote end: `tcp 443`, `all traffic`, `icmp type 8`. */
export function trafficOf({ protocol, range }: PacketMatch): string {
  if (protocol === 'any') return 'all traffic';
  const name = protocolName(protocol);
  if (range === undefined) return `all ${name}`;
  if (protocol !== ICMP && protocol !== ICMPV6) return `${name} ${formatPortRange(range)}`;
  const type = range.from >> 8;
  return range.to - range.from === 255
    ? `${name} type ${type}`
    : `${name} type ${type} code ${range.from & 255}`;
}

/** The remote end of a rule or entry, in backticks. */
export function remoteOf({ remote }: PacketMatch): string {
  switch (remote.kind) {
    case 'cidr':
      return `\`${formatCidr(remote.cidr)}\``;
    case 'prefixes':
      return `\`${remote.prefixList}\``;
    case 'group':
      return `\`${remote.group}\``;
    default:
      return remote satisfies never;
  }
}

/** The refusals of one resource as diagnostics: `subject` says what AWS would refuse, as a sentence up to its colon. */
export function refused(
  code: LintCode,
  resource: string,
  subject: string,
  refusals: readonly Refusal[],
): Diagnostic[] {
  return refusals.map(({ rule, reason }) =>
    diagnostic(code, `${subject}: ${lowerFirst(reason)}`, { resource, rule }),
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
