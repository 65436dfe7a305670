/** What a drawing of a network is made of, in px; the origin is arbitrary, `bounds` says what it takes up. */
import type { DiagramNode, Tier } from '../../../engine/index.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where somebody put an object by hand: from the corner of the frame it stands in. */
export interface Place {
  readonly x: number;
  readonly y: number;
  /** A frame that was made larger than what is in it. */
  readonly width?: number;
  readonly height?: number;
}

export type Places = Readonly<Record<string, Place>>;

/** Region, VPC, zone or subnet. */
export interface SceneFrame extends Box {
  readonly id: string;
  readonly kind: DiagramNode['kind'];
  readonly name: string;
  readonly detail: string;
  readonly parent: string | null;
  readonly depth: number;
  readonly tier: Tier | null;
  readonly stated: boolean;
  /** How many things it holds that are drawn: what a summary says. */
  readonly holds: number;
  /** Put there by hand. */
  readonly pinned: boolean;
}

/** An endpoint's hexagon or a hop's rounded rectangle. */
export interface SceneShape extends Box {
  readonly id: string;
  readonly kind: DiagramNode['kind'];
  readonly shape: 'endpoint' | 'hop';
  readonly name: string;
  readonly detail: string;
  readonly parent: string | null;
  readonly stated: boolean;
  readonly pinned: boolean;
  /** What it stands for, when it is a heap of things too many to draw: their ids. Empty for one thing. */
  readonly stands: readonly string[];
}

/** A text that somebody has put on the drawing: above all else that is drawn. */
export interface SceneNote extends Box {
  readonly id: string;
  readonly kind: 'note';
  /** Its first line. */
  readonly name: string;
  /** The frame or shape that it is on and moves with; `null` for one that stands for itself. */
  readonly parent: string | null;
  readonly lines: readonly string[];
}

/** A line along which something leads somewhere; several links of one kind are one wire. */
export interface Wire {
  readonly id: string;
  readonly kind: 'route' | 'attachment' | 'group';
  readonly from: string;
  readonly to: string;
  readonly via: string | null;
  readonly state: 'active' | 'blackhole';
  readonly points: readonly Point[];
  /** Every label of it, for a tooltip. */
  readonly labels: readonly string[];
  /** Short, with its place; `null` where there is no room or another wire of the bundle says it. */
  readonly label: WireLabel | null;
  /** It ends in the open: what it leads to is not in the network. */
  readonly leadsNowhere: boolean;
}

export interface WireLabel extends Point {
  readonly text: string;
}

/** A checkpoint on a subnet's border: its network ACL. */
export interface Gate extends Point {
  readonly id: string;
  readonly subnet: string;
  readonly acl: string | null;
}

export interface Scene {
  /** Outer frames before inner ones. */
  readonly frames: readonly SceneFrame[];
  readonly shapes: readonly SceneShape[];
  readonly wires: readonly Wire[];
  readonly gates: readonly Gate[];
  readonly notes: readonly SceneNote[];
  readonly bounds: Box;
  /** More links than are drawn at once: wires come for what is selected. */
  readonly sparse: boolean;
}
