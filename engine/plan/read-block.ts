/** Text that is to be one block, with an explanation of whatever is not. */
import { explainMalformedAddress } from '../ip/index.ts';
import { type BlockParsing, parseBlock } from './parse-block.ts';

export type BlockReading =
  | Extract<BlockParsing, { readonly ok: true }>
  | {
      readonly ok: false;
      /** One or two sentences: what is wrong, and what to write. */
      readonly message: string;
    };

/** As `parseBlock`; text that has none of its forms is explained too. */
export function readBlock(text: string): BlockReading {
  const parsed = parseBlock(text);
  return parsed.ok ? parsed : { ok: false, message: parsed.message ?? explainMalformedAddress(text.trim()) };
}
