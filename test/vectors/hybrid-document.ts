/**
 * Turns a hybrid network of `test/reference/edge` into a `hoplight/1` document: the document of its topology, and what the
 * VPCs connect to. Ids stay as they are.
 */
import { readHoplight } from '../../engine/formats/hoplight/read.ts';
import type { Network } from '../../engine/model/index.ts';
import type {
  HybridAttachment,
  HybridBalancer,
  HybridFirewall,
  HybridPeeringSide,
  HybridSite,
  HybridStatefulRule,
  HybridTopology,
  HybridVirtualInterface,
  HybridVpn,
  HybridVpnGateway,
} from '../reference/edge/hybrid.ts';
import { topologyDocument, type TopologyDocument } from './topology-document.ts';

/** The engine's network. Throws when the engine says anything of the document: a sound one leaves nothing to say. */
export function hybridNetwork(topology: HybridTopology): Network {
  const { network, diagnostics } = readHoplight(hybridDocument(topology));
  if (diagnostics.length === 0) return network;
  throw new Error(diagnostics.map(({ code, detail }) => `${code}: ${detail}`).join('\n'));
}

export function hybridDocument(topology: HybridTopology): TopologyDocument {
  const core = topologyDocument(topology);
  const endpoints = Object.entries(topology.gatewayEndpoints ?? {});
  return {
    ...core,
    routeTables: [
      // INVARIANT: `topologyDocument` writes a list of tables with ids.
      ...(core['routeTables'] as readonly { readonly id: string }[]).map((table) => ({
        ...table,
        propagatingVgws: gatewaysInto(topology, table.id),
      })),
      ...entries(topology.vgws).flatMap(([id, { vpc, gatewayTable }]) =>
        gatewayTable ? [gatewayTableOf(id, vpc, gatewayTable.routes)] : [],
      ),
    ],
    prefixLists: [
      ...(core['prefixLists'] as readonly object[]),
      ...endpoints.map(([id, { service }]) => ({
        id: `pl-of-${id}`,
        entries: service.replace(/^.*\{|\}$/g, '').split(','),
      })),
    ],
    transitGateways: entries(topology.tgws).map(([id, tgw]) => ({
      id,
      ...(tgw.region === undefined ? {} : { region: tgw.region }),
      vpnEcmpSupport: tgw.ecmp ?? true,
      securityGroupReferencingSupport: tgw.groupReferences ?? false,
      routeTablesVisible: tgw.tablesVisible ?? true,
    })),
    transitGatewayRouteTables: entries(topology.tgwTables)
      .filter(([, { tgw }]) => isVisible(topology, tgw))
      .map(([id, { tgw, routes }]) => ({
        id,
        transitGateway: tgw,
        routes: Object.entries(routes).map(([destination, target]) => ({
          destination,
          ...(target === 'blackhole' ? {} : { attachment: target }),
        })),
      })),
    transitGatewayAttachments: entries(topology.attachments).map(([id, each]) => ({
      ...attachment(id, each),
      // TGW-41: with the tables goes what leads into and out of them.
      ...(isVisible(topology, each.tgw)
        ? { routeTable: each.table ?? 'none', propagatesTo: each.propagatesTo ?? [] }
        : {}),
    })),
    transitGatewayPeeringAttachments: entries(topology.tgwPeerings).map(([id, { a, b, state }]) => ({
      id,
      requester: side(a),
      accepter: side(b),
      ...(state === undefined ? {} : { state }),
    })),
    vpnGateways: entries(topology.vgws).map(([id, each]) => vpnGateway(id, each)),
    onPremisesNetworks: entries(topology.sites).map(([id, each]) => site(id, each)),
    vpnConnections: entries(topology.vpns).map(([id, each]) => vpn(id, each)),
    virtualInterfaces: entries(topology.vifs).map(([id, each]) => virtualInterface(id, each)),
    directConnectGateways: entries(topology.dxgws).map(([id, { associations }]) => ({
      id,
      associations: Object.entries(associations).map(([gateway, allowedPrefixes]) => ({
        gateway,
        allowedPrefixes,
      })),
    })),
    loadBalancers: entries(topology.balancers).map(([id, each]) => loadBalancer(id, each)),
    targetGroups: entries(topology.balancers).map(([id, each]) => targetGroup(id, each)),
    networkFirewalls: entries(topology.firewalls).map(([id, { vpc, endpoints: own }]) => ({
      id,
      vpc,
      firewallPolicy: `policy-of-${id}`,
      subnetMappings: entries(own).map(([endpoint, subnet]) => ({ subnet, endpoint })),
    })),
    firewallPolicies: entries(topology.firewalls).map(([id, each]) => firewallPolicy(id, each)),
    vpcEndpoints: [
      ...endpoints.map(([id, { vpc, tables, policy, state }]) => ({
        id,
        vpc,
        vpcEndpointType: 'Gateway',
        routeTables: tables,
        prefixList: `pl-of-${id}`,
        policy: policy ?? 'full',
        state: state ?? 'available',
      })),
      ...entries(topology.interfaceEndpoints).map(([id, { vpc, interfaces, sgs, policy, state }]) => ({
        id,
        vpc,
        vpcEndpointType: 'Interface',
        interfaces: entries(interfaces).map(([networkInterface, { subnet, ip }]) => ({
          subnet,
          privateIp: ip,
          networkInterface,
        })),
        securityGroups: sgs,
        policy: policy ?? 'full',
        state: state ?? 'available',
      })),
    ],
  };
}

