/**
 * Costs told: what a GB on a path costs, what would cost less, and what stands there by the hour.
 */
import {
  boundsOf,
  cheaperPaths,
  costOfLookup,
  costOfPath,
  ownerOfVpc,
  regionsOf,
  standingCosts,
  sumOf,
  totalOf,
  usdNumber,
  usdText,
} from '../cost/index.ts';
import type {
  BothWays,
  CheaperPath,
  CostLine,
  LegCost,
  Payer,
  PriceList,
  Pricing,
  StandingCost,
  Usd,
} from '../cost/index.ts';
import { formatAddress } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import type { Flow, Step, TracePath } from '../trace/index.ts';
import type {
  CheaperReport,
  CostLineReport,
  CostReport,
  LegCostReport,
  PayerReport,
  StandingCostReport,
  StandingReport,
} from './cost-report.ts';
import { STANDING_FORMAT } from './cost-report.ts';
import { calledOf, kindWord, nameOf } from './names.ts';

/** What a GB costs on the path that a report tells of, there and back. */
export function costReport(network: Network, flow: Flow, path: TracePath, pricing: Pricing): CostReport {
  const { list } = pricing;
  const cost = costOfPath(network, path, pricing);
  const hops = [...path.forward, ...(path.return ?? [])];
  const passed = new Set(hops.map(({ id }) => id));
  const seen = new Set(hops.flatMap(({ steps }) => steps).flatMap(addressesOf));
  const { items } = standingCosts(network, pricing);
  return {
    currency: list.currency,
    region: list.region,
    asOf: list.asOf,
    monthlyGb: pricing.monthlyGb ?? null,
    request: legReport(network, cost.request, list),
    reply: cost.reply === undefined ? null : legReport(network, cost.reply, list),
    perHour: items
      .filter(({ component, rule }) => rule !== undefined && passed.has(component.id))
      .filter(({ address }) => address === undefined || seen.has(address))
      .map((item) => standingItem(network, list, item)),
    cheaper: cheaperPaths(network, { flow, path, cost }, pricing).map((each) =>
      cheaperReport(network, list, each),
    ),
    notes: [...queryNotes(network, flow, pricing), ...pricingNotes(network, pricing)],
  };
}

/** The addresses that a packet bears at a step. */
function addressesOf({ packet, rewritten }: Step): string[] {
  return [packet, ...(rewritten === undefined ? [] : [rewritten])].flatMap(({ src, dst }) =>
    [src, dst].map(formatAddress),
  );
}

/** What a network costs by the hour and the month, whether or not anything passes. */
export function standingReport(network: Network, pricing: Pricing): StandingReport {
  const { list } = pricing;
  const { items, usdPerHour, usdPerMonth, unknown, free } = standingCosts(network, pricing);
  const payers = new Map<string, { payer: PayerReport; amounts: Usd[] }>();
  for (const { payer, usdPerMonth: amount } of items) {
    const told = payerReport(network, payer);
    const key = told.account ?? told.vpc ?? '';
    const entry = payers.get(key) ?? { payer: told, amounts: [] };
    payers.set(key, entry);
    if (amount !== undefined) entry.amounts.push(amount);
  }
  return {
    format: STANDING_FORMAT,
    currency: list.currency,
    region: list.region,
    asOf: list.asOf,
    hoursPerMonth: list.hoursPerMonth,
    items: items.map((item) => standingItem(network, list, item)),
    usdPerHour: usdNumber(usdPerHour),
    usdPerMonth: usdNumber(usdPerMonth),
    usdPerMonthText: usdText(usdPerMonth, 2),
    unknown,
    byPayer: [...payers.values()].map(({ payer, amounts }) => ({
      ...payer,
      usdPerMonth: usdNumber(sumOf(amounts)),
    })),
    elsewhere: otherRegions(network, list),
    free: [...free].map(([kind, count]) => ({ kind, what: kindWord(kind), count })),
    notes: [...pricingNotes(network, pricing), ...standingNotes(items)],
  };
}

