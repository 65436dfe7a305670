/**
 * Which address an instance's names give, by who asks (DNS-1 to DNS-4, PEER-9, PEER-10).
 *
 * The same public name may give the private address and so a `local` path, or the public one and so a way through the
 * internet gateway, where group references no longer match. Nothing here filters a packet.
 */
import { isRfc1918 } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { RuleId } from '../rules/index.ts';

/** The two DNS attributes of a VPC (DNS-1). */
export interface DnsAttributes {
  /** The Amazon resolver answers. */
  readonly enableDnsSupport: boolean;
  /** Instances with public addresses get public names. */
  readonly enableDnsHostnames: boolean;
}

/** The host behind the name. */
export interface NamedHost {
  readonly privateIp: Address;
  /** `undefined` when it has none, and so no public name either. */
  readonly publicIp: Address | undefined;
  /** Of the VPC it is in. */
  readonly vpc: DnsAttributes;
}

/** Who asks the Amazon resolver of its own VPC, or a resolver outside AWS. */
export type Asker =
  | { readonly kind: 'same-vpc' }
  | {
      readonly kind: 'peer';
      readonly vpc: DnsAttributes;
      /** "DNS resolution" of the peering is on for names of the host's side. */
      readonly dnsResolution: boolean;
      readonly sameRegion: boolean;
    }
  | {
      readonly kind: 'other-vpc';
      readonly vpc: DnsAttributes;
      readonly sameRegion: boolean;
      /** Both VPCs are attached to one transit gateway, with DNS support at each attachment. */
      readonly dnsOverTransitGateway?: boolean;
    }
  | { readonly kind: 'internet' };

export interface NameAnswer {
  /** `undefined` when the name gives nothing. */
  readonly address: Address | undefined;
  readonly kind: 'private' | 'public' | 'nothing';
  readonly rule: RuleId;
  /** One sentence. */
  readonly reason: string;
}

/** What a public hostname (`ec2-198-51-100-10.compute-1.amazonaws.com`) gives. */
export function resolvePublicHostname(host: NamedHost, asker: Asker): NameAnswer {
  const { publicIp } = host;
  if (publicIp === undefined) {
    return nothing('DNS-1', 'The instance has no public address, and so no public name.');
  }
  if (!hasBoth(host.vpc)) {
    return nothing(
      'DNS-1',
      'Instances get public names only where `enableDnsSupport` and `enableDnsHostnames` are both on in their VPC.',
    );
  }
  switch (asker.kind) {
    case 'same-vpc':
      return {
        address: host.privateIp,
        kind: 'private',
        rule: 'DNS-2',
        reason: 'Inside its own VPC a public name gives the private address.',
      };
    case 'peer':
      return publicNameFromPeer(host, publicIp, asker);
    case 'other-vpc':
      if (asker.dnsOverTransitGateway === true) {
        return {
          address: host.privateIp,
          kind: 'private',
          rule: 'edge:DNS-5',
          reason: 'Both VPCs are attached to one transit gateway, with DNS support on at both attachments.',
        };
      }
      return publicAnswer(publicIp);
    case 'internet':
      return publicAnswer(publicIp);
    default:
      return asker satisfies never;
  }
}

function publicAnswer(publicIp: Address): NameAnswer {
  return {
    address: publicIp,
    kind: 'public',
    rule: 'DNS-2',
    reason: 'Outside its own VPC a public name gives the public address.',
  };
}

function publicNameFromPeer(host: NamedHost, publicIp: Address, asker: Asker & { kind: 'peer' }): NameAnswer {
  if (asker.dnsResolution && hasBoth(asker.vpc)) {
    return {
      address: host.privateIp,
      kind: 'private',
      rule: 'PEER-9',
      reason: 'DNS resolution is on for the peering, and both VPCs have DNS support and DNS hostnames.',
    };
  }
  const missing = asker.dnsResolution
    ? 'the asking VPC lacks DNS support or DNS hostnames'
    : 'DNS resolution is off for the peering';
  return {
    address: publicIp,
    kind: 'public',
    rule: 'PEER-9',
    reason: `The name gives the public address, because ${missing}: traffic to it leaves by the internet gateway.`,
  };
}

/** What a private, IP-based hostname (`ip-10-0-0-10.ec2.internal`) gives. */
export function resolvePrivateHostname(host: NamedHost, asker: Asker): NameAnswer {
  const answer = (rule: RuleId, reason: string): NameAnswer => ({
    address: host.privateIp,
    kind: 'private',
    rule,
    reason,
  });
  switch (asker.kind) {
    case 'same-vpc':
      return hasBoth(host.vpc)
        ? answer('DNS-1', 'The Amazon resolver answers for private names of its own VPC.')
        : nothing(
            'DNS-1',
            'The Amazon resolver answers for private names only where `enableDnsSupport` and `enableDnsHostnames` are both on.',
          );
    case 'peer':
    case 'other-vpc':
      return privateNameFromElsewhere(host, asker, answer);
    case 'internet':
      return nothing('DNS-4', 'Private names are known to the Amazon resolvers only.');
    default:
      return asker satisfies never;
  }
}

function privateNameFromElsewhere(
  host: NamedHost,
  asker: Asker & { kind: 'peer' | 'other-vpc' },
  answer: (rule: RuleId, reason: string) => NameAnswer,
): NameAnswer {
  if (!asker.vpc.enableDnsSupport) {
    return nothing(
      'DNS-1',
      'The Amazon resolver does not answer in the asking VPC: `enableDnsSupport` is off.',
    );
  }
  if (asker.kind === 'peer' && asker.dnsResolution && hasBoth(asker.vpc) && hasBoth(host.vpc)) {
    return answer('PEER-9', 'DNS resolution is on for the peering.');
  }
  // PEER-10 says for peers what DNS-4 says for all VPCs.
  const rule = asker.kind === 'peer' ? 'PEER-10' : 'DNS-4';
  if (!asker.sameRegion) return nothing(rule, 'Private names do not resolve in another Region.');
  return isRfc1918(host.privateIp)
    ? answer('DNS-4', 'IP-based private names of RFC 1918 addresses resolve in every VPC of the Region.')
    : nothing(rule, 'Private names resolve in other VPCs only for RFC 1918 addresses.');
}

/** Whether private hosted zones and the private names of interface endpoints answer in a VPC (DNS-3). */
export function answersPrivateZones(vpc: DnsAttributes): boolean {
  return hasBoth(vpc);
}

function hasBoth(vpc: DnsAttributes): boolean {
  return vpc.enableDnsSupport && vpc.enableDnsHostnames;
}

function nothing(rule: RuleId, reason: string): NameAnswer {
  return { address: undefined, kind: 'nothing', rule, reason };
}
