import type { VpcId } from '../../model/id.ts';
import type { Network } from '../../model/network.ts';
import type { NetworkInterface } from './types.ts';

/**
 * Whether an interface can take traffic from route tables of `vpc`: attached, in that VPC, and its machine running
 * (RT-10, RT-14, NATI-4).
 */
export function interfaceState(
  networkInterface: NetworkInterface | undefined,
  vpc: VpcId,
  network: Network,
): 'alive' | 'dead' | 'not-held' {
  if (networkInterface === undefined) return 'not-held';
  const { instance } = networkInterface;
  const state = instance === undefined ? 'running' : (network.instances.get(instance)?.state ?? 'running');
  return networkInterface.attached && networkInterface.vpc === vpc && state === 'running' ? 'alive' : 'dead';
}
