/**
 * Instances with interfaces in several zones, which AWS would refuse (ENI-2).
 */
import { refuseZonesOfInstance } from '../resources/network-interface/constraints.ts';
import { zoneOf } from './check.ts';
import type { Check } from './check.ts';
import { named, refused } from './words.ts';

export const zonesOfInstances: Check = ({ network }) =>
  [...network.instances.values()].flatMap((instance) => {
    const interfaces = network.lookup.interfacesOfInstance(instance.id);
    if (interfaces.length < 2) return [];
    const zones = interfaces.map(({ subnet }) => {
      const held = network.subnets.get(subnet);
      return held === undefined ? undefined : zoneOf(held);
    });
    return refused(
      'instance-across-zones',
      instance.id,
      `AWS would not attach the interfaces of instance ${named(instance)}`,
      refuseZonesOfInstance(zones),
    );
  });
