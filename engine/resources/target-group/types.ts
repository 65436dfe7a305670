import type { VpcId } from '../../model/id.ts';

export type TargetType = 'instance' | 'ip' | 'lambda' | 'alb';

/** `tcp` stands for HTTP and TLS too: for a packet they are the same. */
export type BalancedProtocol =
  'tcp' | 'tls' | 'udp' | 'tcp_udp' | 'http' | 'https' | 'quic' | 'tcp_quic' | 'geneve';

export interface Target {
  /** An instance, an address, a function or a load balancer. */
  readonly id: string;
  readonly port: number | undefined;
  /** The zone it is registered in; `all` for targets outside the VPC (ELB-8). */
  readonly zone: string | undefined;
  /** As the input states it; `undefined`: by its health-check path (ELB-7). */
  readonly health: 'healthy' | 'unhealthy' | 'draining' | undefined;
}

export interface TargetGroup {
  readonly kind: 'target-group';
  readonly id: string;
  readonly name: string | undefined;
  readonly vpc: VpcId | undefined;
  readonly type: TargetType;
  readonly protocol: BalancedProtocol;
  readonly port: number | undefined;
  readonly targets: readonly Target[];
  /** `undefined`: as the load balancer has it (ELB-8). */
  readonly crossZone: boolean | undefined;
  /** ELB-20; `undefined`: AWS's default for the type and protocol. */
  readonly preserveClientIp: boolean | undefined;
  /** `undefined`: the traffic port. */
  readonly healthPort: number | undefined;
  /** ELB-39: whether the function lets the load balancer call it; `undefined` when no input says. */
  readonly lambdaPermission: boolean | undefined;
  /** EVAL-8: it may have targets that the input does not list. */
  readonly incomplete: boolean;
}
