import type { Note } from '../../trace/note.ts';

/** NAT-5: a NAT gateway or NAT instance picks any source port from 1024 to 65535; a walk supposes one. */
export function supposedPortNote(port: number): Note {
  const text = `The device may pick any source port from 1024 to 65535; ${port} stands for it here.`;
  return { kind: 'hint', rule: 'NAT-5', text };
}
