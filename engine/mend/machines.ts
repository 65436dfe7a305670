/** Changes of machines and of the account that would let the packet on: addresses, checks, states, exclusions. */
import { addressesTaken, freePublicAddress } from '../edit/free-addresses.ts';
import { typeFor } from '../edit/set-field.ts';
import { withNew } from '../edit/create.ts';
import { calledOf } from '../explain/names.ts';
import { formatAddress, sameAddress } from '../ip/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { Step } from '../trace/index.ts';
import { types, withSet } from './change.ts';
import type { Change, Scene } from './change.ts';

/** IGW-4: a public address for the sender, or for the machine that is to be reached. */
export function elasticIp({ document, network }: Scene, step: Step): Change[] {
  const { src } = step.packet;
  const owner = [...network.vpcs.values()]
    .map(({ id }) => network.lookup.ownerOf(id, src))
    .find((each) => each !== undefined);
  // NAT-2: a private NAT gateway takes no Elastic IP.
  if (owner === undefined || owner.managedBy !== undefined || src.family === 6) return [];
  const publicIp = freePublicAddress(addressesTaken(document, types()));
  if (publicIp === undefined) return [];
  return [
    {
      title: `Associate an Elastic IP address with ${calledOf(network, owner.id)}`,
      change: `a public address for ${formatAddress(src)}`,
      broad: false,
      document: withElasticIp({ document, network }, owner, formatAddress(publicIp), formatAddress(src)),
    },
  ];
}

function withElasticIp(
  { document }: Scene,
  owner: NetworkInterface,
  publicIp: string,
  privateIp: string,
): Scene['document'] {
  const made = withNew(document, types(), typeFor(types(), 'eip'));
  const holder =
    owner.instance !== undefined && owner.id === `eni:${owner.instance}`
      ? { member: 'instance', id: owner.instance }
      : { member: 'networkInterface', id: owner.id };
  const [primary] = owner.privateIpv4;
  const isPrimary = primary !== undefined && formatAddress(primary.address) === privateIp;
  const addressed = withSet(made.document, made.id, ['publicIp'], publicIp);
  const held = withSet(addressed, made.id, [holder.member], holder.id);
  return isPrimary ? held : withSet(held, made.id, ['privateIp'], privateIp);
}

export function checkOff({ document, network }: Scene, step: Step): Change[] {
  const held = network.networkInterfaces.get(step.component.id);
  if (held === undefined) return [];
  return [
    {
      title: `Turn off the source/destination check of ${calledOf(network, held.id)}`,
      change: 'sourceDestCheck: true → false',
      broad: false,
      document: withSet(document, held.id, ['sourceDestCheck'], false),
    },
  ];
}

export function startInstance(scene: Scene, step: Step): Change[] {
  if (step.detail !== 'stopped') return [];
  const { network } = scene;
  const held =
    network.networkInterfaces.get(step.component.id) ??
    [...network.vpcs.values()]
      .map(({ id }) => network.lookup.ownerOf(id, step.packet.dst))
      .find((owner) => owner !== undefined);
  return held?.instance === undefined ? [] : started(scene, held.instance);
}

export function started({ document, network }: Scene, id: string): Change[] {
  const instance = network.instances.get(id);
  if (instance === undefined || instance.state === 'running' || instance.state === 'terminated') return [];
  return [
    {
      title: `Start ${calledOf(network, id)}`,
      change: `${instance.state} → running`,
      broad: false,
      document: withSet(document, id, ['state'], 'running'),
    },
  ];
}

/** Block Public Access: the subnet of the machine at either end is exempted. */
export function exclusion({ document, network }: Scene, step: Step): Change[] {
  const ends = [step.packet.src, step.packet.dst];
  const owner = [...network.networkInterfaces.values()].find(({ privateIpv4, ipv6Addresses }) =>
    ends.some(
      (end) =>
        privateIpv4.some(
          ({ address, publicIp }) =>
            sameAddress(end, address) || (publicIp !== undefined && sameAddress(end, publicIp)),
        ) || ipv6Addresses.some((own) => sameAddress(end, own)),
    ),
  );
  if (owner === undefined) return [];
  const made = withNew(document, types(), typeFor(types(), 'vpc-block-public-access-exclusion'), {
    parent: owner.subnet,
  });
  const named = withSet(
    withSet(made.document, made.id, ['vpc'], undefined),
    made.id,
    ['subnet'],
    owner.subnet,
  );
  return [
    {
      title: `Exclude subnet ${calledOf(network, owner.subnet)} from Block Public Access`,
      change: 'allow-bidirectional',
      broad: true,
      document: withSet(named, made.id, ['internetGatewayExclusionMode'], 'allow-bidirectional'),
    },
  ];
}
