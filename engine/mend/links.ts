/** Changes of what joins VPCs and sites, and of what stands in front of services, that would send the packet on. */
import { calledOf } from '../explain/names.ts';
import { containsAddress, formatCidr, hostCidr } from '../ip/index.ts';
import type { Address, Cidr } from '../ip/index.ts';
import { vpcHolds } from '../model/network.ts';
import type { Network } from '../model/index.ts';
import { zoneOf } from '../model/zone.ts';
import { protocolName } from '../packet/index.ts';
import type { TransitGatewayAttachment } from '../resources/transit-gateway-attachment/types.ts';
import type { Step } from '../trace/index.ts';
import { itemsOf, withSet } from './change.ts';
import type { Change, Scene } from './change.ts';

/** TGW-6, TGW-8, TGW-10: a route of the table to the attachment behind which the destination lies. */
export function transitRoutes({ document, network }: Scene, { component, packet, detail }: Step): Change[] {
  const table = network.transitGatewayRouteTables.get(component.id);
  if (table === undefined || detail === 'loop') return [];
  return network.lookup.attachmentsOf(table.transitGateway).flatMap((attachment): Change[] => {
    const block = blockBehind(network, attachment, packet.dst);
    if (block === undefined) return [];
    const cidr = formatCidr(block);
    const others = itemsOf(document, table.id, 'routes').filter((route) => destinationOf(route) !== cidr);
    return [
      {
        title: `Route ${cidr} of ${calledOf(network, table.id)} to ${calledOf(network, attachment.id)}`,
        change: `${cidr} → ${calledOf(network, attachment.id)}`,
        broad: false,
        document: withSet(
          document,
          table.id,
          ['routes'],
          [...others, { destination: cidr, attachment: attachment.id }],
        ),
      },
    ];
  });
}

function destinationOf(route: unknown): unknown {
  return typeof route === 'object' && route !== null && 'destination' in route
    ? route.destination
    : undefined;
}

/** The block of the VPC or site behind an attachment that has an address. */
function blockBehind(
  network: Network,
  { attached }: TransitGatewayAttachment,
  address: Address,
): Cidr | undefined {
  const has = (block: Cidr) => containsAddress(block, address);
  if (attached.kind === 'vpc') {
    const vpc = network.vpcs.get(attached.vpc);
    return vpc === undefined ? undefined : [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks].find(has);
  }
  const sites =
    attached.kind === 'vpn'
      ? [network.vpnConnections.get(attached.connection)?.onPremisesNetwork]
      : attached.kind === 'direct-connect-gateway'
        ? [...network.virtualInterfaces.values()]
            .filter(({ directConnectGateway }) => directConnectGateway === attached.gateway)
            .map(({ onPremisesNetwork }) => onPremisesNetwork)
        : [];
  return sites.flatMap((id) => network.onPremisesNetworks.get(id ?? '')?.cidrBlocks ?? []).find(has);
}

/** TGW-3, TGW-5: a subnet in the sender's zone, or a table for the attachment. */
export function attachmentChanges(
  { document, network }: Scene,
  { detail, packet, component }: Step,
): Change[] {
  const attachment = network.transitGatewayAttachments.get(component.id);
  if (attachment === undefined) return [];
  const name = calledOf(network, attachment.id);
  if (detail === 'no-association') {
    const tables = [...network.transitGatewayRouteTables.values()].filter(
      ({ transitGateway }) => transitGateway === attachment.transitGateway,
    );
    return tables.map(({ id }) => ({
      title: `Associate attachment ${name} with ${calledOf(network, id)}`,
      change: `route table: ${calledOf(network, id)}`,
      broad: false,
      document: withSet(document, attachment.id, ['routeTable'], id),
    }));
  }
  const { attached } = attachment;
  if (detail !== 'az' || attached.kind !== 'vpc') return [];
  const from = network.subnets.get(network.lookup.subnetOf(attached.vpc, packet.src) ?? '');
  const zone = from === undefined ? undefined : zoneOf(from);
  const missing = network.lookup
    .subnetsOf(attached.vpc)
    .find((subnet) => zone !== undefined && zoneOf(subnet) === zone);
  if (missing === undefined) return [];
  return [
    {
      title: `Attach ${name} in ${zone ?? 'the zone of the sender'} too`,
      change: `subnets: add ${calledOf(network, missing.id)}`,
      broad: false,
      document: withSet(document, attachment.id, ['subnets'], [...attached.subnets, missing.id]),
    },
  ];
}

