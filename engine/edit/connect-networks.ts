/**
 * What joins networks: transit gateways with VPCs and with each other, VPN connections, Direct Connect; and what stands in
 * front of others: load balancers, endpoint services, database proxies.
 */
import { formatCidr } from '../ip/index.ts';
import { nameIn } from './connect-rules.ts';
import type { Scene, Way } from './connect.ts';
import { withNew } from './create.ts';
import { entriesIn, listOf, textIn } from './document.ts';
import type { PlainDocument, PlainEntry } from './document.ts';
import { ownBlocks } from './free-addresses.ts';
import { vpcOf } from './references.ts';
import type { Known } from './references.ts';
import { typeFor, withField } from './set-field.ts';

type Maker = (scene: Scene, from: Known, to: Known) => readonly Way[];

/** Each knows one pair of kinds. */
export const networkMakers: readonly Maker[] = [
  transitAttachment,
  transitPeering,
  vpn,
  behindRouter,
  directConnect,
  virtualInterface,
  balance,
  serve,
  proxied,
  endpointRoutes,
];

/** A document with a resource of which these fields are as said, whatever it would begin with. */
function made(scene: Scene, kind: Known['kind'], fields: PlainEntry, near?: string) {
  const type = typeFor(scene.catalogue, kind);
  const one = withNew(scene.document, scene.catalogue, type, near === undefined ? {} : { parent: near });
  const document = Object.entries(fields).reduce(
    (each, [field, value]) => withField(each, scene.catalogue, one.id, [field], value),
    one.document,
  );
  return { document, id: one.id };
}

/** The id that a field of an entry names. */
function named(
  { objects }: Scene,
  entry: PlainEntry,
  field: string,
  kind: Known['kind'],
): string | undefined {
  const text = textIn(entry, field);
  return text === undefined ? undefined : objects.find(text, [kind])?.id;
}

/** Whether an entry of a kind names all of these already. */
function isJoined(scene: Scene, kind: Known['kind'], fields: readonly (readonly [string, Known])[]): boolean {
  return scene.objects.all.some(
    ({ kind: of, place }) =>
      of === kind &&
      place !== undefined &&
      fields.every(([field, object]) => named(scene, place.entry, field, object.kind) === object.id),
  );
}

/** TGW-1: a VPC is attached to a transit gateway once. */
function transitAttachment(scene: Scene, from: Known, to: Known): readonly Way[] {
  if (to.kind !== 'transit-gateway') return [];
  const vpc = from.kind === 'vpc' || from.kind === 'subnet' ? vpcOf(from, scene.objects) : undefined;
  if (vpc !== undefined) {
    const fields = [['transitGateway', to] as const, ['vpc', vpc] as const];
    if (isJoined(scene, 'transit-gateway-attachment', fields)) return [];
    const { document } = made(scene, 'transit-gateway-attachment', { transitGateway: to.id }, vpc.id);
    return [{ id: 'attach', sentence: `Attach ${nameIn(vpc)} to ${nameIn(to)}`, after: document }];
  }
  const field =
    from.kind === 'vpn-connection'
      ? 'vpnConnection'
      : from.kind === 'direct-connect-gateway'
        ? 'directConnectGateway'
        : undefined;
  if (field === undefined) return [];
  if (
    isJoined(scene, 'transit-gateway-attachment', [['transitGateway', to] as const, [field, from] as const])
  )
    return [];
  return [
    {
      id: 'attach',
      sentence: `Attach ${nameIn(from)} to ${nameIn(to)}`,
      after: attached(scene, to, field, from.id),
    },
  ];
}

/** An attachment of something that is no VPC. */
function attached(scene: Scene, gateway: Known, field: string, id: string): PlainDocument {
  const { document } = made(
    scene,
    'transit-gateway-attachment',
    { vpc: undefined, subnets: undefined, transitGateway: gateway.id, [field]: id },
    gateway.id,
  );
  return document;
}

