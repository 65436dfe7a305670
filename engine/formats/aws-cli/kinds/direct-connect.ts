/** What carries virtual interfaces, and what they are attached to, where their own answer does not say (DX-1, DX-15). */
import type { Dump, FactKey, Outcome } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf } from '../dump.ts';
import { quoted } from '../companions.ts';
import { idOf, lean, list, memberOf, remark, requiredText, text } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { lifecycleOf } from '../../../model/lifecycle.ts';
import type { Scope } from '../scope.ts';

interface Attachment {
  readonly virtualInterface: string;
  readonly gateway: string;
  readonly isTransit: boolean;
  readonly fields: Fields;
  readonly scope: Scope;
}

interface CarrierFacts {
  readonly attachments: Attachment[];
  /** Connections and link aggregation groups that carry nothing, with the word of AWS for it. */
  readonly down: Map<string, string>;
  /** What carries each virtual interface. */
  readonly carriers: Map<string, string>;
}

const facts: FactKey<CarrierFacts> = {
  empty: () => ({ attachments: [], down: new Map(), carriers: new Map() }),
};

/** Notes the connection or link aggregation group that carries a virtual interface. */
export function noteCarrier(dump: Dump, virtualInterface: string, fields: Fields): void {
  const carrier = text(fields, 'connectionId');
  if (carrier !== undefined) factsOf(dump, facts).carriers.set(virtualInterface, carrier);
}

export const directConnectAttachments: AnswerKind = {
  key: 'directConnectGatewayAttachments',
  label: 'Direct Connect gateway attachment',
  command: 'aws directconnect describe-direct-connect-gateway-attachments',
  marks: [['directConnectGatewayId', 'virtualInterfaceId', 'attachmentState']],
  read: (fields, dump, scope): Outcome => {
    const virtualInterface = idOf(fields, 'virtualInterfaceId');
    const gateway = requiredText(fields, 'directConnectGatewayId');
    if (virtualInterface === undefined || gateway === undefined) return NOT_UNDERSTOOD;
    const state = text(fields, 'attachmentState');
    if (state !== undefined && state !== 'attached') return { kind: 'skipped', why: 'not attached' };
    const isTransit = text(fields, 'attachmentType') === 'TransitVirtualInterface';
    factsOf(dump, facts).attachments.push({ virtualInterface, gateway, isTransit, fields, scope });
    return READ;
  },
};

export const directConnectConnections: AnswerKind = {
  key: 'connections',
  label: 'Direct Connect connection',
  command: 'aws directconnect describe-connections',
  marks: [['connectionId', 'connectionState']],
  onlyWith: ['connectionId'],
  read: (fields, dump) => readCarrier(fields, dump, 'connectionId', 'connectionState'),
};

/** DX-15: a group is down when too few of its connections are up, which AWS says itself. */
export const directConnectLags: AnswerKind = {
  key: 'lags',
  label: 'Link aggregation group',
  command: 'aws directconnect describe-lags',
  marks: [['lagId', 'lagState']],
  onlyWith: ['lagId'],
  read: (fields, dump): Outcome => {
    for (const connection of list(fields, 'connections') ?? [])
      readCarrier(connection, dump, 'connectionId', 'connectionState');
    return readCarrier(fields, dump, 'lagId', 'lagState');
  },
};

function readCarrier(fields: Fields, dump: Dump, key: string, stateKey: string): Outcome {
  const id = idOf(fields, key);
  if (id === undefined) return NOT_UNDERSTOOD;
  const state = text(fields, stateKey);
  // AWS calls a state `unknown` that it has not heard of.
  if (state !== undefined && state !== 'unknown' && lifecycleOf(state) === 'unusable')
    factsOf(dump, facts).down.set(id, state);
  return READ;
}

/** Brings attachments and the state of what carries them to virtual interfaces. */
export function applyDirectConnect(dump: Dump): void {
  const { attachments, down, carriers } = factsOf(dump, facts);
  const { virtualInterfaces, directConnectGateways } = dump.drafts;
  const added: string[] = [];
  for (const { virtualInterface: id, gateway, isTransit, fields, scope } of attachments) {
    const known = virtualInterfaces.get(id);
    if (known !== undefined) {
      if (known.value.vpnGateway === undefined) known.value.directConnectGateway ??= gateway;
    } else if (directConnectGateways.has(gateway)) {
      const type = isTransit ? ('transit' as const) : ('private' as const);
      const value = lean({ id, virtualInterfaceType: type, directConnectGateway: gateway });
      virtualInterfaces.set(id, { value, fields, scope });
      added.push(id);
    }
  }
  if (added.length > 0) {
    dump.report(
      'named-not-listed',
      `Virtual interface${added.length === 1 ? '' : 's'} ${quoted(added)}: attached to a Direct Connect gateway, but no answer of \`aws directconnect describe-virtual-interfaces\` lists ${added.length === 1 ? 'it' : 'them'}, as when another account owns ${added.length === 1 ? 'it' : 'them'}. BGP is supposed to be up.`,
    );
  }
  for (const [id, carrier] of carriers) {
    const draft = virtualInterfaces.get(id);
    const state = down.get(carrier);
    if (draft === undefined || state === undefined || lifecycleOf(draft.value.state) === 'unusable') continue;
    remark(
      draft.fields,
      'carrier-down',
      `\`${carrier}\`, which carries it, is \`${state}\`. It was taken to be down, though its own state is \`${String(memberOf(draft.fields.members, 'virtualInterfaceState') ?? 'not told')}\`.`,
    );
    draft.value.state = 'down';
  }
}
