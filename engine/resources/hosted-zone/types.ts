import type { Address } from '../../ip/index.ts';

/** The types of records that Route 53 keeps. Of most only the name matters here: that it exists. */
export const RECORD_TYPES = [
  'A',
  'AAAA',
  'CNAME',
  'CAA',
  'DS',
  'HTTPS',
  'MX',
  'NAPTR',
  'NS',
  'PTR',
  'SOA',
  'SPF',
  'SRV',
  'SSHFP',
  'SVCB',
  'TLSA',
  'TXT',
] as const;

export type RecordType = (typeof RECORD_TYPES)[number];

/** One record set of a zone. */
export interface ZoneRecord {
  /** In full: `db.corp.example`, `*.corp.example`. */
  readonly name: string;
  readonly type: RecordType;
  /** Of A and AAAA. */
  readonly addresses: readonly Address[];
  /** Of CNAME: the name it stands for. */
  readonly canonicalName: string | undefined;
  /** What an alias record answers with: the id of a resource, or a name. */
  readonly aliasTarget: string | undefined;
}

/** A hosted zone: what a domain's names give, for everybody or in the VPCs it is associated with (edge:DNS-6). */
export interface HostedZone {
  readonly kind: 'hosted-zone';
  readonly id: string;
  readonly name: string | undefined;
  readonly domainName: string;
  readonly privateZone: boolean;
  /** The VPCs it answers in; `undefined` when the input does not say. */
  readonly vpcs: readonly string[] | undefined;
  /** In document order; `undefined` when the input does not hold them. */
  readonly records: readonly ZoneRecord[] | undefined;
}