/** VPN-2, VPN-20: a tunnel that comes up. */
export function tunnelUp({ document, network }: Scene, { detail, component }: Step): Change[] {
  const connection = network.vpnConnections.get(component.id);
  if (connection === undefined || detail !== 'down') return [];
  return [
    {
      title: `Bring up a tunnel of ${calledOf(network, connection.id)}`,
      change: 'tunnels: up',
      broad: false,
      document: withSet(document, connection.id, ['tunnels'], ['up', 'up']),
    },
  ];
}

/** VPN-4, VPN-5: a static route of the connection to the site that has the address. */
export function siteRoutes({ document, network }: Scene, { detail, component, packet }: Step): Change[] {
  if (detail !== 'unknown-prefix') return [];
  return [...network.vpnConnections.values()].flatMap((connection): Change[] => {
    const site = network.onPremisesNetworks.get(connection.onPremisesNetwork);
    const block = site?.cidrBlocks.find((each) => containsAddress(each, packet.dst));
    if (connection.vpnGateway !== component.id || !connection.isStatic || block === undefined) return [];
    const cidr = formatCidr(block);
    return [
      {
        title: `Add a static route to VPN connection ${calledOf(network, connection.id)}`,
        change: cidr,
        broad: false,
        document: withSet(
          document,
          connection.id,
          ['routes'],
          [...itemsOf(document, connection.id, 'routes'), cidr],
        ),
      },
    ];
  });
}

/** A route of a VPC's table to the gateway that joins it to the VPC or site of an address (TGW-15, VPN-3): target and block. */
export function linksTo(network: Network, vpc: string, address: Address): { target: string; block: Cidr }[] {
  const transit = [...network.transitGateways.keys()].flatMap((gateway) => {
    const attachments = network.lookup.attachmentsOf(gateway);
    const isAttached = attachments.some(({ attached }) => attached.kind === 'vpc' && attached.vpc === vpc);
    if (!isAttached) return [];
    const blocks = attachments.flatMap((attachment) => {
      const isOwn = attachment.attached.kind === 'vpc' && attachment.attached.vpc === vpc;
      return isOwn ? [] : (blockBehind(network, attachment, address) ?? []);
    });
    return blocks.slice(0, 1).map((block) => ({ target: gateway, block }));
  });
  const gateway = [...network.vpnGateways.values()].find((each) => each.vpc === vpc);
  const held = network.vpcs.get(vpc);
  if (gateway === undefined || (held !== undefined && vpcHolds(held, address))) return transit;
  const site = [...network.vpnConnections.values(), ...network.virtualInterfaces.values()]
    .filter(({ vpnGateway }) => vpnGateway === gateway.id)
    .flatMap(({ onPremisesNetwork }) => network.onPremisesNetworks.get(onPremisesNetwork)?.cidrBlocks ?? [])
    .find((block) => containsAddress(block, address));
  return site === undefined ? transit : [...transit, { target: gateway.id, block: site }];
}

/** VPCE-9, VPCE-20: the default policy, or the provider's acceptance. */
export function endpointChanges({ document, network }: Scene, { at, detail, component }: Step): Change[] {
  const endpoint = network.vpcEndpoints.get(component.id);
  if (endpoint === undefined) return [];
  const name = calledOf(network, endpoint.id);
  if (at === 'endpoint-policy') {
    return [
      {
        title: `Give endpoint ${name} the default policy`,
        change: `policy: ${endpoint.policy} → full`,
        broad: true,
        document: withSet(document, endpoint.id, ['policy'], 'full'),
      },
    ];
  }
  if (detail !== 'not-available') return [];
  return [
    {
      title: `Have endpoint ${name} accepted`,
      change: `${endpoint.state ?? ''} → available`,
      broad: false,
      document: withSet(document, endpoint.id, ['state'], 'available'),
    },
  ];
}

