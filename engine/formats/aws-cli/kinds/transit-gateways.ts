/**
 * Transit gateways, their attachments and route tables. Several answers speak of one attachment and one table; what each
 * says is brought together by `applyTransitGateways`.
 */
import type { Dump, Draft, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf, put } from '../dump.ts';
import {
  accountId,
  address,
  child,
  cidr,
  fault,
  idOf,
  integer,
  lean,
  list,
  memberOf,
  nameTag,
  requiredText,
  text,
  texts,
} from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { isGone } from './gone.ts';
import { DELETED } from './other-resources.ts';

type Attachment = Sections['transitGatewayAttachments'];
type Table = Sections['transitGatewayRouteTables'];
type Route = NonNullable<Table['routes']>[number];

/** What answers say of associations and propagations: tables by attachment and gateway, attachments by table. */
interface TransitFacts {
  /** `attachment gateway` to its table; `none` where the answer shows no association. */
  readonly associations: Map<string, string>;
  readonly propagations: Map<string, Set<string>>;
  /** Listed routes by table. */
  readonly routes: Map<string, Route[]>;
  readonly inForce: Set<string>;
  readonly cut: Set<string>;
}

const facts: FactKey<TransitFacts> = {
  empty: () => ({
    associations: new Map(),
    propagations: new Map(),
    routes: new Map(),
    inForce: new Set(),
    cut: new Set(),
  }),
};

/** `enable` or `disable`, as options of transit gateways are written. */
function option(fields: Fields | undefined, key: string): boolean | undefined {
  const value = fields === undefined ? undefined : text(fields, key);
  return value === undefined ? undefined : value === 'enable';
}

export const transitGateways: AnswerKind = {
  key: 'TransitGateways',
  label: 'Transit gateway',
  command: 'aws ec2 describe-transit-gateways',
  section: 'transitGateways',
  marks: [['TransitGatewayId', 'TransitGatewayArn']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'TransitGatewayId');
    if (id === undefined) return NOT_UNDERSTOOD;
    if (isGone(fields, 'State')) return DELETED;
    const options = child(fields, 'Options');
    const value = lean({
      id,
      name: nameTag(fields),
      region: text(fields, 'TransitGatewayArn')?.split(':')[3] ?? scope.region,
      ownerId: accountId(fields, 'OwnerId'),
      amazonSideAsn: options === undefined ? undefined : integer(options, 'AmazonSideAsn', 1),
      transitGatewayCidrBlocks:
        options === undefined ? undefined : texts(options, 'TransitGatewayCidrBlocks'),
      state: text(fields, 'State'),
      vpnEcmpSupport: option(options, 'VpnEcmpSupport'),
      securityGroupReferencingSupport: option(options, 'SecurityGroupReferencingSupport'),
      dnsSupport: option(options, 'DnsSupport'),
      defaultRouteTableAssociation: option(options, 'DefaultRouteTableAssociation'),
      defaultRouteTablePropagation: option(options, 'DefaultRouteTablePropagation'),
    });
    return put(dump, 'transitGateways', id, { value, fields, scope });
  },
};

/** Puts what one answer says of an attachment beside what others said. */
function merge(dump: Dump, { value, fields, scope }: Draft<Attachment>): Outcome {
  const known = dump.drafts.transitGatewayAttachments.get(value.id);
  if (known === undefined) dump.drafts.transitGatewayAttachments.set(value.id, { value, fields, scope });
  else Object.assign(known.value, { ...value, ...known.value });
  return READ;
}

/** Every attachment of every kind, with its association. */
export const transitGatewayAttachments: AnswerKind = {
  key: 'TransitGatewayAttachments',
  label: 'Transit gateway attachment',
  command: 'aws ec2 describe-transit-gateway-attachments',
  section: 'transitGatewayAttachments',
  marks: [['TransitGatewayAttachmentId', 'ResourceType']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'TransitGatewayAttachmentId');
    if (id === undefined) return NOT_UNDERSTOOD;
    if (isGone(fields, 'State')) return DELETED;
    const gateway = requiredText(fields, 'TransitGatewayId');
    if (gateway === undefined) return NOT_UNDERSTOOD;
    const association = child(fields, 'Association');
    const table = association === undefined ? undefined : text(association, 'TransitGatewayRouteTableId');
    factsOf(dump, facts).associations.set(`${id} ${gateway}`, table ?? 'none');
    const type = text(fields, 'ResourceType');
    // A peering has an answer of its own, which shows both sides.
    if (type === 'peering') return READ;
    const resource = text(fields, 'ResourceId');
    const value = lean({
      id,
      name: nameTag(fields),
      transitGateway: gateway,
      state: text(fields, 'State'),
      ...attachedOf(type, resource),
    });
    return merge(dump, { value, fields, scope });
  },
};

