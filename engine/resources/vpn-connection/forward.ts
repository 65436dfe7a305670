/** A packet on a VPN connection, in either direction (VPN-2, VPN-11, VPN-20, GEN-5). */
import { lifecycleOf } from '../../model/lifecycle.ts';
import type { Packet } from '../../packet/index.ts';
import type { RuleId } from '../../rules/index.ts';
import type { Note } from '../../trace/note.ts';
import type { Walk } from '../../trace/walk.ts';
import { isConnectionUp } from './announced.ts';
import type { VpnConnection } from './types.ts';

/** GEN-5: in the best case; some ciphers leave less. */
const MOST_BYTES = 1446;
const SILENT =
  'A VPN connection is taken to tell the sender nothing: connections hang when they carry much data.';

/** @returns whether the walk goes on past the connection */
export function crossVpnConnection(walk: Walk, connection: VpnConnection, packet: Packet): boolean {
  const place = { kind: 'vpn-connection', id: connection.id };
  if (!isConnectionUp(connection)) {
    const rules: RuleId[] = lifecycleOf(connection.state) === 'unusable' ? ['GEN-10'] : ['VPN-20', 'VPN-2'];
    if (!walk.drop(place, 'vpn', packet, { detail: 'down', rules, mendable: true })) return false;
  } else if (connection.insideFamily !== packet.dst.family) {
    walk.drop(place, 'vpn', packet, { detail: 'family', rules: ['VPN-11'], mendable: false });
    return false;
  } else if (!walk.fits(place, 'vpn', packet, MOST_BYTES, SILENT)) return false;
  else walk.record(place, 'vpn', 'passed', packet, { rules: ['VPN-2'], notes: redundancyNotes(connection) });
  return true;
}

/** VPN-20: a warning only. */
function redundancyNotes({ id, tunnels }: VpnConnection): Note[] {
  const up = tunnels.filter(Boolean).length;
  if (tunnels.length === 0 || up > 1) return [];
  const text = `VPN connection ${id} has no tunnel redundancy: one tunnel is up.`;
  return [{ kind: 'assumption', rule: 'VPN-20', text }];
}
