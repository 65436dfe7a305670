/**
 * Which VPC endpoints AWS accepts (VPCE-10, VPCE-12, VPCE-18, VPCE-19, VPCE-26).
 */
import type { Refusal } from '../../rules/index.ts';

/**
 * Whether a table may be associated with these gateway endpoints: one for each service (VPCE-10).
 *
 * @param endpoints - those in use that are associated with one table
 */
export function refuseEndpointsOfTable(
  endpoints: readonly { readonly id: string; readonly serviceName: string | undefined }[],
): Refusal[] {
  const byService = new Map<string, string[]>();
  for (const { id, serviceName } of endpoints) {
    if (serviceName !== undefined) byService.set(serviceName, [...(byService.get(serviceName) ?? []), id]);
  }
  return [...byService]
    .filter(([, ids]) => ids.length > 1)
    .map(([service, ids]) => ({
      rule: 'VPCE-10',
      reason: `${ids.map((id) => `\`${id}\``).join(' and ')} both serve \`${service}\`, and a table can use one of them. Associate it with one.`,
    }));
}

/** Whether an endpoint may have its interfaces in these subnets: one in each zone (VPCE-12). */
export function refuseEndpointSubnets(
  subnets: readonly { readonly id: string; readonly zone: string | undefined }[],
): Refusal[] {
  const byZone = new Map<string, string[]>();
  for (const { id, zone } of subnets) {
    if (zone !== undefined) byZone.set(zone, [...(byZone.get(zone) ?? []), id]);
  }
  return [...byZone]
    .filter(([, ids]) => ids.length > 1)
    .map(([zone, ids]) => ({
      rule: 'VPCE-12',
      reason: `${ids.map((id) => `\`${id}\``).join(' and ')} lie in zone \`${zone}\`, and an endpoint has one subnet in each. Keep one of them.`,
    }));
}

/**
 * Whether an endpoint for S3 may keep its private names for resolver inbound endpoints (VPCE-18): inside the VPC the same names then
 * lead to a gateway endpoint, which has to be there.
 *
 * @param gatewayServices - the services of the gateway endpoints of its VPC
 */
export function refusePrivateDnsOption(
  {
    serviceName,
    onlyForInbound,
  }: { readonly serviceName: string | undefined; readonly onlyForInbound: boolean },
  gatewayServices: readonly (string | undefined)[],
): Refusal[] {
  if (!onlyForInbound || serviceName?.endsWith('.s3') !== true) return [];
  if (gatewayServices.includes(serviceName)) return [];
  return [
    {
      rule: 'VPCE-18',
      reason: `Private DNS for resolver inbound endpoints only needs a gateway endpoint for \`${serviceName}\` in the same VPC, which serves what asks from inside. Make one, or turn the option off.`,
    },
  ];
}

/**
 * Whether an endpoint may lead to a service of this Region (VPCE-19): to another than its own only where it says so.
 *
 * @param region - of its VPC; `undefined` when the input does not tell
 */
export function refuseServiceRegion(
  {
    serviceName,
    serviceRegion,
  }: { readonly serviceName: string | undefined; readonly serviceRegion: string | undefined },
  region: string | undefined,
): Refusal[] {
  const [, named] =
    /^com\.amazonaws\.(?:vpce\.)?([a-z]{2}(?:-[a-z]+){1,2}-\d)\./.exec(serviceName ?? '') ?? [];
  const own = serviceRegion ?? region;
  if (named === undefined || own === undefined || named === own) return [];
  return [
    {
      rule: 'VPCE-19',
      reason: `\`${serviceName ?? ''}\` is a service of ${named}, and the endpoint is for those of ${own}. Name a service of that Region, or state \`serviceRegion\` for a service that can be used from others.`,
    },
  ];
}

/** Whether a resource may be reached by an endpoint (VPCE-26): from another VPC than that of the resource gateway. */
export function refuseResourceGateway(vpc: string, gatewayVpcs: readonly string[]): Refusal[] {
  if (!gatewayVpcs.includes(vpc)) return [];
  return [
    {
      rule: 'VPCE-26',
      reason: `The resource gateway stands in \`${vpc}\` as well. Inside its VPC the resource is reached directly; make the endpoint in another one.`,
    },
  ];
}