/** What the sum leaves open. */
function standingNotes(items: readonly StandingCost[]): string[] {
  const has = (...keys: readonly string[]) =>
    items.some(({ key }) => key !== undefined && keys.includes(key));
  return [
    // COST-12.
    ...(has('nfw.endpoint') && has('nat')
      ? [
          'The hours of a NAT gateway in one chain with a firewall endpoint are not billed, one for one; the sum holds both.',
        ]
      : []),
    // COST-13, COST-14.
    // COST-20.
    ...(has('hostedZone') ? ['Queries for names come on top; a trace that asks for one tells them.'] : []),
    ...(has('alb', 'nlb', 'gwlb')
      ? ['The capacity units that data takes of a load balancer come on top; a trace tells them by the GB.']
      : []),
  ];
}

/** COST-20: each query for the name of the question that somebody is billed for. */
function queryNotes(network: Network, { named }: Flow, pricing: Pricing): string[] {
  if (named === undefined) return [];
  const { name } = named.lookup;
  return costOfLookup(network, named.lookup, pricing).map(({ component, usdPerMillion }) => {
    const who = `${kindWord(component.kind)} ${calledOf(network, component.id)}`;
    const way = component.kind === 'hosted-zone' ? 'is answered by' : 'passes';
    const price =
      usdPerMillion === undefined
        ? 'is billed at a price that is not known'
        : `costs ${usdText(usdPerMillion, 2)} USD a million`;
    return `A query for \`${name}\` ${way} ${who} and ${price} (COST-20).`;
  });
}

/** What is supposed, and what the list does not know. */
function pricingNotes(network: Network, { list, anyRegion = false }: Pricing): string[] {
  const others = otherRegions(network, list);
  if (regionsOf(network).size === 0) {
    return [`The input names no Region; prices of ${list.region} are taken.`];
  }
  if (others.length === 0) return [];
  const where = others.join(', ');
  return anyRegion
    ? [`The prices are those of ${list.region}, taken for ${where} too: there they differ a little.`]
    : [
        `The prices are those of ${list.region}. What things cost in ${where} is not known: use a price list of that Region, or take these prices for it too.`,
      ];
}

function otherRegions(network: Network, list: PriceList): string[] {
  return [...regionsOf(network)].filter((region) => region !== list.region).sort();
}

function legReport(network: Network, { lines, extent }: LegCost, list: PriceList): LegCostReport {
  const total = extent === 'open' ? undefined : totalOf(lines);
  const bounds = extent === 'open' ? undefined : boundsOf(lines);
  const payers = new Map<string, { payer: PayerReport; lines: CostLine[] }>();
  for (const line of lines) {
    const payer = payerReport(network, line.payer);
    const key = payer.account ?? payer.vpc ?? '';
    const entry = payers.get(key) ?? { payer, lines: [] };
    payers.set(key, entry);
    entry.lines.push(line);
  }
  return {
    usdPerGb: numberOf(total),
    usdPerGbText: total === undefined ? 'not known' : usdText(total),
    atLeastUsdPerGb: numberOf(bounds?.[0]),
    atMostUsdPerGb: numberOf(bounds?.[1]),
    extent,
    byPayer: [...payers.values()].map(({ payer, lines: own }) => ({
      ...payer,
      usdPerGb: numberOf(totalOf(own)),
    })),
    lines: lines.map((line) => lineReport(network, line, list)),
  };
}

function lineReport(network: Network, line: CostLine, list: PriceList): CostLineReport {
  const { key, usd, component, payer, rule, row } = line;
  return {
    key,
    usdPerGb: numberOf(usd),
    usdPerGbText: usd === undefined ? 'not known' : usdText(usd),
    payer: payerReport(network, payer),
    component: component.id,
    componentName: nameOf(network, component.id),
    componentKind: component.kind,
    text: lineText(network, line, list),
    rule,
    asOf: row?.asOf ?? null,
    source: row?.source ?? null,
    confidence: row?.confidence ?? null,
  };
}

