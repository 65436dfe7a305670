/** The facts of a network that a drawing or a tree of it shows: what stands where, and what leads to what. Plain data. */
import type { ResourceKind } from '../resources/index.ts';

/** How a thing is drawn: a container, an end of conversations, what passes packets on, a check; `none` stands in no place of its own. */
export type DiagramShape = 'frame' | 'endpoint' | 'hop' | 'diamond' | 'none';

/** What a subnet's route table leads to: an internet gateway; another way out; nothing outside. */
export type Tier = 'public' | 'private' | 'isolated';

export interface DiagramNode {
  /** The resource's id; `region:us-east-1`, `zone:vpc-a/us-east-1a`, `internet`, `on-premises`, `note:1` for what is no resource. */
  readonly id: string;
  readonly kind: ResourceKind | 'region' | 'zone' | 'internet' | 'on-premises' | 'note';
  readonly name: string;
  /** CIDR block or address as text; empty when it has none. */
  readonly detail: string;
  readonly shape: DiagramShape;
  /** The node it stands in, or, for what is not drawn by itself, belongs to. */
  readonly parent: string | null;
  /** Stands on the edge of its parent's frame: gateways of a VPC. */
  readonly edge: boolean;
  /** `null` for all but subnets. */
  readonly tier: Tier | null;
  /** False: filled in as AWS would, or known only from what names it. */
  readonly stated: boolean;
  /** Ids of the route table, network ACL and groups in force. */
  readonly uses: readonly string[];
}

export interface DiagramLink {
  /** Unique, and the same for the same facts. */
  readonly id: string;
  readonly from: string;
  /** May name something that is not in the diagram: the target of a route that leads nowhere. */
  readonly to: string;
  readonly kind: 'route' | 'attachment' | 'group';
  /** Destination of a route, what a group lets in; empty for attachments. */
  readonly label: string;
  readonly state: 'active' | 'blackhole';
  /** The route table or group that says so. */
  readonly via: string | null;
}

export interface Diagram {
  /** Parents before what stands in them. */
  readonly nodes: readonly DiagramNode[];
  readonly links: readonly DiagramLink[];
}
