/**
 * The fields a flow log record may have (FLOW-1, FLOW-10), under AWS's own names.
 */
import type { Address } from '../ip/index.ts';

/** How the text of a field is read. */
export type FieldType =
  'text' | 'number' | 'port' | 'protocol' | 'address' | 'action' | 'status' | 'direction';

interface FieldDescription {
  readonly type: FieldType;
  /** Record version that brought the field. */
  readonly since: number;
}

export const flowLogFields = {
  version: { type: 'number', since: 2 },
  'account-id': { type: 'text', since: 2 },
  'interface-id': { type: 'text', since: 2 },
  srcaddr: { type: 'address', since: 2 },
  dstaddr: { type: 'address', since: 2 },
  srcport: { type: 'port', since: 2 },
  dstport: { type: 'port', since: 2 },
  protocol: { type: 'protocol', since: 2 },
  packets: { type: 'number', since: 2 },
  bytes: { type: 'number', since: 2 },
  start: { type: 'number', since: 2 },
  end: { type: 'number', since: 2 },
  action: { type: 'action', since: 2 },
  'log-status': { type: 'status', since: 2 },
  'vpc-id': { type: 'text', since: 3 },
  'subnet-id': { type: 'text', since: 3 },
  'instance-id': { type: 'text', since: 3 },
  'tcp-flags': { type: 'number', since: 3 },
  type: { type: 'text', since: 3 },
  'pkt-srcaddr': { type: 'address', since: 3 },
  'pkt-dstaddr': { type: 'address', since: 3 },
  region: { type: 'text', since: 4 },
  'az-id': { type: 'text', since: 4 },
  'sublocation-type': { type: 'text', since: 4 },
  'sublocation-id': { type: 'text', since: 4 },
  'pkt-src-aws-service': { type: 'text', since: 5 },
  'pkt-dst-aws-service': { type: 'text', since: 5 },
  'flow-direction': { type: 'direction', since: 5 },
  'traffic-path': { type: 'number', since: 5 },
  'reject-reason': { type: 'text', since: 8 },
} as const satisfies Readonly<Record<string, FieldDescription>>;

export type FlowLogField = keyof typeof flowLogFields;

/** The 14 fields of the default format, in order (FLOW-1). */
export const defaultFields = [
  'version',
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
] as const satisfies readonly FlowLogField[];

export type FlowLogAction = 'ACCEPT' | 'REJECT';
export type FlowLogStatus = 'OK' | 'NODATA' | 'SKIPDATA';
export type FlowDirection = 'ingress' | 'egress';

interface ValueOf {
  readonly text: string;
  readonly number: number;
  readonly port: number;
  readonly protocol: number;
  readonly address: Address;
  readonly action: FlowLogAction;
  readonly status: FlowLogStatus;
  readonly direction: FlowDirection;
}

/**
 * One record. A field is `undefined` when the format lacks it or the line has `-` for it, as lines without data do
 * (FLOW-9). Ports are 0 for protocols that have none, times are Unix seconds, `protocol` is the IANA number.
 */
export type FlowLogRecord = {
  readonly [Field in FlowLogField]?: ValueOf[(typeof flowLogFields)[Field]['type']] | undefined;
} & {
  /** Fields that are not known here, as written. */
  readonly further?: Readonly<Record<string, string>> | undefined;
};

/** Whether `text` names a field known here. */
export function isFlowLogField(text: string): text is FlowLogField {
  return Object.hasOwn(flowLogFields, text);
}
