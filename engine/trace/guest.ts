/**
 * I5: the machine behind an interface takes a packet in, passes it on (PATH-9), translates it (PATH-8), or drops it.
 */
import { isReplyTo, replyTo, TCP, UDP } from '../packet/index.ts';
import type { Packet } from '../packet/index.ts';
import { supposedPortNote } from '../resources/nat-gateway/supposed-port.ts';
import { isOwnAddress } from '../resources/network-interface/addresses.ts';
import type { Forwarding, NetworkInterface } from '../resources/network-interface/types.ts';
import { returnToPod } from './containers.ts';
import { NAT_INSTANCE_PORT } from './flow.ts';
import type { Next } from './next.ts';
import type { Note } from './note.ts';
import { serve } from './served.ts';
import { interfacePlace, subnetPlace } from './places.ts';
import type { Walk } from './walk.ts';

/** I5: delivered here, passed on by the guest, or dropped by a guest that does not forward. */
export function consumeOrForward(walk: Walk, networkInterface: NetworkInterface, packet: Packet): Next {
  const own = isOwnAddress(networkInterface, packet.dst);
  const translated = own ? translationAnswered(walk, networkInterface, packet) : undefined;
  if (translated !== undefined) {
    // EVAL-5 (b): a source forged as the machine's own address brings its reply back here for ever.
    if (walk.comesAgain(`${networkInterface.id} answer`, packet))
      return circles(walk, networkInterface, packet);
    const inside = replyTo(translated.before);
    const { answeredBy } = translated;
    if (answeredBy !== undefined) {
      walk.record(interfacePlace(answeredBy), 'interface-endpoint', 'translated', packet, {
        rewritten: inside,
        rules: ['VPCE-26'],
      });
      return { step: 'send', networkInterface: answeredBy, packet: inside, tag: [] };
    }
    const toPod = returnToPod(walk, networkInterface, packet, inside);
    if (toPod !== undefined) return toPod;
    const isService = walk.network.lookup.componentOf(networkInterface.id) !== undefined;
    if (!isService) walk.passesOn(networkInterface.id);
    walk.record(
      interfacePlace(networkInterface),
      isService ? 'load-balancer' : 'nat-instance',
      'translated',
      packet,
      {
        rewritten: inside,
        rules: [isService ? 'ELB-13' : 'NATI-3'],
      },
    );
    return { step: 'send', networkInterface, packet: inside, tag: [] };
  }
  const served = own && walk.leg === 'forward' ? serve(walk, networkInterface, packet) : undefined;
  if (served !== undefined) return served;
  if (own) return { step: 'arrived', arrival: { kind: 'interface', networkInterface, packet } };

  const { behaviour, notes } = forwardingOf(walk, networkInterface);
  const place = interfacePlace(networkInterface);
  if (behaviour === 'none') {
    walk.drop(place, 'not-forwarding', packet, { rules: ['NATI-9'], notes, mendable: false });
    return { step: 'ended' };
  }
  if (behaviour === 'router' || packet.src.family === 6) {
    walk.passesOn(networkInterface.id);
    walk.record(place, 'router', 'passed', packet, { rules: ['NATI-9', 'EVAL-4'], notes });
    return { step: 'send', networkInterface, packet, tag: [] };
  }
  return masquerade(walk, networkInterface, packet, notes);
}

function circles(walk: Walk, networkInterface: NetworkInterface, packet: Packet): Next {
  const subnet = walk.network.subnets.get(networkInterface.subnet);
  const place = subnet === undefined ? interfacePlace(networkInterface) : subnetPlace(subnet);
  walk.drop(place, 'route-table', packet, {
    component: { kind: 'route-table', id: subnet?.routeTable ?? networkInterface.id },
    detail: 'routing-loop',
    rules: ['EVAL-5'],
    mendable: false,
  });
  return { step: 'ended' };
}

function translationAnswered(walk: Walk, networkInterface: NetworkInterface, packet: Packet) {
  return walk.translations.find(
    ({ device, after, back }) =>
      back === undefined && device === networkInterface.id && isReplyTo(packet, after),
  );
}

/** NATI-1: the guest puts its own address in. NATI-8: a reply that it has no entry for is dropped. */
function masquerade(
  walk: Walk,
  networkInterface: NetworkInterface,
  packet: Packet,
  notes: readonly Note[],
): Next {
  const place = interfacePlace(networkInterface);
  const primary = networkInterface.privateIpv4[0]?.address;
  if (walk.leg === 'return' || primary === undefined) {
    walk.drop(place, 'not-forwarding', packet, {
      detail: 'no-state',
      rules: ['NATI-8', 'EVAL-4'],
      notes: [
        ...notes,
        {
          kind: 'uncertain',
          rule: 'NATI-8',
          text: 'Some guests pass on an unknown reply untranslated; it is taken to be dropped.',
        },
      ],
      mendable: false,
    });
    return { step: 'ended' };
  }
  const hasPort = packet.protocol === TCP || packet.protocol === UDP;
  const after: Packet = { ...packet, src: primary, srcPort: hasPort ? NAT_INSTANCE_PORT : packet.srcPort };
  walk.passesOn(networkInterface.id);
  walk.translations.push({ device: networkInterface.id, before: packet, after });
  walk.record(place, 'nat-instance', 'translated', packet, {
    rewritten: after,
    rules: ['NATI-1', 'NATI-3'],
    notes: hasPort ? [...notes, supposedPortNote(NAT_INSTANCE_PORT)] : notes,
  });
  return { step: 'send', networkInterface, packet: after, tag: [] };
}

/** What the guest does with packets for others: as stated, else the guess of NATI-9. */
function forwardingOf(
  walk: Walk,
  networkInterface: NetworkInterface,
): { behaviour: Forwarding; notes: readonly Note[] } {
  if (networkInterface.forwarding !== undefined) return { behaviour: networkInterface.forwarding, notes: [] };
  const routed = walk.compiled.routedTo.get(networkInterface.id);
  if (routed === undefined) return { behaviour: 'none', notes: [] };
  const hasPublic = networkInterface.privateIpv4.some(({ publicIp }) => publicIp !== undefined);
  const behaviour = hasPublic && routed.byDefaultRoute ? 'nat' : 'router';
  const does = behaviour === 'nat' ? 'translates to its own address' : 'passes packets on unchanged';
  const text = `The input does not show what the guest behind ${networkInterface.id} does; with its check off and routes to it, it is supposed that it ${does}. Set \`forwarding\` to say otherwise.`;
  return { behaviour, notes: [{ kind: 'uncertain', rule: 'NATI-9', text }] };
}
