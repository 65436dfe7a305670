/** A packet on a virtual interface, in either direction (DX-1, DX-13 to DX-15, DX-19, GEN-5). */
import type { Packet } from '../../packet/index.ts';
import type { RuleId } from '../../rules/index.ts';
import type { Note } from '../../trace/note.ts';
import type { Walk } from '../../trace/walk.ts';
import { whyDown } from './announced.ts';
import type { VirtualInterface } from './types.ts';

/** @returns whether the walk goes on past the interface */
export function crossVirtualInterface(
  walk: Walk,
  virtual: VirtualInterface,
  packet: Packet,
  rules: readonly RuleId[],
): boolean {
  const place = { kind: 'virtual-interface', id: virtual.id };
  const down = whyDown(virtual, walk.network);
  if (down.length > 0) return walk.drop(place, 'dx', packet, { detail: 'down', rules: down, mendable: true });
  if (!walk.fits(place, 'dx', packet, virtual.mtu)) return false;
  walk.record(place, 'dx', 'passed', packet, { rules, notes: encryptionNotes(virtual) });
  return true;
}

/** DX-14: a flag, which decides nothing. */
function encryptionNotes({ id, connection }: VirtualInterface): Note[] {
  if (connection?.encrypted === true) return [];
  const text = `Direct Connect does not encrypt what virtual interface ${id} carries; MACsec on the connection or a VPN over it would.`;
  return [{ kind: 'hint', rule: 'DX-14', text }];
}
