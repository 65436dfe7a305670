/** The sizes in which the picture of a path is drawn: over the lanes, on the home page, on a phone, on a card. */

export interface Measures {
  /** Shapes are set at equal distances, not in columns of equal width. */
  readonly packed: boolean;
  /** There is room for titles inside frames and for air around shapes. */
  readonly roomy: boolean;
  /** Left edge of the first column's text; shapes hang on it. */
  readonly left: number;
  /** Room kept free at the right. */
  readonly right: number;
  readonly height: number;
  /** Height of a shape; its middle is `middle`. */
  readonly shape: number;
  readonly middle: number;
  /** Distance from the middle to the request's and the reply's line. */
  readonly lane: number;
  /** Narrowest shapes. */
  readonly endpoint: number;
  readonly hop: number;
  /** Half a diamond: any, and the one that decides. */
  readonly diamond: number;
  readonly decider: number;
  /** Top and bottom of VPC and subnet frames. */
  readonly vpc: readonly [top: number, bottom: number];
  readonly subnet: readonly [top: number, bottom: number];
  /** Space between a shape and the frame around it, and between a frame and the one around that. */
  readonly inset: number;
  readonly frameGap: number;
  /** Sizes of text; 0 leaves it out. */
  readonly name: number;
  readonly title: number;
  readonly address: number;
  readonly callout: number;
  /** Space the halted packet takes before the stop bar; 0 draws the bar alone. */
  readonly envelope: number;
}

/** Above the lanes: a shape's left edge is its column's text edge. */
export const lanePicture: Measures = {
  packed: false,
  roomy: true,
  left: 88,
  right: 0,
  height: 164,
  shape: 54,
  middle: 88,
  lane: 16,
  endpoint: 68,
  hop: 72,
  diamond: 8,
  decider: 13,
  vpc: [12, 152],
  subnet: [36, 136],
  inset: 44,
  frameGap: 20,
  name: 13,
  title: 12,
  address: 11,
  callout: 12,
  envelope: 22,
};

/** On the home page, half the width of a screen. */
export const heroPicture: Measures = {
  ...lanePicture,
  packed: true,
  left: 68,
  right: 56,
  height: 236,
  shape: 60,
  middle: 128,
  lane: 18,
  endpoint: 84,
  hop: 84,
  decider: 14,
  vpc: [8, 212],
  subnet: [48, 196],
  inset: 48,
  frameGap: 16,
};

/** On a phone. */
export const stripPicture: Measures = {
  packed: true,
  roomy: false,
  left: 31,
  right: 12,
  height: 112,
  shape: 40,
  middle: 60,
  lane: 11,
  endpoint: 50,
  hop: 40,
  diamond: 6.5,
  decider: 10,
  vpc: [8, 100],
  subnet: [30, 90],
  inset: 9,
  frameGap: 10,
  name: 11.5,
  title: 11,
  address: 0,
  callout: 0,
  envelope: 20,
};

/** On a card of the gallery: no text. */
export const thumbnail: Measures = {
  packed: true,
  roomy: false,
  left: 44,
  right: 44,
  height: 92,
  shape: 22,
  middle: 46,
  lane: 6.5,
  endpoint: 26,
  hop: 28,
  diamond: 5,
  decider: 8,
  vpc: [0, 0],
  subnet: [18, 74],
  inset: 14,
  frameGap: 0,
  name: 0,
  title: 0,
  address: 0,
  callout: 0,
  envelope: 0,
};