/** TGW-31: a pair of gateways has one peering. */
function transitPeering(scene: Scene, from: Known, to: Known): readonly Way[] {
  if (from.kind !== 'transit-gateway' || to.kind !== 'transit-gateway') return [];
  const isPeered = scene.objects.all.some(({ kind, place }) => {
    if (kind !== 'transit-gateway-peering-attachment' || place === undefined) return false;
    const sides = ['requester', 'accepter'].map((side) => place.entry[side]);
    return [from, to].every((gateway) =>
      sides.some(
        (side) =>
          typeof side === 'object' &&
          side !== null &&
          named(scene, side as PlainEntry, 'transitGateway', 'transit-gateway') === gateway.id,
      ),
    );
  });
  if (isPeered) return [];
  const { document } = made(scene, 'transit-gateway-peering-attachment', {
    requester: { transitGateway: from.id },
    accepter: { transitGateway: to.id },
  });
  return [{ id: 'peer', sentence: `Peer ${nameIn(from)} with ${nameIn(to)}`, after: document }];
}

/** A VPN connection between a customer gateway and either kind of gateway. */
function vpn(scene: Scene, from: Known, to: Known): readonly Way[] {
  if (from.kind !== 'customer-gateway') return [];
  const sentence = `Connect ${nameIn(from)} to ${nameIn(to)} by VPN`;
  if (to.kind === 'vpn-gateway') {
    if (isJoined(scene, 'vpn-connection', [['customerGateway', from] as const, ['vpnGateway', to] as const]))
      return [];
    const fields = { vpnGateway: to.id, customerGateway: from.id };
    return [{ id: 'vpn', sentence, after: made(scene, 'vpn-connection', fields, to.id).document }];
  }
  if (to.kind !== 'transit-gateway') return [];
  const fields = { vpnGateway: undefined, customerGateway: from.id };
  const { document, id } = made(scene, 'vpn-connection', fields, from.id);
  return [{ id: 'vpn', sentence, after: attached({ ...scene, document }, to, 'vpnConnection', id) }];
}

function behindRouter({ document, catalogue }: Scene, from: Known, to: Known): readonly Way[] {
  if (from.kind !== 'on-premises-network' || to.kind !== 'customer-gateway' || to.place === undefined)
    return [];
  const after = withField(document, catalogue, to.id, ['onPremisesNetwork'], from.id);
  return [{ id: 'behind', sentence: `Put ${nameIn(from)} behind ${nameIn(to)}`, after }];
}

/** DX-9, DX-10: the site learns the blocks that are allowed; at first those of the VPC. */
function directConnect(scene: Scene, from: Known, to: Known): readonly Way[] {
  if (to.kind !== 'direct-connect-gateway' || to.place === undefined) return [];
  if (from.kind !== 'vpn-gateway' && from.kind !== 'transit-gateway') return [];
  const { document, catalogue, objects } = scene;
  const before = listOf(to.place.entry, 'associations');
  const isThere = entriesIn(to.place.entry, 'associations').some(
    (each) => named(scene, each, 'gateway', from.kind) === from.id,
  );
  if (isThere) return [];
  const vpc = vpcOf(from, objects);
  const allowed = vpc === undefined ? [] : ownBlocks(vpc).map(formatCidr);
  const association = { gateway: from.id, ...(allowed.length > 0 && { allowedPrefixes: allowed }) };
  const after = withField(document, catalogue, to.id, ['associations'], [...before, association]);
  const sentence = `Associate ${nameIn(from)} with ${nameIn(to)}`;
  return [{ id: 'associate', sentence, after }];
}

function virtualInterface(scene: Scene, from: Known, to: Known): readonly Way[] {
  if (from.kind !== 'on-premises-network') return [];
  const field =
    to.kind === 'direct-connect-gateway'
      ? 'directConnectGateway'
      : to.kind === 'vpn-gateway'
        ? 'vpnGateway'
        : undefined;
  if (field === undefined) return [];
  if (isJoined(scene, 'virtual-interface', [['onPremisesNetwork', from] as const, [field, to] as const]))
    return [];
  const fields = { directConnectGateway: undefined, onPremisesNetwork: from.id, [field]: to.id };
  const { document } = made(scene, 'virtual-interface', fields, from.id);
  const sentence = `Connect ${nameIn(from)} to ${nameIn(to)} by Direct Connect`;
  return [{ id: 'direct-connect', sentence, after: document }];
}

