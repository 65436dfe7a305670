/** A list of blocks as an answer: one a line, so that it can be piped into the next question. */
import { formatCidr } from '../../../../engine/index.ts';
import type { Cidr } from '../../../../engine/index.ts';
import { printJson } from '../../output/json.ts';
import { print, printMessage } from '../../output/terminal.ts';

export function printBlocks(blocks: readonly Cidr[], json: boolean): void {
  const texts = blocks.map(formatCidr);
  if (json) printJson('hoplight-blocks/1', { blocks: texts });
  else if (texts.length === 0) printMessage('No address is left.');
  else print(texts.join('\n'));
}
