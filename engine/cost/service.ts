/**
 * AWS services at their public addresses whose data has a price of its own: which of them a path leads to, and of which
 * Region (COST-9, COST-22).
 */
import { containsAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import type { TracePath } from '../trace/index.ts';

export type PublicService = RegionalService | { readonly service: 'CloudFront' };

/** A service that gateway endpoints lead to as well. */
export interface RegionalService {
  readonly service: 'S3' | 'DynamoDB';
  /** `undefined` for that of whoever asks: names without a Region, and buckets of no known place. */
  readonly region: string | undefined;
  /** By the nearest edge location (S3 Transfer Acceleration). */
  readonly accelerated: boolean;
}

/** The service that a path's question named, where the name gave its public address. */
export function askedServiceOf({ forward }: TracePath): RegionalService | undefined {
  const name = forward
    .flatMap(({ steps }) => steps)
    .find(({ at, component }) => at === 'name' && component.kind === 'internet');
  return name === undefined ? undefined : serviceNamed(name.component.id);
}

/** The service behind a public address, where an AWS-managed prefix list of the model says. */
export function publicServiceAt(network: Network, address: Address): PublicService | undefined {
  for (const { name, entries } of network.prefixLists.values()) {
    const found = name === undefined || entries === undefined ? undefined : serviceOfList(name);
    if (found === undefined) continue;
    if (entries?.some((block) => containsAddress(block, address))) return found;
  }
  return undefined;
}

/** Any list may be called `s3`: only AWS's own names its Region. */
function serviceOfList(name: string): PublicService | undefined {
  if (CLOUDFRONT.has(name)) return { service: 'CloudFront' };
  const found = serviceNamed(name);
  return found?.region === undefined ? undefined : found;
}

/** `s3`, `com.amazonaws.us-east-1.s3`, `bucket.s3.us-east-1.amazonaws.com` and the like. */
export function serviceNamed(name: string): RegionalService | undefined {
  const short = /^(?:com\.amazonaws\.([a-z0-9-]+)\.)?(s3|dynamodb)$/.exec(name);
  if (short !== null) {
    const [, region, word] = short;
    return { service: word === 's3' ? 'S3' : 'DynamoDB', region, accelerated: false };
  }
  const host = name.replace(/\.cn$/, '');
  const bucket = S3_HOST.exec(host);
  if (bucket !== null) {
    const [, accelerate, region] = bucket;
    return { service: 'S3', region, accelerated: accelerate !== undefined };
  }
  const table = DYNAMODB_HOST.exec(host);
  return table === null ? undefined : { service: 'DynamoDB', region: table[1], accelerated: false };
}

/** AWS's lists of the edge locations that fetch from origins. */
const CLOUDFRONT: ReadonlySet<string> = new Set([
  'com.amazonaws.global.cloudfront.origin-facing',
  'com.amazonaws.global.ipv6.cloudfront.origin-facing',
]);
/** A bucket may stand before it; `s3-us-west-2.amazonaws.com` is an older form that still answers. */
const S3_HOST =
  /(?:^|\.)s3(-accelerate)?(?:-fips)?(?:\.dualstack)?(?:[.-]([a-z]{2}(?:-[a-z]+){1,2}-\d))?\.amazonaws\.com$/;
/** An account's number and `ddb` may stand in place of `dynamodb`. */
const DYNAMODB_HOST =
  /(?:^|\.)(?:dynamodb|ddb)(?:-fips)?(?:\.dualstack)?\.([a-z]{2}(?:-[a-z]+){1,2}-\d)\.amazonaws\.com$/;