function attachedOf(type: string | undefined, resource: string | undefined): Partial<Attachment> {
  switch (type) {
    case 'vpc':
      return { vpc: resource };
    case 'vpn':
      return { vpnConnection: resource };
    case 'direct-connect-gateway':
      return { directConnectGateway: resource };
    default:
      return { resourceType: type ?? 'unknown', resource };
  }
}

export const transitGatewayVpcAttachments: AnswerKind = {
  key: 'TransitGatewayVpcAttachments',
  label: 'Transit gateway VPC attachment',
  command: 'aws ec2 describe-transit-gateway-vpc-attachments',
  section: 'transitGatewayAttachments',
  marks: [['TransitGatewayAttachmentId', 'SubnetIds']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'TransitGatewayAttachmentId');
    if (id === undefined) return NOT_UNDERSTOOD;
    if (isGone(fields, 'State')) return DELETED;
    const gateway = requiredText(fields, 'TransitGatewayId');
    if (gateway === undefined) return NOT_UNDERSTOOD;
    const options = child(fields, 'Options');
    const value = lean({
      id,
      name: nameTag(fields),
      transitGateway: gateway,
      state: text(fields, 'State'),
      vpc: text(fields, 'VpcId'),
      subnets: texts(fields, 'SubnetIds'),
      applianceModeSupport: option(options, 'ApplianceModeSupport'),
      ipv6Support: option(options, 'Ipv6Support'),
      dnsSupport: option(options, 'DnsSupport'),
      securityGroupReferencingSupport: option(options, 'SecurityGroupReferencingSupport'),
    });
    return merge(dump, { value, fields, scope });
  },
};

export const transitGatewayPeeringAttachments: AnswerKind = {
  key: 'TransitGatewayPeeringAttachments',
  label: 'Transit gateway peering',
  command: 'aws ec2 describe-transit-gateway-peering-attachments',
  section: 'transitGatewayPeeringAttachments',
  marks: [['TransitGatewayAttachmentId', 'RequesterTgwInfo']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'TransitGatewayAttachmentId');
    if (id === undefined) return NOT_UNDERSTOOD;
    if (isGone(fields, 'State')) return DELETED;
    const requester = peeringSide(fields, 'RequesterTgwInfo');
    const accepter = peeringSide(fields, 'AccepterTgwInfo');
    if (requester === undefined || accepter === undefined) return NOT_UNDERSTOOD;
    const value = lean({ id, name: nameTag(fields), requester, accepter, state: text(fields, 'State') });
    return put(dump, 'transitGatewayPeeringAttachments', id, { value, fields, scope });
  },
};

function peeringSide(fields: Fields, key: string) {
  const side = child(fields, key);
  const transitGateway = side === undefined ? undefined : requiredText(side, 'TransitGatewayId');
  if (side === undefined || transitGateway === undefined) return undefined;
  return lean({ transitGateway, region: text(side, 'Region'), ownerId: accountId(side, 'OwnerId') });
}

export const transitGatewayConnects: AnswerKind = {
  key: 'TransitGatewayConnects',
  label: 'Transit gateway Connect attachment',
  command: 'aws ec2 describe-transit-gateway-connects',
  section: 'transitGatewayAttachments',
  marks: [['TransitGatewayAttachmentId', 'TransportTransitGatewayAttachmentId']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'TransitGatewayAttachmentId');
    const gateway = id === undefined ? undefined : requiredText(fields, 'TransitGatewayId');
    if (id === undefined || gateway === undefined) return NOT_UNDERSTOOD;
    if (isGone(fields, 'State')) return DELETED;
    const transportAttachment = requiredText(fields, 'TransportTransitGatewayAttachmentId');
    if (transportAttachment === undefined) return NOT_UNDERSTOOD;
    const value = lean({
      id,
      name: nameTag(fields),
      transitGateway: gateway,
      state: text(fields, 'State'),
      transportAttachment,
    });
    return merge(dump, { value, fields, scope });
  },
};

const connectPeers: FactKey<Map<string, NonNullable<Attachment['connectPeers']>>> = {
  empty: () => new Map(),
};

