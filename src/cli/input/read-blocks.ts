/** Blocks as people write them: an argument each, or one a line of a file or of standard input. */
import {
  cidrsOfRange,
  compareAddresses,
  explainMalformedAddress,
  parseAddress,
  readBlock,
} from '../../../engine/index.ts';
import type { Cidr, InputFile } from '../../../engine/index.ts';
import { UsageError } from '../exit-status.ts';
import { counted, printable, printMessage } from '../output/terminal.ts';
import { readInput } from './read-inputs.ts';

/** A text and the block it is, or one of those that a range of addresses is. */
export interface GivenBlock {
  readonly text: string;
  readonly cidr: Cidr;
  /** What was changed on the way: `10.0.0.5/24 → 10.0.0.0/24`. */
  readonly corrected?: string;
}

export interface ReadBlocksOptions {
  /** An address stands for itself, and a range for all its blocks: what is asked is about addresses, not about a block. */
  readonly asAddresses?: boolean;
}

/** Messages of one kind that are written out before the rest is only counted. */
const MOST_TOLD = 5;

/**
 * One block: `10.0.0.0/16`, with a mask, or a range that is exactly one. Says so when bits after the prefix are cleared.
 *
 * @throws UsageError that says what is wrong and what to write
 */
export function blockOf(text: string): Cidr {
  const read = readGiven(text, {});
  if (typeof read === 'string') throw new UsageError(read);
  tellCorrections(read);
  // INVARIANT: without `asAddresses` a text is one block.
  return (read[0] as GivenBlock).cidr;
}

/**
 * The blocks that arguments name; `-` stands for the lines of standard input.
 *
 * @throws UsageError that tells the first of what cannot be read, with its line
 */
export async function readBlocks(
  texts: readonly string[],
  options: ReadBlocksOptions = {},
): Promise<GivenBlock[]> {
  const fromInput = texts.includes('-') ? blockLines(await readInput('-')) : [];
  if (texts.includes('-') && fromInput.length === 0)
    throw new UsageError('Standard input holds no block. Write one a line.');
  const lines = texts.flatMap((text) => (text === '-' ? fromInput : [{ text, at: '' }]));
  return blocksOf(lines, options);
}

/**
 * The blocks of a file, one a line; empty lines and what follows a `#` are passed by.
 *
 * @throws UsageError that tells the first of what cannot be read, with its line
 */
export function readBlockFile(file: InputFile): GivenBlock[] {
  return blocksOf(blockLines(file), { asAddresses: true });
}

/** Tells of blocks that had bits after the prefix, which were cleared (ADDR-6). */
export function tellCorrections(blocks: readonly GivenBlock[]): void {
  const corrected = blocks.flatMap((block) => block.corrected ?? []);
  for (const each of corrected.slice(0, MOST_TOLD))
    printMessage(`Bits after the prefix were cleared: ${printable(each)}`);
  const more = corrected.length - MOST_TOLD;
  if (more > 0) printMessage(`and of ${counted(more, 'more block')}`);
}

/** Whether the first line of a file that says anything begins with an address: the file is a list of blocks. */
export function isBlockFile(file: InputFile): boolean {
  const [first] = blockLines(file);
  return first !== undefined && parseAddress(/^[^\s/–-]+/.exec(first.text)?.[0] ?? '') !== undefined;
}

interface Line {
  readonly text: string;
  /** Where it stood, for messages: `blocks.txt:3: `; empty for an argument. */
  readonly at: string;
}

function blockLines({ path, text }: InputFile): Line[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const block = line.replace(/#.*/, '').trim();
    return block === '' ? [] : [{ text: block, at: `${path}:${index + 1}: ` }];
  });
}

function blocksOf(lines: readonly Line[], options: ReadBlocksOptions): GivenBlock[] {
  const blocks: GivenBlock[] = [];
  const wrong: string[] = [];
  for (const { text, at } of lines) {
    const read = readGiven(text, options);
    if (typeof read === 'string') wrong.push(at + read);
    else blocks.push(...read);
  }
  if (wrong.length === 0) return blocks;
  const more = wrong.length - MOST_TOLD;
  const rest = more > 0 ? [`and ${counted(more, 'more line')} that cannot be read`] : [];
  throw new UsageError([...wrong.slice(0, MOST_TOLD), ...rest].join('\n'));
}

/** @returns a sentence when the text cannot be read */
function readGiven(text: string, { asAddresses = false }: ReadBlocksOptions): GivenBlock[] | string {
  const cidrs = asAddresses ? cidrsOfText(text) : undefined;
  if (cidrs !== undefined) return cidrs.map((cidr) => ({ text, cidr }));
  // Where a block is asked for, one address is more likely a prefix length forgotten.
  if (!asAddresses && parseAddress(text.trim()) !== undefined) return explainMalformedAddress(text.trim());
  const read = readBlock(text);
  if (!read.ok) return read.message;
  const { cidr, corrected } = read;
  return [{ text, cidr, ...(corrected !== undefined && { corrected }) }];
}

/** The blocks of a range from one address to another; `undefined` for text that is none. */
function cidrsOfText(text: string): Cidr[] | undefined {
  const [first, last, ...rest] = text.split(/\s*[-–]\s*/).map((part) => parseAddress(part.trim()));
  if (first === undefined || last === undefined || rest.length > 0) return undefined;
  const isRange = first.family === last.family && compareAddresses(first, last) <= 0;
  return isRange ? cidrsOfRange({ first, last }) : undefined;
}
