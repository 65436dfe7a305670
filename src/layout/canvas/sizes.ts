/** The measures of a drawing, in px: steps of 2, so that middles fall on whole pixels. */

export const endpoint = { width: 92, height: 42, /** the address under it */ under: 18 };
export const hop = { width: 104, height: 46, widest: 152 };
export const internet = { width: 116, height: 36 };

export const subnet = {
  side: 16,
  head: 40,
  foot: 14,
  /** least width of a cell, so that cells of most subnets stand over each other */ cell: 108,
  gapX: 16,
  gapY: 14,
  leastItems: 2,
  emptyHeight: 108,
};
export const zone = { side: 16, head: 34, foot: 16, gap: 24 };
export const vpc = {
  side: 16,
  head: 40,
  foot: 16,
  gap: 176,
  shelf: 96,
  emptyWidth: 264,
  emptyHeight: 132,
  remoteHeight: 64,
};
export const region = { side: 24, head: 40, foot: 24, gap: 64 };

export const note = {
  widest: 224,
  least: 56,
  side: 12,
  head: 8,
  /** the height of a line, and of the letters in it */ line: 16,
  text: 12,
  mostLines: 16,
  /** the corner that is folded over */ fold: 10,
  /** between a note and what it is about */ gap: 16,
};

/** Between rows of subnets: the channel in which wires run. */
export const channel = 64;

/** Distances from an object at which wires run. */
export const tracks = [10, 24] as const;
/** How near a wire may come to an object. */
export const clearance = 8;

/** More endpoints than this in one subnet are drawn as a count, until somebody opens it. */
export const mostEndpoints = 24;

/** A hand may put objects on this grid. */
export const step = 8;