export const transitGatewayConnectPeers: AnswerKind = {
  key: 'TransitGatewayConnectPeers',
  label: 'Transit gateway Connect peer',
  command: 'aws ec2 describe-transit-gateway-connect-peers',
  marks: [['TransitGatewayConnectPeerId', 'ConnectPeerConfiguration']],
  read: (fields, dump): Outcome => {
    idOf(fields, 'TransitGatewayConnectPeerId');
    if (isGone(fields, 'State')) return DELETED;
    const attachment = requiredText(fields, 'TransitGatewayAttachmentId');
    const configuration = child(fields, 'ConnectPeerConfiguration');
    if (attachment === undefined || configuration === undefined) return NOT_UNDERSTOOD;
    const family = text(configuration, 'PeerAddress')?.includes(':') === true ? 6 : 4;
    const transitGatewayAddress = address(configuration, 'TransitGatewayAddress', family);
    const peerAddress = address(configuration, 'PeerAddress', family);
    if (transitGatewayAddress === undefined || peerAddress === undefined) return NOT_UNDERSTOOD;
    const all = factsOf(dump, connectPeers);
    all.set(attachment, [...(all.get(attachment) ?? []), { transitGatewayAddress, peerAddress }]);
    return READ;
  },
};

export const transitGatewayRouteTables: AnswerKind = {
  key: 'TransitGatewayRouteTables',
  label: 'Transit gateway route table',
  command: 'aws ec2 describe-transit-gateway-route-tables',
  section: 'transitGatewayRouteTables',
  marks: [['TransitGatewayRouteTableId', 'DefaultAssociationRouteTable']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'TransitGatewayRouteTableId');
    const gateway = id === undefined ? undefined : requiredText(fields, 'TransitGatewayId');
    if (id === undefined || gateway === undefined) return NOT_UNDERSTOOD;
    if (isGone(fields, 'State')) return DELETED;
    const isTrue = (key: string) => memberOf(fields.members, key) === true || undefined;
    const value = lean({
      id,
      name: nameTag(fields),
      transitGateway: gateway,
      defaultAssociationRouteTable: isTrue('DefaultAssociationRouteTable'),
      defaultPropagationRouteTable: isTrue('DefaultPropagationRouteTable'),
    });
    return put(dump, 'transitGatewayRouteTables', id, { value, fields, scope });
  },
};

/** The table an answer speaks of: beside its list, where recorders put it, or in the name of the file. */
function tableOf(fields: Fields): string | undefined {
  const beside = fields.parent === undefined ? undefined : text(fields.parent, 'TransitGatewayRouteTableId');
  return beside ?? /(?<![a-z0-9])tgw-rtb-[0-9a-z]+/.exec(fields.item.file.path)?.[0];
}

const NO_TABLE: Outcome = { kind: 'skipped', why: 'the table they belong to is not known' };

/** `search-transit-gateway-routes`: the routes of one table. */
export const transitGatewayRoutes: AnswerKind = {
  key: 'Routes',
  label: 'Transit gateway route',
  command: 'aws ec2 search-transit-gateway-routes --filters Name=state,Values=active,blackhole',
  read: (fields, dump): Outcome => {
    const table = tableOf(fields);
    if (table === undefined) return NO_TABLE;
    if (fields.parent !== undefined && memberOf(fields.parent.members, 'AdditionalRoutesAvailable') === true)
      factsOf(dump, facts).cut.add(table);
    return addRoute(dump, table, fields);
  },
};

/** A recorder's list of static routes, table by table. */
export const transitGatewayStaticRoutes: AnswerKind = {
  key: 'TransitGatewayStaticRoutes',
  label: 'Transit gateway static routes',
  read: (fields, dump): Outcome => {
    const table = requiredText(fields, 'TransitGatewayRouteTableId');
    if (table === undefined) return NOT_UNDERSTOOD;
    if (memberOf(fields.members, 'AdditionalRoutesAvailable') === true) factsOf(dump, facts).cut.add(table);
    const { routes } = factsOf(dump, facts);
    routes.set(table, routes.get(table) ?? []);
    for (const route of list(fields, 'Routes') ?? []) addRoute(dump, table, route);
    return READ;
  },
};

