/**
 * IPv4 blocks as one number each, `address * 64 + prefixLength` as `parseIpv4Cidr` reads them, for sums over many.
 *
 * Numbers are sorted several times as fast as objects are compared, and their order is that of `compareCidrs`: each
 * block before its parts. All are below 2^38, so a double holds them exactly.
 */

import { type Ipv4Cidr, ipv4Mask } from './cidr.ts';

export function packIpv4({ bits, prefixLength }: Ipv4Cidr): number {
  return bits * 64 + prefixLength;
}

/** The block of a number; host bits are not looked for. */
export function unpackIpv4(packed: number): Ipv4Cidr {
  const bits = addressOf(packed);
  return { family: 4, bits, prefixLength: packed - bits * 64 };
}

/**
 * The fewest blocks with the same addresses, ascending.
 *
 * @param blocks - may repeat and overlap, and may have host bits, which are cleared (ADDR-6); overwritten
 * @returns the beginning of `blocks`
 */
export function aggregateIpv4(blocks: Float64Array): Float64Array {
  for (let i = 0; i < blocks.length; i++) blocks[i] = withoutHostBits(blocks[i] as number);
  blocks.sort();
  let kept = 0;
  let end = 0;
  for (let i = 0; i < blocks.length; i++) {
    let block = blocks[i] as number;
    let bits = addressOf(block);
    if (bits < end) continue;
    end = endOf(block);
    // An upper half is joined with the lower one when that is the last block kept, and so is what the two make.
    for (let size = end - bits; (bits & size) !== 0 && kept > 0; size *= 2) {
      if (blocks[kept - 1] !== block - size * 64) break;
      kept--;
      block -= size * 64 + 1;
      bits -= size;
    }
    blocks[kept++] = block;
  }
  return blocks.subarray(0, kept);
}

/** The fewest blocks with the addresses of `from` that are not in `minus`, ascending; both as `aggregateIpv4` gives. */
export function subtractIpv4(from: Float64Array, minus: Float64Array): number[] {
  const rest: number[] = [];
  let place = 0;
  for (let i = 0; i < from.length; i++) {
    const block = from[i] as number;
    const end = endOf(block);
    let start = addressOf(block);
    while (place < minus.length && start < end) {
      const hole = minus[place] as number;
      const holeStart = addressOf(hole);
      if (holeStart >= end) break;
      appendBlocks(rest, start, holeStart);
      start = Math.max(start, endOf(hole));
      if (start <= end) place++; // a hole that reaches further is one of the next block too
    }
    appendBlocks(rest, start, end);
  }
  return rest;
}

/** Appends the fewest blocks that reach from `start` to the address before `end`; none when that is not after it. */
function appendBlocks(blocks: number[], start: number, end: number): void {
  for (let from = start; from < end;) {
    // As many host bits as `from` has zeros at its end, unless that reaches beyond `end`.
    const hostBits = Math.min(from === 0 ? 32 : highestBit(from & -from), highestBit(end - from));
    blocks.push(from * 64 + 32 - hostBits);
    from += sizeOf(32 - hostBits);
  }
}

/** The place of the highest one among the bits of 1…2^32: 0–32. */
function highestBit(value: number): number {
  return value === 2 ** 32 ? 32 : 31 - Math.clz32(value);
}

function withoutHostBits(block: number): number {
  const bits = addressOf(block);
  const prefixLength = block - bits * 64;
  return ((bits & ipv4Mask(prefixLength)) >>> 0) * 64 + prefixLength;
}

/** The first address of a block. */
function addressOf(block: number): number {
  return Math.floor(block / 64);
}

/** The address after the last one of a block, up to 2^32. */
function endOf(block: number): number {
  const bits = addressOf(block);
  return bits + sizeOf(block - bits * 64);
}

function sizeOf(prefixLength: number): number {
  // INVARIANT: prefix lengths are 0–32.
  return sizes[prefixLength] as number;
}

// Looked up, because a power takes longer than the rest of a step.
const sizes = Float64Array.from({ length: 33 }, (_, prefixLength) => 2 ** (32 - prefixLength));
