import type * as v from 'valibot';
import { explainMalformedAddress, parseCidr } from '../../ip/index.ts';
import { isMalformedAddress } from '../../model/fields.ts';
import { asId } from '../../model/id.ts';
import type { PrefixListId, RouteTableId, VpcId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { routeSchema, routeTableSchema } from './schema.ts';
import type { Route, RouteTarget, RouteTargetKind } from './types.ts';

export function parseRouteTable(
  document: v.InferOutput<typeof routeTableSchema>,
  context: ParseContext,
): readonly Resource[] {
  const vpc = asId<VpcId>(context.idOf(document.vpc, ['vpc'], 'vpc'));
  const routes = document.routes.map((route, index) => parseRoute(route, index, document.id, context));
  return [
    {
      kind: 'route-table',
      id: asId<RouteTableId>(document.id),
      name: document.name,
      vpc,
      main: document.main,
      gateway:
        document.gateway === undefined
          ? undefined
          : context.idOf(document.gateway, ['gateway'], 'internet-gateway', 'vpn-gateway', 'other-resource'),
      routes: routes.flatMap((route) => route ?? []),
      propagatingVgws: document.propagatingVgws.map((gateway, index) =>
        context.idOf(gateway, ['propagatingVgws', index], 'vpn-gateway', 'other-resource'),
      ),
      incomplete: document.incomplete || context.incomplete || routes.includes(undefined),
    },
  ];
}

/** `undefined` when the destination is neither a block nor a name: the table is then incomplete. */
function parseRoute(
  route: v.InferOutput<typeof routeSchema>,
  index: number,
  table: string,
  context: ParseContext,
): Route | undefined {
  const cidr = parseCidr(route.destination);
  const at = ['routes', index, 'destination'];
  if (isMalformedAddress(route.destination) && context.find(route.destination, 'prefix-list') === undefined) {
    const detail = `Route table \`${table}\` at \`${at.join('.')}\`: ${explainMalformedAddress(route.destination)} The route was left out.`;
    context.report('invalid-value', detail, at);
    return undefined;
  }
  return {
    destination:
      cidr === undefined
        ? {
            kind: 'prefix-list',
            prefixList: asId<PrefixListId>(context.idOf(route.destination, at, 'prefix-list')),
          }
        : { kind: 'cidr', cidr },
    target: parseTarget(route.target, context),
    propagation: route.propagation,
    state: route.state,
  };
}

/** Kinds by the prefixes of AWS's ids, for targets that the document does not hold. */
const kindByIdPrefix: Readonly<Record<string, RouteTargetKind>> = {
  eni: 'network-interface',
  i: 'instance',
  nat: 'nat-gateway',
  igw: 'internet-gateway',
  eigw: 'egress-only-internet-gateway',
  pcx: 'vpc-peering-connection',
  tgw: 'transit-gateway',
  vgw: 'vpn-gateway',
  vpce: 'vpc-endpoint',
};

function parseTarget(text: string, context: ParseContext): RouteTarget {
  if (text === 'local') return { kind: 'local', id: 'local' };
  const found = context.find(
    text,
    'network-interface',
    'instance',
    'nat-gateway',
    'internet-gateway',
    'egress-only-internet-gateway',
    'vpc-peering-connection',
    'transit-gateway',
    'vpn-gateway',
    'vpc-endpoint',
    'other-resource',
  );
  if (found !== undefined) return { kind: isTargetKind(found.kind) ? found.kind : 'other', id: found.id };
  const prefix = /^([a-z]+)-/.exec(text)?.[1];
  const kind =
    prefix !== undefined && Object.hasOwn(kindByIdPrefix, prefix) ? kindByIdPrefix[prefix] : undefined;
  return { kind: kind ?? 'other', id: text };
}

function isTargetKind(kind: string): kind is RouteTargetKind {
  return Object.values(kindByIdPrefix).some((known) => known === kind);
}
