/** Virtual private gateways, customer gateways, and Direct Connect gateways with what they are associated with. */
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, factsOf, put } from '../dump.ts';
import { child, idOf, integer, lean, list, nameTag, text } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { parseAddress, parseCidr } from '../../../ip/index.ts';
import { isGone } from './gone.ts';
import { DELETED } from './other-resources.ts';

export const vpnGateways: AnswerKind = {
  key: 'VpnGateways',
  label: 'Virtual private gateway',
  command: 'aws ec2 describe-vpn-gateways',
  section: 'vpnGateways',
  marks: [['VpnGatewayId', 'VpcAttachments']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'VpnGatewayId');
    if (id === undefined) return NOT_UNDERSTOOD;
    if (isGone(fields, 'State')) return DELETED;
    const attached = (list(fields, 'VpcAttachments') ?? []).find((each) => {
      const state = text(each, 'State');
      return state === undefined || state === 'attached';
    });
    const value = lean({
      id,
      name: nameTag(fields),
      vpc: attached === undefined ? undefined : text(attached, 'VpcId'),
      amazonSideAsn: integer(fields, 'AmazonSideAsn', 1),
      state: text(fields, 'State'),
    });
    return put(dump, 'vpnGateways', id, { value, fields, scope });
  },
};

export const customerGateways: AnswerKind = {
  key: 'CustomerGateways',
  label: 'Customer gateway',
  command: 'aws ec2 describe-customer-gateways',
  section: 'customerGateways',
  marks: [['CustomerGatewayId', 'BgpAsn']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'CustomerGatewayId');
    if (id === undefined) return NOT_UNDERSTOOD;
    if (isGone(fields, 'State')) return DELETED;
    const address = text(fields, 'IpAddress');
    const value = lean({
      id,
      name: nameTag(fields),
      ipAddress: address !== undefined && parseAddress(address) !== undefined ? address : undefined,
      bgpAsn: integer(fields, 'BgpAsn', 1) ?? integer(fields, 'BgpAsnExtended', 1),
      state: text(fields, 'State'),
    });
    return put(dump, 'customerGateways', id, { value, fields, scope });
  },
};

export const directConnectGateways: AnswerKind = {
  key: 'directConnectGateways',
  label: 'Direct Connect gateway',
  command: 'aws directconnect describe-direct-connect-gateways',
  section: 'directConnectGateways',
  marks: [['directConnectGatewayId', 'directConnectGatewayName']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'directConnectGatewayId');
    if (id === undefined) return NOT_UNDERSTOOD;
    if (isGone(fields, 'directConnectGatewayState')) return DELETED;
    const value = lean({
      id,
      name: text(fields, 'directConnectGatewayName'),
      amazonSideAsn: integer(fields, 'amazonSideAsn', 1),
      state: text(fields, 'directConnectGatewayState'),
    });
    return put(dump, 'directConnectGateways', id, { value, fields, scope });
  },
};

type Association = NonNullable<Sections['directConnectGateways']['associations']>[number];

const associations: FactKey<Map<string, Association[]>> = { empty: () => new Map() };

/** Notes an association of a Direct Connect gateway, with the prefixes that are allowed for it (DX-9, DX-10). */
export function noteAssociation(dump: Dump, fields: Fields): void {
  const gateway = text(fields, 'directConnectGatewayId');
  const associated = child(fields, 'associatedGateway');
  const id =
    text(fields, 'virtualGatewayId') ?? (associated === undefined ? undefined : text(associated, 'id'));
  if (gateway === undefined || id === undefined) return;
  const allowed = (list(fields, 'allowedPrefixesToDirectConnectGateway') ?? []).flatMap((prefix) => {
    const block = text(prefix, 'cidr');
    return block !== undefined && parseCidr(block) !== undefined ? [block] : [];
  });
  const association = lean({
    gateway: id,
    allowedPrefixes: allowed,
    state: text(fields, 'associationState'),
  });
  const all = factsOf(dump, associations);
  all.set(gateway, [...(all.get(gateway) ?? []), association]);
}

/** Brings associations to their Direct Connect gateways. */
export function applyDirectConnectAssociations(dump: Dump): void {
  for (const [id, own] of factsOf(dump, associations)) {
    const draft = dump.drafts.directConnectGateways.get(id);
    if (draft !== undefined) draft.value.associations = own;
  }
}
