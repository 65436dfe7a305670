/** Names that are not answered as they were meant to be (edge:DNS-6, edge:DNS-7, edge:DNS-9). */
import type { Diagnostic } from '../diagnostics/index.ts';
import { diagnostic } from '../diagnostics/index.ts';
import { formatAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import { isWithin } from '../model/domain-name.ts';
import type { Network } from '../model/index.ts';
import type { HostedZone } from '../resources/hosted-zone/types.ts';
import { isVpcResolver } from '../resources/vpc/resolver.ts';
import type { Check } from './check.ts';
import { listed, named } from './words.ts';

export const names: Check = ({ network }) => [
  ...silentZones(network),
  ...hidingZones(network),
  ...foreignResolvers(network),
];

function silentZones(network: Network): Diagnostic[] {
  return [...network.hostedZones.values()].flatMap((zone) => {
    const silent = (zone.vpcs ?? []).filter((id) => {
      const vpc = network.vpcs.get(id);
      return vpc !== undefined && !(vpc.enableDnsSupport && vpc.enableDnsHostnames);
    });
    if (silent.length === 0) return [];
    const detail = `Private zone ${named(zone)} is associated with ${listed(silent)}, where DNS support or DNS hostnames are off: its names do not resolve there. Turn both on.`;
    return [diagnostic('silent-private-zone', detail, { resource: zone.id, rule: 'edge:DNS-6' })];
  });
}

/** Of names in zones of the input only: what else is public is not in it. */
function hidingZones(network: Network): Diagnostic[] {
  const zones = [...network.hostedZones.values()];
  return zones.flatMap((zone) => {
    const own = zone.records;
    if (!zone.privateZone || own === undefined) return [];
    const hidden = zones
      .filter(({ privateZone }) => !privateZone)
      .flatMap((other) => answering(other))
      .filter((name) => isWithin(name, zone.domainName) && !answers(own, name));
    if (hidden.length === 0) return [];
    const detail = `Private zone ${named(zone)} hides ${listed([...new Set(hidden)])}, which a public zone has: in its VPCs they do not exist. Add them to the private zone if they are needed there.`;
    return [diagnostic('hidden-public-names', detail, { resource: zone.id, rule: 'edge:DNS-7' })];
  });
}

function answering({ records }: HostedZone): string[] {
  return (records ?? [])
    .filter(
      ({ name, addresses, canonicalName, aliasTarget }) =>
        !name.startsWith('*.') && (addresses.length > 0 || (canonicalName ?? aliasTarget) !== undefined),
    )
    .map(({ name }) => name);
}

/** A wildcard answers for most names below it; those that it does not answer for are not told. */
function answers(records: NonNullable<HostedZone['records']>, name: string): boolean {
  return records.some(
    (record) => record.name === name || (record.name.startsWith('*.') && name.endsWith(record.name.slice(1))),
  );
}

function foreignResolvers(network: Network): Diagnostic[] {
  const told = (subject: string, resource: string, targets: readonly Address[]) => {
    const foreign = targets.filter((address) => isVpcResolver(network, address)).map(formatAddress);
    if (foreign.length === 0) return [];
    const detail = `${subject} sends queries to ${listed(foreign)}, the Amazon resolver of a VPC, which answers only inside it. Ask an inbound endpoint of that VPC.`;
    return [diagnostic('query-to-vpc-resolver', detail, { resource, rule: 'edge:DNS-9' })];
  };
  return [
    ...[...network.resolverRules.values()].flatMap((rule) =>
      told(
        `Resolver rule ${named(rule)}`,
        rule.id,
        rule.targets.map(({ address }) => address),
      ),
    ),
    ...[...network.onPremisesNetworks.values()].flatMap((site) =>
      told(
        `On-premises network ${named(site)}`,
        site.id,
        site.dnsForwarders.flatMap(({ targets }) => targets),
      ),
    ),
  ];
}
