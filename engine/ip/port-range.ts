/** Ranges of TCP and UDP ports. */

export interface PortRange {
  /** Inclusive, 0–65535. */
  readonly from: number;
  /** Inclusive, `from`–65535. */
  readonly to: number;
}

const ALL_PORTS: PortRange = { from: 0, to: 65535 };

/** Reads `443`, `1000-2000` (spaces may surround the hyphen), or `*` and `all` for 0–65535; `undefined` for anything else. */
export function parsePortRange(text: string): PortRange | undefined {
  if (text === '*' || text.toLowerCase() === 'all') return ALL_PORTS;
  const match = /^(\d{1,5})(?: *- *(\d{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const from = parsePort(match[1]);
  const to = match[2] === undefined ? from : parsePort(match[2]);
  return from === undefined || to === undefined || from > to ? undefined : { from, to };
}

/** Writes what `parsePortRange` reads: `443`, `1000-2000` or `all`. */
export function formatPortRange(range: PortRange): string {
  if (range.from === range.to) return String(range.from);
  return range.from === 0 && range.to === 65535 ? 'all' : `${range.from}-${range.to}`;
}

export function containsPort(range: PortRange, port: number): boolean {
  return range.from <= port && port <= range.to;
}

function parsePort(digits: string | undefined): number | undefined {
  const port = Number(digits);
  return port <= 65535 && String(port) === digits ? port : undefined;
}
