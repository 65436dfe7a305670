/** RDS-3: the second leg, from the proxy's interface to the database. */
import type { Packet } from '../../packet/index.ts';
import type { Next } from '../../trace/next.ts';
import type { Walk } from '../../trace/walk.ts';
import type { NetworkInterface } from '../network-interface/types.ts';
import type { DatabaseProxy } from './types.ts';

/** The port a proxy is supposed to open a connection from. */
const PROXY_PORT = 20003;

/** @returns `undefined` when the model does not hold the database */
export function receiveAtProxy(
  walk: Walk,
  proxy: DatabaseProxy,
  own: NetworkInterface,
  packet: Packet,
): Next | undefined {
  const { network } = walk;
  const database = proxy.database === undefined ? undefined : network.databases.get(proxy.database);
  const target = database?.interfaces.flatMap((id) => network.networkInterfaces.get(id) ?? [])[0];
  const [src, dst] = [own.privateIpv4[0]?.address, target?.privateIpv4[0]?.address];
  const place = { kind: 'database-proxy', id: proxy.id, subnet: own.subnet, vpc: own.vpc };
  if (database === undefined || src === undefined || dst === undefined) {
    const text = `The database behind proxy ${proxy.id} is not in the input: whether the proxy reaches it was not checked.`;
    walk.record(place, 'load-balancer', 'passed', packet, {
      rules: ['RDS-3'],
      notes: [{ kind: 'assumption', rule: 'RDS-3', text }],
    });
    return undefined;
  }
  const after: Packet = {
    ...packet,
    src,
    dst,
    srcPort: PROXY_PORT,
    dstPort: database.port ?? packet.dstPort,
  };
  walk.translations.push({ device: own.id, before: packet, after });
  walk.record(place, 'load-balancer', 'translated', packet, { rewritten: after, rules: ['RDS-3'] });
  return { step: 'send', networkInterface: own, packet: after, tag: [] };
}
