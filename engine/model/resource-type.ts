/**
 * What each resource folder exports: the document section it is written in, its schema, and how a checked document
 * entry becomes resources of the model.
 */
import type * as v from 'valibot';
import type { DiagnosticCode, Path } from '../diagnostics/index.ts';
import type { Resource, ResourceKind } from '../resources/index.ts';
import type { Handed, Next } from '../trace/next.ts';
import type { Walk } from '../trace/walk.ts';
import type { Editing } from './editing.ts';
import type { VpcId } from './id.ts';
import type { Network } from './network.ts';

export interface ResourceType<Kind extends string, Document> {
  readonly kind: Kind;
  /** The key of the document that holds a list of these. */
  readonly section: string;
  /** What people call one, as AWS's console writes it. */
  readonly label: string;
  /** CloudFormation type, where there is one. */
  readonly cloudFormationType: string | undefined;
  readonly schema: v.GenericSchema<unknown, Document>;
  /** How people make and change one; the fields themselves come from the schema. */
  readonly editing: Editing;
  /** Resources that an entry brings along without a section entry of their own; absent when it never does. */
  readonly implied?: (document: Document) => readonly Found[];
  /** The resource itself first, then those that the entry implies (an instance's interface, a VPC's gateway). */
  readonly parse: (document: Document, context: ParseContext) => readonly Resource[];
  /** What a route to one of these does; absent when routes cannot name one. */
  readonly routeTarget?: RouteTargetBehaviour;
}

export interface RouteTargetBehaviour {
  /**
   * Whether the resource can take traffic from route tables of `vpc` (RT-10): `dead` makes the route a blackhole,
   * `not-held` means that the model does not hold the resource.
   */
  readonly state: (id: string, vpc: VpcId, network: Network) => 'alive' | 'dead' | 'not-held';
  /** The id of the device that gets the packet, for loops (EVAL-5): an instance's interface rather than the instance. */
  readonly device?: (id: string, network: Network) => string;
  /** True when the target finds loops itself, since a packet may rightly come to it again (TGW-29). */
  readonly findsLoops?: boolean;
  /** What happens to a packet that is handed over (E7, section 1.4). */
  readonly forward: (handed: Handed, walk: Walk) => Next;
}

/** A resource that a reference names. */
export interface Found {
  readonly kind: ResourceKind;
  readonly id: string;
}

/** What `parse` may ask of the rest of the document. */
export interface ParseContext {
  /** True when part of the entry could not be read and was left out. */
  readonly incomplete: boolean;
  /** Whether a member of the entry, or a part of it, could not be read: its absence is then no statement. */
  readonly isUnread: (member: string) => boolean;
  /** Finds what `text` names, by id or by unique name, among `kinds`. */
  readonly find: (text: string, ...kinds: ResourceKind[]) => Found | undefined;
  /**
   * The id that `text` stands for among `kinds`; `text` itself when the document holds none, which is reported
   * (EVAL-8: what is not in the file is not thereby absent).
   */
  readonly idOf: (text: string, path: Path, ...kinds: ResourceKind[]) => string;
  /** Like `idOf`, without a report when nothing is found. */
  readonly idOrText: (text: string, ...kinds: ResourceKind[]) => string;
  /** The checked document entry of a resource, as its schema made it. */
  readonly entry: <Entry>(kind: ResourceKind, id: string) => Entry | undefined;
  /** Whether part of the entry of a resource could not be read. */
  readonly isIncomplete: (kind: ResourceKind, id: string) => boolean;
  /** Reports a problem at `path` inside the entry. */
  readonly report: (code: DiagnosticCode, detail: string, path: Path) => void;
}
