/** Changes by which a name that gives no address would give one (edge:DNS-1, edge:DNS-6, edge:DNS-7). */
import { calledOf } from '../explain/names.ts';
import { formatAddress } from '../ip/index.ts';
import type { Address, Family } from '../ip/index.ts';
import { resourcesOf } from '../model/index.ts';
import type { Network } from '../model/index.ts';
import type { Resource } from '../resources/index.ts';
import type { Flow } from '../trace/index.ts';
import { itemsOf, withSet } from './change.ts';
import type { Change, Scene } from './change.ts';

/** What would make each decision on the way to no answer another one. */
export function nameChanges(scene: Scene, { source, named, packet }: Flow): Change[] {
  const { network } = scene;
  const { name: asked, decisions } = named?.lookup ?? { name: '', decisions: [] };
  const changes: Change[] = [];
  let name = asked;
  let vpc = vpcOf(network, source);
  for (const decision of decisions) {
    switch (decision.by) {
      case 'inbound':
        ({ vpc } = decision);
        break;
      case 'alias':
      case 'canonical-name':
        name = decision.to;
        break;
      case 'support-off':
        changes.push(...attributesOn(scene, decision.vpc, ['enableDnsSupport']));
        break;
      case 'attributes-off':
        changes.push(...attributesOn(scene, decision.vpc, BOTH));
        break;
      case 'elsewhere':
        if (vpc !== undefined) changes.push(...associated(scene, decision.zone, vpc));
        break;
      case 'zone':
        if (decision.outcome === 'no-name' || decision.outcome === 'no-data')
          changes.push(...recorded(scene, decision.zone, name, packet.dst.family));
        break;
      default:
    }
  }
  return changes;
}

/** Whose resolver is asked first; none of a site or of the internet. */
function vpcOf(network: Network, source: Flow['source']): string | undefined {
  if (source.kind === 'interface') return source.networkInterface.vpc;
  return source.kind === 'unowned' ? network.subnets.get(source.subnet)?.vpc : undefined;
}

type Attribute = 'enableDnsSupport' | 'enableDnsHostnames';

const BOTH: readonly Attribute[] = ['enableDnsSupport', 'enableDnsHostnames'];
const WORDS: Readonly<Record<Attribute, string>> = {
  enableDnsSupport: 'DNS support',
  enableDnsHostnames: 'DNS hostnames',
};

function attributesOn({ document, network }: Scene, id: string, wanted: readonly Attribute[]): Change[] {
  const off = attributesOff(network, id, wanted);
  if (off.length === 0) return [];
  return [
    {
      title: `Turn on ${off.map((each) => WORDS[each]).join(' and ')} of ${calledOf(network, id)}`,
      change: off.map((each) => `${each}: false → true`).join(', '),
      broad: false,
      document: withAttributes(document, id, off),
    },
  ];
}

function attributesOff(network: Network, id: string, wanted: readonly Attribute[]): Attribute[] {
  const vpc = network.vpcs.get(id);
  return vpc === undefined ? [] : wanted.filter((each) => !vpc[each]);
}

function withAttributes(document: Scene['document'], vpc: string, on: readonly Attribute[]) {
  return on.reduce((before, each) => withSet(before, vpc, [each], true), document);
}

/** edge:DNS-6: a private zone answers in its VPCs only, and there with both attributes only. */
function associated({ document, network }: Scene, id: string, vpc: string): Change[] {
  const zone = network.hostedZones.get(id);
  if (zone?.vpcs === undefined || zone.vpcs.includes(vpc)) return [];
  const off = attributesOff(network, vpc, BOTH);
  const also = off.length === 0 ? '' : `, and turn on ${off.map((each) => WORDS[each]).join(' and ')} there`;
  const changed = withSet(document, id, ['vpcs'], [...zone.vpcs, vpc]);
  return [
    {
      title: `Associate zone ${calledOf(network, id)} with ${calledOf(network, vpc)}${also}`,
      change: `${zone.domainName} in ${calledOf(network, vpc)}`,
      broad: false,
      document: withAttributes(changed, vpc, off),
    },
  ];
}

/** edge:DNS-7: the record that is missing, where exactly one resource bears the name. */
function recorded({ document, network }: Scene, id: string, name: string, family: Family): Change[] {
  const zone = network.hostedZones.get(id);
  if (zone === undefined || !name.endsWith(`.${zone.domainName}`)) return [];
  const label = name.slice(0, -zone.domainName.length - 1);
  const bearers = resourcesOf(network).flatMap((resource) => {
    const bears = [resource.id, resource.name].some((own) =>
      [name, label].includes(own?.toLowerCase() ?? ''),
    );
    const answer = bears ? answerWith(network, resource, family, zone.privateZone) : undefined;
    return answer === undefined ? [] : [{ resource, answer }];
  });
  const [bearer, another] = bearers;
  if (bearer === undefined || another !== undefined) return [];
  const record = { name, type: family === 4 ? 'A' : 'AAAA', ...bearer.answer };
  const called = calledOf(network, bearer.resource.id);
  return [
    {
      title: `Add a record for ${called} to zone ${calledOf(network, id)}`,
      change: `${name} ${record.type} ${bearer.answer.values?.[0] ?? called}`,
      broad: false,
      document: withSet(document, id, ['records'], [...itemsOf(document, id, 'records'), record]),
    },
  ];
}

/** What a record of a resource holds; `undefined` for what has no one address of the family that the zone may tell. */
function answerWith(
  network: Network,
  resource: Resource,
  family: Family,
  isPrivate: boolean,
):
  | { readonly values: readonly string[] }
  | { readonly aliasTarget: string; readonly values?: undefined }
  | undefined {
  if (resource.kind === 'load-balancer') return { aliasTarget: resource.id };
  const own =
    resource.kind === 'instance'
      ? network.lookup.interfacesOfInstance(resource.id)[0]
      : resource.kind === 'network-interface' && resource.instance === undefined
        ? resource
        : undefined;
  const [primary] = own?.privateIpv4 ?? [];
  const ipv4 = isPrivate ? primary?.address : primary?.publicIp;
  const address: Address | undefined = family === 4 ? ipv4 : own?.ipv6Addresses[0];
  return address === undefined ? undefined : { values: [formatAddress(address)] };
}
