import { containsCidr } from '../../ip/index.ts';
import { lifecycleOf } from '../../model/lifecycle.ts';
import type { Network } from '../../model/network.ts';
import type { Route, RouteTable } from '../route-table/types.ts';
import { prefixesOf } from './prefixes.ts';

/** A table with the routes that virtual private gateways propagate into it (VPN-3); the same one where none does. */
export function withPropagated(table: RouteTable, network: Network): RouteTable {
  if (table.propagatingVgws.length === 0) return table;
  const routes = table.propagatingVgws.flatMap((id) => propagatedBy(id, table, network));
  const isWhole = table.propagatingVgws.every((id) => prefixesOf(network, id).complete);
  return { ...table, routes: [...table.routes, ...routes], incomplete: table.incomplete || !isWhole };
}

function propagatedBy(id: string, { vpc }: RouteTable, network: Network): Route[] {
  const gateway = network.vpnGateways.get(id);
  if (gateway?.vpc !== vpc || lifecycleOf(gateway.state) === 'unusable') return [];
  const { prefixes } = prefixesOf(network, id);
  // A prefix that two links announce is one route, of the better rank (VPN-8).
  const isBeaten = ({ prefix, learnt }: (typeof prefixes)[number], index: number) =>
    prefixes.some(
      (other, position) =>
        other.prefix.prefixLength === prefix.prefixLength &&
        containsCidr(other.prefix, prefix) &&
        other.learnt === learnt &&
        position < index,
    );
  return prefixes.flatMap((known, index) =>
    isBeaten(known, index)
      ? []
      : [
          {
            destination: { kind: 'cidr', cidr: known.prefix },
            target: { kind: 'vpn-gateway', id },
            propagation: known.learnt,
            state: undefined,
          },
        ],
  );
}
