/** The few marks that stories use, read into data: headings, list items, code, `code` and **strong** in a line. */

export interface Span {
  readonly kind: 'text' | 'code' | 'strong';
  readonly text: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'item'; readonly spans: readonly Span[] };

export function readStory(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const [at, part] of text.split('```').entries()) {
    if (at % 2 === 1) blocks.push({ kind: 'code', text: part.replace(/^\w*\n/, '').trimEnd() });
    else for (const chunk of part.split(/\n\s*\n/)) blocks.push(...readChunk(chunk.trim()));
  }
  return blocks;
}

function readChunk(chunk: string): readonly Block[] {
  if (chunk === '') return [];
  const heading = /^#+\s+(.*)$/.exec(chunk);
  if (heading !== null && !chunk.includes('\n')) return [{ kind: 'heading', text: heading[1] ?? '' }];
  if (!/^(?:[-*]|\d+\.)\s/.test(chunk)) return [{ kind: 'paragraph', spans: readSpans(oneLine(chunk)) }];
  return chunk
    .split(/\n(?=(?:[-*]|\d+\.)\s)/)
    .map((item) => ({ kind: 'item', spans: readSpans(oneLine(item.replace(/^(?:[-*]|\d+\.)\s+/, ''))) }));
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

function readSpans(line: string): readonly Span[] {
  return line
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .filter((part) => part !== '')
    .map((part): Span => {
      if (part.startsWith('`') && part.endsWith('`') && part.length > 2)
        return { kind: 'code', text: part.slice(1, -1) };
      if (part.startsWith('**') && part.endsWith('**') && part.length > 4)
        return { kind: 'strong', text: part.slice(2, -2) };
      return { kind: 'text', text: part };
    });
}