function lineText(network: Network, line: CostLine, list: PriceList): string {
  const { key, component, between, unknown, atMost, waived } = line;
  const name = calledOf(network, component.id);
  const what = whatOf(line, name);
  const [from, to] = between?.map(({ place }) => place) ?? [];
  const where =
    from === undefined || to === undefined || [from, to].some((place) => OUTSIDE.has(place))
      ? ''
      : from === to
        ? `, within ${calledOf(network, from)}`
        : `, ${calledOf(network, from)} to ${calledOf(network, to)}`;
  if (waived) return `${what}${where}: nothing beside the firewall of the same chain`;
  switch (unknown) {
    case undefined:
      return `${what}${where}`;
    case 'zone': {
      const amount = atMost === undefined ? '' : `: ${usdText(atMost)} USD if they differ`;
      return `${what}${where}, whose zones are not both known${amount}`;
    }
    case 'zone-type':
      return `${what}${where}: a Local Zone, Wavelength Zone or Outpost has prices of its own`;
    case 'region':
      return `${what}${where}: the prices are those of ${list.region}`;
    case 'price':
      return `${what}${where}: the price list has no row \`${key}\``;
    default:
      return unknown satisfies never;
  }
}

/** Places of which the item itself says enough. */
const OUTSIDE: ReadonlySet<string> = new Set(['internet', 'site']);

function whatOf({ key, component }: CostLine, name: string): string {
  const side = key.endsWith('.in') ? 'in' : 'out';
  if (key.startsWith('dt.crossAz')) return `across zones, ${side}`;
  if (key.startsWith('dt.publicIp')) return `by public addresses within the Region, ${side}`;
  if (key.startsWith('dt.ipv6')) return `IPv6 to another VPC, ${side}`;
  if (key.startsWith('dt.interRegion')) return 'to another Region';
  if (key === 'dt.sameAz.private') return 'in one zone';
  if (key === 'dt.internet.out') return `out to the internet by ${name}`;
  if (key === 'dt.internet.in') return `in from the internet by ${name}`;
  if (key === 'dt.gatewayService.sameRegion') return 'S3 or DynamoDB in the same Region';
  if (key === 'dt.cloudfront.out') return `out to CloudFront by ${name}`;
  if (key === 's3.accelerated') return 'S3 Transfer Acceleration';
  const device = `${kindWord(component.kind)} ${name}`;
  if (key === 'vpce.gateway') return `by gateway endpoint ${name}`;
  if (key === 'vpn.accelerated') return `acceleration of ${device}`;
  if (key === 'vpn.out') return `out to the site by ${device}`;
  if (key === 'vpn.in' || key === 'dx.in') return `in from the site by ${device}`;
  if (key === 'dx.out.usLocation') return `out by ${device}, to a Direct Connect location in the US`;
  if (key === 'dx.siteLink') return `from site to site by ${device}`;
  if (key.endsWith('.lcuBytes')) return `processed by ${device}, in capacity units`;
  if (key === 'tgw.peering.received') return `came over a peering to ${device}`;
  return `processed by ${device}`;
}

function cheaperReport(network: Network, list: PriceList, cheaper: CheaperPath): CheaperReport {
  const { now, then } = cheaper;
  return {
    kind: cheaper.kind,
    text: `${cheaperText(network, list, cheaper)} ${comparison(now, then)}`,
    requestUsdPerGb: usdNumber(then.request),
    replyUsdPerGb: numberOf(then.reply),
  };
}

function cheaperText(network: Network, list: PriceList, cheaper: CheaperPath): string {
  const name = (id: string) => calledOf(network, id);
  switch (cheaper.kind) {
    case 'gateway-endpoint':
      return `A gateway endpoint for ${cheaper.service} in VPC ${name(cheaper.vpc)} takes the place of NAT gateway ${name(cheaper.natGateway)}, and costs nothing by the hour or by the GB.`;
    case 'nat-gateway-in-zone': {
      const zone = cheaper.zone ?? 'the zone of the subnet';
      if (cheaper.other !== undefined)
        return `Route subnet ${name(cheaper.subnet)} to NAT gateway ${name(cheaper.other)}, which is in ${zone} like the subnet, instead of ${name(cheaper.natGateway)}.`;
      const month =
        cheaper.usdPerHour === undefined
          ? ''
          : ` It costs ${usdText(cheaper.usdPerHour * BigInt(list.hoursPerMonth), 2)} USD a month${cheaper.paysFromGb === undefined ? '' : `, and pays from ${cheaper.paysFromGb} GB a month each way`}.`;
      return `Make a NAT gateway in ${zone}, where subnet ${name(cheaper.subnet)} is.${month}`;
    }
    case 'same-zone': {
      const [from = 'one zone', to = 'another'] = cheaper.zones;
      return `Put both ends into one zone instead of ${from} and ${to}.`;
    }
    case 'private-address':
      return `Ask for ${formatAddress(cheaper.address)}, the private address of ${name(cheaper.networkInterface)}, instead of ${formatAddress(cheaper.asked)}; that is ${cheaper.verdict} too.`;
    default:
      return cheaper satisfies never;
  }
}

