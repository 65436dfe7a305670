/** Plain longest-prefix match over typed arrays: sorted intervals, with 2^16 places to begin at in large tables. */

import type { Cidr } from '../../engine/ip/index.ts';

/** Look-ups of IPv4 addresses; the answer is a position in `routes`, or -1. */
export function referenceIpv4Table(routes: readonly Cidr[]): (bits: number) => number {
  const blocks = routes.flatMap((cidr, value) =>
    cidr.family === 4 ? [{ start: cidr.bits, end: cidr.bits + 2 ** (32 - cidr.prefixLength), value }] : [],
  );
  const { starts, values } = flatIntervals(blocks, 0, 2 ** 32);
  const firsts = Uint32Array.from(starts);
  const owners = Int32Array.from(values);
  if (blocks.length <= 64) return (bits) => owners[search(firsts, bits, 0, firsts.length)] as number;
  const places = new Uint32Array(65537);
  let interval = 0;
  for (let upper = 0; upper < 65536; upper++) {
    while (interval + 1 < starts.length && (starts[interval + 1] as number) <= upper * 65536) interval++;
    places[upper] = interval;
  }
  places[65536] = starts.length - 1;
  return (bits) => {
    const low = places[bits >>> 16] as number;
    const size = (places[(bits >>> 16) + 1] as number) - low + 1;
    return owners[search(firsts, bits, low, size)] as number;
  };
}

/** Look-ups of IPv6 addresses as four uint32 from `offset` of `words`, by binary search over four columns. */
export function referenceIpv6Table(routes: readonly Cidr[]): (words: Uint32Array, offset: number) => number {
  const blocks = routes.flatMap((cidr, value) => {
    if (cidr.family === 4) return [];
    const start = [cidr.w0, cidr.w1, cidr.w2, cidr.w3].reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
    return [{ start, end: start + (1n << BigInt(128 - cidr.prefixLength)), value }];
  });
  const { starts, values } = flatIntervals(blocks, 0n, 1n << 128n);
  const column = (shift: bigint) =>
    Uint32Array.from(starts, (start) => Number((start >> shift) & 0xffffffffn));
  const [a, b, c, d] = [column(96n), column(64n), column(32n), column(0n)];
  const owners = Int32Array.from(values);
  return (words, offset) => {
    const w0 = words[offset] as number;
    const w1 = words[offset + 1] as number;
    const w2 = words[offset + 2] as number;
    const w3 = words[offset + 3] as number;
    let low = 0;
    let size = owners.length;
    while (size > 1) {
      const half = size >>> 1;
      const at = low + half;
      let below = (a[at] as number) - w0 || (b[at] as number) - w1;
      if (below === 0) below = (c[at] as number) - w2 || (d[at] as number) - w3;
      if (below <= 0) low = at;
      size -= half;
    }
    return owners[low] as number;
  };
}

function search(firsts: Uint32Array, bits: number, from: number, count: number): number {
  let low = from;
  let size = count;
  while (size > 1) {
    const half = size >>> 1;
    low += (firsts[low + half] as number) <= bits ? half : 0;
    size -= half;
  }
  return low;
}

interface Block<N> {
  readonly start: N;
  /** Exclusive. */
  readonly end: N;
  readonly value: number;
}

/** Nested blocks as the intervals in which each is the innermost. */
function flatIntervals<N extends number | bigint>(blocks: Block<N>[], zero: N, limit: N) {
  const sorted = [...blocks].sort((x, y) =>
    x.start < y.start ? -1 : x.start > y.start ? 1 : x.end > y.end ? -1 : 1,
  );
  const starts: N[] = [zero];
  const values = [-1];
  const open: Block<N>[] = [];
  const emit = (start: N, value: number) => {
    if (start === limit) return;
    if (starts[starts.length - 1] === start) values[values.length - 1] = value;
    else {
      starts.push(start);
      values.push(value);
    }
  };
  const close = (until: N) => {
    for (let top = open.at(-1); top !== undefined && top.end <= until; top = open.at(-1)) {
      open.pop();
      emit(top.end, open.at(-1)?.value ?? -1);
    }
  };
  for (const block of sorted) {
    close(block.start);
    emit(block.start, block.value);
    open.push(block);
  }
  close(limit);
  return { starts, values };
}