function entries<T>(record: Readonly<Record<string, T>> = {}): [string, T][] {
  return Object.entries(record);
}

function loadBalancer(id: string, each: HybridBalancer): object {
  return {
    id,
    vpc: each.vpc,
    type: each.type,
    scheme: 'internal',
    nodes: entries(each.nodes).map(([networkInterface, { subnet, ip }]) => ({
      subnet,
      privateIp: ip,
      networkInterface,
    })),
    ...(each.sgs === undefined ? {} : { securityGroups: each.sgs }),
    listeners: [
      {
        protocol: each.type === 'application' ? 'http' : 'tcp',
        port: each.port,
        targetGroup: `targets-of-${id}`,
      },
    ],
    ...(each.crossZone === undefined ? {} : { crossZone: each.crossZone }),
  };
}

function targetGroup(id: string, each: HybridBalancer): object {
  return {
    id: `targets-of-${id}`,
    vpc: each.vpc,
    targetType: 'ip',
    protocol: each.type === 'application' ? 'http' : 'tcp',
    port: each.targetPort,
    targets: each.targets.map(({ ip, zone }) => ({ id: ip, availabilityZone: zone })),
  };
}

function firewallPolicy(id: string, each: HybridFirewall): object {
  return {
    id: `policy-of-${id}`,
    statelessDefaultAction: each.statelessDefault,
    statelessRuleGroups: [
      {
        rules: each.stateless.map(({ priority, action, proto, src, dst, dport }) => ({
          priority,
          action,
          ...(proto === undefined ? {} : { protocols: [proto] }),
          ...(src === undefined ? {} : { sources: [src] }),
          ...(dst === undefined ? {} : { destinations: [dst] }),
          ...(dport === undefined ? {} : { destinationPorts: [dport] }),
        })),
      },
    ],
    ruleOrder: each.order,
    ...(each.strictDefault === undefined ? {} : { statefulDefaultActions: [each.strictDefault] }),
    statefulRuleGroups: [{ rules: each.stateful.map(suricataRule) }],
  };
}

function suricataRule({ action, proto, src, dst, dport }: HybridStatefulRule): string {
  return `${action} ${proto ?? 'ip'} ${src ?? 'any'} any -> ${dst ?? 'any'} ${String(dport ?? 'any')}`;
}

function isVisible({ tgws }: HybridTopology, tgw: string): boolean {
  return tgws?.[tgw]?.tablesVisible ?? true;
}

function gatewaysInto({ vgws }: HybridTopology, table: string): readonly string[] {
  return entries(vgws).flatMap(([id, { propagatesTo }]) => (propagatesTo?.includes(table) ? [id] : []));
}

function gatewayTableOf(
  vgw: string,
  vpc: string | undefined,
  routes: Readonly<Record<string, string>>,
): object {
  return {
    id: `gateway:${vgw}`,
    vpc,
    gateway: vgw,
    routes: Object.entries(routes).map(([destination, target]) => ({
      destination,
      target: target.replace(/^eni:/, ''),
    })),
  };
}

function attachment(id: string, each: HybridAttachment): object {
  return {
    id,
    transitGateway: each.tgw,
    ...(each.vpc === undefined ? {} : { vpc: each.vpc, subnets: each.subnets ?? [] }),
    ...(each.vpn === undefined ? {} : { vpnConnection: each.vpn }),
    ...(each.dxgw === undefined ? {} : { directConnectGateway: each.dxgw }),
    applianceModeSupport: each.applianceMode ?? false,
    ipv6Support: each.ipv6 ?? false,
    securityGroupReferencingSupport: each.groupReferences ?? true,
    ...(each.state === undefined ? {} : { state: each.state }),
  };
}

function side({ tgw, table }: HybridPeeringSide): object {
  return { transitGateway: tgw, routeTable: table ?? 'none' };
}

function vpnGateway(id: string, { vpc, state }: HybridVpnGateway): object {
  return { id, ...(vpc === undefined ? {} : { vpc }), ...(state === undefined ? {} : { state }) };
}

function site(id: string, { cidrs, routes = {} }: HybridSite): object {
  return {
    id,
    cidrBlocks: cidrs,
    routes: Object.entries(routes).map(([destination, target]) => ({ destination, target })),
  };
}

function vpn(id: string, each: HybridVpn): object {
  return {
    id,
    onPremisesNetwork: each.site,
    ...(each.vgw === undefined ? {} : { vpnGateway: each.vgw }),
    ...(each.static === undefined ? {} : { staticRoutesOnly: true, routes: each.static }),
    ...(each.announces === undefined ? {} : { announces: each.announces }),
    asPathLength: each.asPath ?? 1,
    med: each.med ?? 0,
    tunnels: each.tunnels ?? ['up', 'up'],
    ...(each.state === undefined ? {} : { state: each.state }),
  };
}

function virtualInterface(id: string, each: HybridVirtualInterface): object {
  return {
    id,
    virtualInterfaceType: each.type,
    onPremisesNetwork: each.site,
    ...(each.vgw === undefined ? {} : { vpnGateway: each.vgw }),
    ...(each.dxgw === undefined ? {} : { directConnectGateway: each.dxgw }),
    ...(each.announces === undefined ? {} : { announces: each.announces }),
    bgpStatus: (each.bgpUp ?? true) ? 'up' : 'down',
    asPathLength: each.asPath ?? 1,
    localPreference: each.preference ?? 'medium',
    siteLinkEnabled: each.siteLink ?? false,
  };
}