/** `A GB then costs 0.135 instead of 0.155 USD there, and 0.045 instead of 0.065 USD back.` */
function comparison(now: BothWays, then: BothWays): string {
  const way = (word: string, before: Usd | undefined, after: Usd | undefined) =>
    before === undefined || after === undefined || before === after
      ? []
      : [`${usdText(after)} instead of ${usdText(before)} USD ${word}`];
  const ways = [...way('there', now.request, then.request), ...way('back', now.reply, then.reply)];
  return `A GB then costs ${ways.join(', and ')}.`;
}

function standingItem(network: Network, list: PriceList, item: StandingCost): StandingCostReport {
  const { key, component, address, type, count, payer, unit, unknown, rule, row } = item;
  const { usdPerHour, usdPerMonth } = item;
  const noHour = unit === 'perMonth' && unknown === undefined ? 'by the month' : 'not known';
  return {
    key: key ?? null,
    what: standingText(item),
    component: component.id,
    componentName: nameOf(network, component.id),
    componentKind: component.kind,
    address: address ?? null,
    type: type ?? null,
    count,
    payer: payerReport(network, payer),
    usdPerHour: numberOf(usdPerHour),
    usdPerHourText: usdPerHour === undefined ? noHour : usdText(usdPerHour),
    usdPerMonth: numberOf(usdPerMonth),
    usdPerMonthText: usdPerMonth === undefined ? 'not known' : usdText(usdPerMonth, 2),
    unknown: unknown === undefined ? null : unknownText(unknown, list, item),
    rule: rule ?? null,
    asOf: row?.asOf ?? null,
    source: row?.source ?? null,
    confidence: row?.confidence ?? null,
  };
}

function standingText({ key, component, count, address, type }: StandingCost): string {
  if (key === 'publicIpv4') {
    if (address !== undefined) return `public IPv4 ${address}`;
    return count === 1 ? 'a public IPv4 address' : `${count} public IPv4 addresses`;
  }
  const words = key === undefined ? undefined : STANDING_WORDS[key];
  if (words !== undefined) return count === 1 ? words : `${words}, ${count} times`;
  if (component.kind === 'other-resource') return type ?? 'resource';
  return kindWord(component.kind);
}

const STANDING_WORDS: Readonly<Record<string, string>> = {
  'vpn.connection': 'Site-to-Site VPN connection',
  'vpn.accelerated': 'acceleration of the VPN connection',
  'tgw.attachment': 'transit gateway attachment',
  'vpce.interface.perAz': 'interface endpoint in a zone',
  'vpce.gwlbe': 'Gateway Load Balancer endpoint',
  'nfw.endpoint': 'Network Firewall endpoint',
  'mirror.session': 'traffic mirror session',
  alb: 'Application Load Balancer',
  nlb: 'Network Load Balancer',
  gwlb: 'Gateway Load Balancer',
  clb: 'Classic Load Balancer',
};

function unknownText(
  unknown: NonNullable<StandingCost['unknown']>,
  list: PriceList,
  { key, component }: StandingCost,
): string {
  switch (unknown) {
    case 'price':
      return `The price list has no row \`${key ?? ''}\`.`;
    case 'region':
      return `It is in another Region than the prices, which are those of ${list.region}.`;
    case 'not-modelled':
      return NOT_MODELLED[component.kind] ?? 'Hoplight does not work out what these cost.';
    default:
      return unknown satisfies never;
  }
}

const NOT_MODELLED: Readonly<Record<string, string>> = {
  'nat-gateway': 'A regional NAT gateway is billed by its zones, which the input does not count.',
  'virtual-interface': 'The port behind it is billed by its speed, which the input does not tell.',
};

function payerReport(network: Network, payer: Payer): PayerReport {
  const { account, vpc } = payer.account === undefined ? ownerOfVpc(network, payer.vpc) : payer;
  return { account: account ?? null, vpc: vpc ?? null };
}

function numberOf(amount: Usd | undefined): number | null {
  return amount === undefined ? null : usdNumber(amount);
}
