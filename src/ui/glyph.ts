/** The names of the shapes that carry meaning; `Glyph.svelte` draws them. */
export type GlyphName =
  | 'endpoint'
  | 'hop'
  | 'checkpoint'
  | 'note'
  | 'reachable'
  | 'blocked'
  | 'check'
  | 'return'
  | 'none'
  | 'checkpoint-reachable'
  | 'checkpoint-blocked'
  | 'checkpoint-check'
  | 'checkpoint-none';
