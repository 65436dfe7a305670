/**
 * The prices that hold unless the user gives others: AWS list prices of us-east-1 in US dollars, before tax, discounts
 * and free tier, each with its date and where it is from. `hoplight cost --show-prices --json` writes them as a file.
 *
 * Steps count GB as the price list does: 10 TB are 10,240 GB, and a limit counts from the first GB of the month. Those of
 * hosted zones count zones of the account, and those of queries million queries of the month.
 */
import { PRICES_FORMAT } from './price-list.ts';
import type { WrittenPrices } from './price-list.ts';

/** Public AWS price lists, compared with published snapshots of them. */
const listed = {
  asOf: '2026-11',
  source: 'AWS price list, us-east-1; public snapshots of 2024-07 to 2024-10 and articles of 2025-26',
  confidence: 'high',
} as const;
/** And once more with what a public cost calculator expects. */
const listedAndCompared = {
  asOf: '2026-11',
  source:
    'AWS price list, us-east-1; public snapshots of 2024-07 to 2024-10, and the expected results of an open-source cost tool',
  confidence: 'high',
} as const;
const lessSure = { ...listed, confidence: 'low' } as const;

/** Of Route 53, which is of no Region: the page of its prices as public cost handbooks repeat it. */
const everywhere = {
  asOf: '2026-11',
  source:
    'AWS price list, Route 53, the same in every Region; public cost handbooks and articles of 2018 to 2026',
  confidence: 'high',
} as const;
const queries = [{ upToMillion: 1000, usd: 0.4 }, { usd: 0.2 }] as const;

