/**
 * Plain sums over IPv4 blocks as numbers, `address * 64 + prefixLength` in typed arrays, to compare the project's with.
 */

/** The blocks of a longer prefix that make up an IPv4 block, as text. */
export function referenceSplit(bits: number, prefixLength: number, longer: number): string[] {
  const networks = new Uint32Array(2 ** (longer - prefixLength));
  const size = 2 ** (32 - longer);
  for (let i = 0; i < networks.length; i++) networks[i] = bits + i * size;
  const texts = new Array<string>(networks.length);
  const suffix = `/${longer}`;
  for (let i = 0; i < networks.length; i++) {
    const network = networks[i] as number;
    const upper = (OCTETS[network >>> 24] as string) + (OCTETS[(network >>> 16) & 255] as string);
    texts[i] = upper + (OCTETS[(network >>> 8) & 255] as string) + String(network & 255) + suffix;
  }
  return texts;
}

/** The fewest blocks with the same addresses, ascending: sorted, made into ranges, and cut into blocks again. */
export function referenceAggregate(blocks: Float64Array): Float64Array {
  const sorted = blocks.slice().sort();
  const starts = new Float64Array(sorted.length);
  const ends = new Float64Array(sorted.length);
  let ranges = 0;
  let end = -1;
  for (let i = 0; i < sorted.length; i++) {
    const block = sorted[i] as number;
    const start = Math.floor(block / 64);
    const stop = start + (SIZES[block - start * 64] as number);
    if (start > end) {
      starts[ranges] = start;
      ends[ranges++] = end = stop;
    } else if (stop > end) ends[ranges - 1] = end = stop;
  }
  return blocksOf(starts, ends, ranges);
}

/** The fewest blocks with the addresses of `block` that are in none of `holes`, ascending. */
export function referenceSubtract(block: number, holes: Float64Array): Float64Array {
  const sorted = holes.slice().sort();
  const starts = new Float64Array(sorted.length + 1);
  const ends = new Float64Array(sorted.length + 1);
  let from = Math.floor(block / 64);
  const end = from + (SIZES[block - from * 64] as number);
  let ranges = 0;
  for (let i = 0; i < sorted.length && from < end; i++) {
    const hole = sorted[i] as number;
    const start = Math.floor(hole / 64);
    if (start >= end) break;
    if (start > from) {
      starts[ranges] = from;
      ends[ranges++] = start;
    }
    from = Math.max(from, start + (SIZES[hole - start * 64] as number));
  }
  if (from < end) {
    starts[ranges] = from;
    ends[ranges++] = end;
  }
  return blocksOf(starts, ends, ranges);
}

/** Every pair of blocks that share an address, as lower place * count + higher place, ascending. */
export function referencePairs(blocks: Float64Array): Float64Array {
  const count = blocks.length;
  const order = Uint32Array.from(blocks, (_, place) => place).sort(
    (a, b) => (blocks[a] as number) - (blocks[b] as number),
  );
  const around = new Uint32Array(count);
  const ends = new Float64Array(count);
  const pairs: number[] = [];
  let depth = 0;
  for (const place of order) {
    const block = blocks[place] as number;
    const start = Math.floor(block / 64);
    while (depth > 0 && (ends[depth - 1] as number) <= start) depth--;
    for (let i = 0; i < depth; i++) {
      const outer = around[i] as number;
      pairs.push(place < outer ? place * count + outer : outer * count + place);
    }
    around[depth] = place;
    ends[depth++] = start + (SIZES[block - start * 64] as number);
  }
  return Float64Array.from(pairs).sort();
}

const OCTETS = Array.from({ length: 256 }, (_, octet) => `${octet}.`);

const SIZES = Float64Array.from({ length: 33 }, (_, prefixLength) => 2 ** (32 - prefixLength));

/** The largest aligned blocks, one after the other, of ranges whose ends are exclusive. */
function blocksOf(starts: Float64Array, ends: Float64Array, ranges: number): Float64Array {
  let blocks = new Float64Array(ranges * 2);
  let count = 0;
  for (let i = 0; i < ranges; i++) {
    let from = starts[i] as number;
    const end = ends[i] as number;
    while (from < end) {
      const low = from | 0;
      const aligned = low === 0 ? 32 : 31 - Math.clz32(low & -low);
      const fitting = end - from >= 2 ** 32 ? 32 : 31 - Math.clz32(end - from);
      const hostBits = aligned < fitting ? aligned : fitting;
      if (count === blocks.length) {
        const larger = new Float64Array(count * 2 + 32);
        larger.set(blocks);
        blocks = larger;
      }
      blocks[count++] = from * 64 + 32 - hostBits;
      from += SIZES[32 - hostBits] as number;
    }
  }
  return blocks.subarray(0, count);
}