/** Registers a target with a group of the balancer's, and makes the group and a listener where there is none. */
function balance(scene: Scene, from: Known, to: Known): readonly Way[] {
  if (from.kind !== 'load-balancer' || from.place === undefined) return [];
  const targetType = to.kind === 'instance' ? 'instance' : to.kind === 'lambda-function' ? 'lambda' : null;
  if (targetType === null || vpcOf(from, scene.objects)?.id !== vpcOf(to, scene.objects)?.id) return [];
  const { catalogue, objects } = scene;
  const groups = entriesIn(from.place.entry, 'listeners').flatMap((listener) => {
    const group = objects.find(textIn(listener, 'targetGroup') ?? '', ['target-group']);
    return group === undefined ? [] : [group];
  });
  const group = groups.find(
    ({ place }) => (place && (textIn(place.entry, 'targetType') ?? 'instance')) === targetType,
  );
  const sentence = `Forward to ${nameIn(to)}`;
  if (group?.place !== undefined) {
    const targets = entriesIn(group.place.entry, 'targets');
    if (targets.some((target) => named(scene, target, 'id', to.kind) === to.id)) return [];
    const list = [...listOf(group.place.entry, 'targets'), { id: to.id }];
    return [
      { id: 'target', sentence, after: withField(scene.document, catalogue, group.id, ['targets'], list) },
    ];
  }
  const { document, id } = made(scene, 'target-group', { targetType, targets: [{ id: to.id }] }, from.id);
  const listeners = [
    ...listOf(from.place.entry, 'listeners'),
    { protocol: 'tcp', port: freePort(from.place.entry), targetGroup: id },
  ];
  return [
    { id: 'target', sentence, after: withField(document, catalogue, from.id, ['listeners'], listeners) },
  ];
}

/** 443, or the next port after it that no listener has. */
function freePort(balancer: PlainEntry): number {
  const taken = new Set(entriesIn(balancer, 'listeners').map(({ port }) => port));
  let port = 443;
  while (taken.has(port)) port++;
  return port;
}

function serve({ document, catalogue, objects }: Scene, from: Known, to: Known): readonly Way[] {
  if (from.kind !== 'vpc-endpoint-service' || from.place === undefined) return [];
  if (to.kind === 'load-balancer') {
    const before = listOf(from.place.entry, 'loadBalancers');
    if (before.some((text) => objects.find(String(text), ['load-balancer'])?.id === to.id)) return [];
    const after = withField(document, catalogue, from.id, ['loadBalancers'], [...before, to.id]);
    return [{ id: 'serve', sentence: `Offer ${nameIn(to)} by ${nameIn(from)}`, after }];
  }
  if (to.kind !== 'vpc-endpoint' || to.place === undefined) return [];
  const service = textIn(from.place.entry, 'serviceName') ?? from.id;
  const after = withField(document, catalogue, to.id, ['serviceName'], service);
  return [{ id: 'serve', sentence: `Lead to ${nameIn(from)}`, after }];
}

function proxied({ document, catalogue }: Scene, from: Known, to: Known): readonly Way[] {
  if (from.kind !== 'database-proxy' || to.kind !== 'database') return [];
  const after = withField(document, catalogue, from.id, ['database'], to.id);
  return [{ id: 'proxy', sentence: `Stand in front of ${nameIn(to)}`, after }];
}

/** VPCE-1: AWS adds the route of a gateway endpoint to the tables that it is told of. */
function endpointRoutes({ document, catalogue, objects }: Scene, from: Known, to: Known): readonly Way[] {
  if (from.kind !== 'route-table' || from.place === undefined) return [];
  if (to.kind !== 'vpc-endpoint' || to.place?.entry['vpcEndpointType'] !== 'Gateway') return [];
  if (vpcOf(from, objects)?.id !== vpcOf(to, objects)?.id) return [];
  const before = listOf(to.place.entry, 'routeTables');
  if (before.some((text) => objects.find(String(text), ['route-table'])?.id === from.id)) return [];
  const after = withField(document, catalogue, to.id, ['routeTables'], [...before, from.id]);
  return [{ id: 'route', sentence: `Route traffic to the service here`, after }];
}