export const writtenPrices = {
  format: PRICES_FORMAT,
  region: 'us-east-1',
  currency: 'USD',
  asOf: '2026-11',
  // As AWS's own pricing calculator counts.
  hoursPerMonth: 730,
  perGb: {
    'dt.sameAz.private': { usd: 0, rule: 'COST-2', ...listed },
    'dt.crossAz.out': { usd: 0.01, rule: 'COST-3', ...listed },
    'dt.crossAz.in': { usd: 0.01, rule: 'COST-3', ...listed },
    'dt.publicIp.sameRegion.out': { usd: 0.01, rule: 'COST-4', ...listed },
    'dt.publicIp.sameRegion.in': { usd: 0.01, rule: 'COST-4', ...listed },
    'dt.ipv6.otherVpc.sameRegion.out': { usd: 0.01, rule: 'COST-4', ...listed },
    'dt.ipv6.otherVpc.sameRegion.in': { usd: 0.01, rule: 'COST-4', ...listed },
    'dt.interRegion.default.out': { usd: 0.02, rule: 'COST-5', ...listed },
    'dt.interRegion.us-east-2.out': { usd: 0.01, rule: 'COST-5', ...listed },
    'dt.interRegion.in': { usd: 0, rule: 'COST-5', ...listed },
    'dt.internet.in': { usd: 0, rule: 'COST-6', ...listed },
    'dt.internet.out': {
      tiers: [
        { upToGb: 100, usd: 0 },
        { upToGb: 10240, usd: 0.09 },
        { upToGb: 51200, usd: 0.085 },
        { upToGb: 153600, usd: 0.07 },
        { usd: 0.05 },
      ],
      rule: 'COST-6',
      ...listed,
    },
    'dt.gatewayService.sameRegion': { usd: 0, rule: 'COST-9', ...listed },
    'dt.cloudfront.out': { usd: 0, rule: 'COST-22', ...listed },
    's3.accelerated': {
      ...lessSure,
      usd: 0.04,
      rule: 'COST-22',
      source: 'AWS price list as articles of 2025-26 give it: 0.04 to 0.08, by where the edge location is',
    },
    'nat.processed': { usd: 0.045, rule: 'COST-7', ...listedAndCompared },
    'vpce.interface.processed': {
      tiers: [{ upToGb: 1048576, usd: 0.01 }, { upToGb: 5242880, usd: 0.006 }, { usd: 0.004 }],
      rule: 'COST-8',
      ...listedAndCompared,
    },
    'vpce.gateway': { usd: 0, rule: 'COST-9', ...listedAndCompared },
    'vpce.gwlbe.processed': { usd: 0.0035, rule: 'COST-13', ...listedAndCompared },
    'tgw.processed': { usd: 0.02, rule: 'COST-10', ...listedAndCompared },
    'tgw.peering.received': { usd: 0, rule: 'COST-10', ...listedAndCompared },
    'nfw.processed': { usd: 0.065, rule: 'COST-12', ...listedAndCompared },
    'alb.lcuBytes': { usd: 0.008, rule: 'COST-14', ...listed },
    'nlb.lcuBytes': { usd: 0.006, rule: 'COST-14', ...listed },
    'gwlb.lcuBytes': { usd: 0.004, rule: 'COST-13', ...lessSure },
    'clb.processed': { usd: 0.008, rule: 'COST-14', ...listedAndCompared },
    'dx.out.usLocation': { usd: 0.02, rule: 'COST-18', ...listed },
    'dx.in': { usd: 0, rule: 'COST-18', ...listed },
    'vpn.out': { sameAs: 'dt.internet.out', rule: 'COST-17', ...listedAndCompared },
    'vpn.in': { usd: 0, rule: 'COST-17', ...listedAndCompared },
  },
  perHour: {
    nat: { usd: 0.045, rule: 'COST-7', ...listedAndCompared },
    'vpce.interface.perAz': { usd: 0.01, rule: 'COST-8', ...listedAndCompared },
    'vpce.gwlbe': { usd: 0.01, rule: 'COST-13', ...listedAndCompared },
    'vpce.gateway': { usd: 0, rule: 'COST-9', ...listedAndCompared },
    'tgw.attachment': { usd: 0.05, rule: 'COST-10', ...listedAndCompared },
    'vpn.connection': { usd: 0.05, rule: 'COST-17', ...listedAndCompared },
    'nfw.endpoint': { usd: 0.395, rule: 'COST-12', ...listedAndCompared },
    alb: { usd: 0.0225, rule: 'COST-14', ...listed },
    nlb: { usd: 0.0225, rule: 'COST-14', ...listed },
    gwlb: { usd: 0.0125, rule: 'COST-13', ...listed },
    clb: { usd: 0.025, rule: 'COST-14', ...listedAndCompared },
    'alb.lcu': { usd: 0.008, rule: 'COST-14', ...listed },
    'nlb.lcu': { usd: 0.006, rule: 'COST-14', ...listed },
    'gwlb.lcu': { usd: 0.004, rule: 'COST-13', ...listed },
    publicIpv4: { usd: 0.005, rule: 'COST-16', ...listed },
    'dx.port.1g': { usd: 0.3, rule: 'COST-18', ...listedAndCompared },
    'dx.port.10g': { usd: 2.25, rule: 'COST-18', ...lessSure },
    'dx.port.100g': { usd: 22.5, rule: 'COST-18', ...lessSure },
    'mirror.session': { usd: 0.015, rule: 'COST-19', ...listedAndCompared },
    'resolver.endpointEni': { usd: 0.125, rule: 'COST-20', ...listedAndCompared },
    peering: { usd: 0, rule: 'COST-21', ...listed },
    igw: { usd: 0, rule: 'COST-21', ...listed },
    eigw: { usd: 0, rule: 'COST-21', ...listed },
    vgw: { usd: 0, rule: 'COST-21', ...listed },
  },
  perMonth: {
    hostedZone: { tiers: [{ upTo: 25, usd: 0.5 }, { usd: 0.1 }], rule: 'COST-20', ...everywhere },
  },
  perMillion: {
    'hostedZone.queries': { tiers: queries, rule: 'COST-20', ...everywhere },
    'resolver.queries': { tiers: queries, rule: 'COST-20', ...listedAndCompared },
  },
} as const satisfies WrittenPrices;