/** NFW-5, NFW-7: a rule before all others that passes just this traffic; NFW-17: both directions to one endpoint. */
export function firewallChanges({ document, network }: Scene, step: Step): Change[] {
  const { detail, packet, component } = step;
  if (detail === 'asymmetric')
    return step.rules.includes('TGW-17') ? applianceMode({ document, network }) : [];
  const attached = network.transitGatewayAttachments.get(component.id)?.attached;
  const id =
    network.vpcEndpoints.get(component.id)?.firewall ??
    (attached?.kind === 'firewall' ? attached.firewall : undefined);
  const policy = network.firewallPolicies.get(network.networkFirewalls.get(id ?? '')?.policy ?? '');
  if (policy === undefined) return [];
  const name = calledOf(network, policy.id);
  if (detail === 'stateless') {
    return [
      {
        title: `Hand what no stateless rule of ${name} matches to its stateful rules`,
        change: `stateless default action: ${policy.statelessDefault} → forward`,
        broad: true,
        document: withSet(document, policy.id, ['statelessDefaultAction'], 'forward'),
      },
    ];
  }
  const [src, dst] = [packet.src, packet.dst].map((address) => formatCidr(hostCidr(address)));
  const port = packet.dstPort === 0 ? 'any' : String(packet.dstPort);
  const rule = `pass ${protocolName(packet.protocol)} ${src} any -> ${dst} ${port}`;
  const groups = itemsOf(document, policy.id, 'statefulRuleGroups');
  return [
    {
      title: `Pass this traffic in firewall policy ${name}`,
      change: rule,
      broad: false,
      document: withSet(document, policy.id, ['statefulRuleGroups'], [{ rules: [rule] }, ...groups]),
    },
  ];
}

function applianceMode({ document, network }: Scene): Change[] {
  return [...network.transitGatewayAttachments.values()].flatMap(({ id, attached }): Change[] => {
    if (attached.kind !== 'vpc' || attached.applianceMode) return [];
    const inspects = [...network.vpcEndpoints.values()].some(
      ({ vpc, type }) => vpc === attached.vpc && type === 'gateway-load-balancer',
    );
    if (!inspects) return [];
    return [
      {
        title: `Turn on appliance mode of attachment ${calledOf(network, id)}`,
        change: 'appliance mode: off → on',
        broad: false,
        document: withSet(document, id, ['applianceModeSupport'], true),
      },
    ];
  });
}

/** ELB-4, ELB-8: a listener on the port, or the targets of other zones. */
export function balancerChanges({ document, network }: Scene, { detail, packet, component }: Step): Change[] {
  const balancer = network.loadBalancers.get(component.id);
  if (balancer === undefined) return [];
  const name = calledOf(network, balancer.id);
  if (detail === 'no-target-in-zone') {
    return [
      {
        title: `Let ${name} use targets of all zones`,
        change: 'cross-zone: off → on',
        broad: false,
        document: withSet(document, balancer.id, ['crossZone'], true),
      },
    ];
  }
  if (detail !== 'no-listener') return [];
  return balancer.listeners.slice(0, 1).flatMap(({ protocol, forwards }) =>
    forwards.slice(0, 1).map(({ targetGroup }) => ({
      title: `Add a listener to ${name}`,
      change: `${protocol} ${packet.dstPort} → ${calledOf(network, targetGroup)}`,
      broad: false,
      document: withSet(
        document,
        balancer.id,
        ['listeners'],
        [...itemsOf(document, balancer.id, 'listeners'), { protocol, port: packet.dstPort, targetGroup }],
      ),
    })),
  );
}