function addRoute(dump: Dump, table: string, fields: Fields): Outcome {
  const before = fields.item.faults;
  const block = text(fields, 'DestinationCidrBlock');
  const destination =
    block === undefined
      ? text(fields, 'PrefixListId')
      : cidr(fields, 'DestinationCidrBlock', block.includes(':') ? 6 : 4);
  if (destination === undefined) {
    if (fields.item.faults === before)
      fault(fields, undefined, 'a route has no destination. It was left out.', 'missing-value');
    factsOf(dump, facts).cut.add(table);
    return NOT_UNDERSTOOD;
  }
  const state = text(fields, 'State');
  if (state === 'deleted' || state === 'deleting') return DELETED;
  const type = text(fields, 'Type') === 'propagated' ? ('propagated' as const) : ('static' as const);
  const attachments = (list(fields, 'TransitGatewayAttachments') ?? []).flatMap(
    (attachment) => text(attachment, 'TransitGatewayAttachmentId') ?? [],
  );
  const route: Route = lean({
    destination,
    attachment: attachments.length === 0 ? undefined : attachments,
    type,
    state: state === 'blackhole' ? ('blackhole' as const) : undefined,
  });
  const { routes, inForce } = factsOf(dump, facts);
  routes.set(table, [...(routes.get(table) ?? []), route]);
  // TGW-40: an answer that shows propagated routes shows what is in force.
  if (type === 'propagated') inForce.add(table);
  return READ;
}

/** A recorder's list of propagations, table by table. */
export const transitGatewayPropagations: AnswerKind = {
  key: 'TransitGatewayPropagations',
  label: 'Transit gateway propagations',
  read: (fields, dump): Outcome => {
    const table = requiredText(fields, 'TransitGatewayRouteTableId');
    if (table === undefined) return NOT_UNDERSTOOD;
    propagationsOf(dump, table);
    for (const each of list(fields, 'TransitGatewayRouteTablePropagations') ?? [])
      addPropagation(dump, table, each);
    return READ;
  },
};

/** `get-transit-gateway-route-table-propagations`. */
export const transitGatewayRouteTablePropagations: AnswerKind = {
  key: 'TransitGatewayRouteTablePropagations',
  label: 'Transit gateway propagation',
  command: 'aws ec2 get-transit-gateway-route-table-propagations',
  read: (fields, dump): Outcome => {
    const table = tableOf(fields);
    if (table === undefined) return NO_TABLE;
    addPropagation(dump, table, fields);
    return READ;
  },
};

function propagationsOf(dump: Dump, table: string): Set<string> {
  const { propagations } = factsOf(dump, facts);
  const known = propagations.get(table) ?? new Set<string>();
  propagations.set(table, known);
  return known;
}

function addPropagation(dump: Dump, table: string, fields: Fields): void {
  const attachment = text(fields, 'TransitGatewayAttachmentId');
  const state = text(fields, 'State');
  if (attachment !== undefined && (state === undefined || state === 'enabled'))
    propagationsOf(dump, table).add(attachment);
}

/**
 * Brings associations, propagations and routes to the attachments and tables (TGW-39 to TGW-41): what answers show
 * counts, and nothing is inferred from a gateway's defaults.
 */
export function applyTransitGateways(dump: Dump): void {
  const { drafts } = dump;
  const { associations, propagations, routes, inForce, cut } = factsOf(dump, facts);
  const visible = new Set(
    [...drafts.transitGatewayRouteTables.values()].map(({ value }) => value.transitGateway),
  );
  for (const { value } of drafts.transitGateways.values())
    if (!visible.has(value.id)) value.routeTablesVisible = false;
  for (const [id, { value }] of drafts.transitGatewayRouteTables) {
    value.routes = routes.get(id) ?? [];
    const isInForce = inForce.has(id);
    if (isInForce) value.routesInForce = true;
    const isKnown = isInForce || (routes.has(id) && propagations.has(id));
    if (cut.has(id) || !isKnown) value.incomplete = true;
    if (value.routes.length === 0) delete value.routes;
  }
  for (const [id, { value }] of drafts.transitGatewayAttachments) {
    const { transitGateway } = value;
    const table = associations.get(`${id} ${transitGateway}`);
    const isVisible = visible.has(transitGateway);
    if (table !== undefined && (table !== 'none' || isVisible)) value.routeTable = table;
    if (isVisible) value.propagatesTo = [...propagations].flatMap(([to, from]) => (from.has(id) ? [to] : []));
    const peers = factsOf(dump, connectPeers).get(id);
    if (peers !== undefined) value.connectPeers = peers;
    if (value.transportAttachment !== undefined) {
      delete value.resourceType;
      delete value.resource;
    }
  }
  for (const [id, { value }] of drafts.transitGatewayPeeringAttachments) {
    for (const side of [value.requester, value.accepter]) {
      const table = associations.get(`${id} ${side.transitGateway}`);
      if (table !== undefined && (table !== 'none' || visible.has(side.transitGateway)))
        side.routeTable = table;
    }
  }
}
