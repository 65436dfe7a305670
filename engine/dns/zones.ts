/** What a hosted zone says of a name: its records, a wildcard, or that there is none (edge:DNS-7, RFC 4592). */
import { isWithin, parentOf } from '../model/domain-name.ts';
import type { Network } from '../model/index.ts';
import type { HostedZone, ZoneRecord } from '../resources/hosted-zone/types.ts';

export type ZoneAnswer =
  | { readonly outcome: 'record' | 'wildcard'; readonly records: readonly ZoneRecord[] }
  | { readonly outcome: 'no-name' | 'no-data' | 'delegated' };

/**
 * @param records - those of the zone
 * @param name - one that lies in the zone
 */
export function answerOfZone(domainName: string, records: readonly ZoneRecord[], name: string): ZoneAnswer {
  const isDelegated = records.some(
    (record) => record.type === 'NS' && record.name !== domainName && isWithin(name, record.name),
  );
  if (isDelegated) return { outcome: 'delegated' };
  const own = records.filter((record) => record.name === name);
  if (own.length > 0) return { outcome: 'record', records: own };
  if (exists(records, name)) return { outcome: 'no-data' };
  // RFC 4592: only the wildcard below the closest name that exists stands in.
  for (
    let above = parentOf(name);
    above !== undefined && isWithin(above, domainName);
    above = parentOf(above)
  ) {
    if (above !== domainName && !exists(records, above)) continue;
    const wild = records.filter((record) => record.name === `*.${above}`);
    return wild.length > 0 ? { outcome: 'wildcard', records: wild } : { outcome: 'no-name' };
  }
  return { outcome: 'no-name' };
}

/** Whether a name or one below it has a record. */
function exists(records: readonly ZoneRecord[], name: string): boolean {
  return records.some((record) => isWithin(record.name, name));
}

/** The public zone with the longest domain that a name lies in. */
export function publicZoneOf(network: Network, name: string): HostedZone | undefined {
  return longest(
    [...network.hostedZones.values()].filter((zone) => !zone.privateZone),
    name,
  );
}

/** Of things that have a domain, the one with the longest that a name lies in; the first of equals. */
export function longest<Own extends { readonly domainName: string }>(
  all: readonly Own[],
  name: string,
): Own | undefined {
  return all
    .filter(({ domainName }) => isWithin(name, domainName))
    .reduce<Own | undefined>(
      (best, each) => (best === undefined || each.domainName.length > best.domainName.length ? each : best),
      undefined,
    );
}

/** What bears a name publicly, as far as the input tells: a zone with a record of it, or an internet host. */
export function publicBearerOf(network: Network, name: string): string | undefined {
  const zone = publicZoneOf(network, name);
  if (zone?.records !== undefined) {
    const { outcome } = answerOfZone(zone.domainName, zone.records, name);
    if (outcome === 'record' || outcome === 'wildcard') return zone.id;
  }
  return hostsNamed(network, name)[0]?.id;
}

/** Internet hosts that are written under a name. */
export function hostsNamed(network: Network, asked: string) {
  return [...network.internetHosts.values()].filter(
    ({ id, name }) => id.toLowerCase() === asked || name?.toLowerCase() === asked,
  );
}
