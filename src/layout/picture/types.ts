/** What a picture of a path is made of, in px from its top left corner. */
import type { Column, Tone } from '../column.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A VPC or a subnet. */
export interface Frame extends Box {
  readonly key: string;
  readonly type: 'vpc' | 'subnet';
  /** As much of its name as there is room for. */
  readonly title: string;
  /** Its block; empty where there is no room. */
  readonly cidr: string;
  readonly cidrX: number;
  /** Which of the tints a subnet has, from 1; 0 for a VPC. */
  readonly tint: number;
  /** Name and block in full. */
  readonly full: string;
}

/** An endpoint or a hop. */
export interface Symbol extends Box {
  readonly key: string;
  readonly shape: 'endpoint' | 'hop';
  readonly name: string;
  readonly full: string;
  readonly address: string;
  readonly addressY: number;
  /** The packet came here. */
  readonly reached: boolean;
}

/** A checkpoint on a line; `r` is half its height. */
export interface Diamond {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly tone: Tone;
  readonly decides: boolean;
}

export interface Line {
  readonly key: string;
  readonly type: 'forward' | 'return' | 'beyond';
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

export interface Chevron {
  readonly x: number;
  readonly y: number;
  readonly leg: Leg;
}

/** Where one half of the conversation ends early. */
export interface Stop {
  /** x of the bar across the line; `null` where knowledge ends instead of the path. */
  readonly bar: number | null;
  readonly y: number;
  readonly leg: Leg;
  readonly tone: Tone;
  readonly callout: Callout | null;
}

/** A word beside the deciding diamond, and the path of the line that leads to it. */
export interface Callout {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** The text ends at `x` instead of starting there. */
  readonly end: boolean;
  readonly leader: string;
}

/** Where the packet is. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly leg: Leg;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Frame[];
  readonly symbols: readonly Symbol[];
  readonly diamonds: readonly Diamond[];
  readonly lines: readonly Line[];
  readonly chevrons: readonly Chevron[];
  readonly stop: Stop | null;
  /** One a step, in step order. */
  readonly spots: readonly Spot[];
}

export type Leg = 'forward' | 'return';

/** A column with its place: left and right edge of its shape, and the middle. */
export interface Placed {
  readonly column: Column;
  readonly x: number;
  readonly right: number;
  readonly centre: number;
}

/** y of the two lines. */
export type LaneHeights = Readonly<Record<Leg, number>>;

/** Half a pixel, so that a line of 1 px is sharp. */
export function crisp(value: number): number {
  return Math.round(value) + 0.5;
}
