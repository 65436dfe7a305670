import * as v from 'valibot';
import { flag, identity, port, reference, text } from '../../model/fields.ts';

export const balancedProtocol = v.pipe(
  text,
  v.transform((word) => word.toLowerCase()),
  v.picklist(['tcp', 'tls', 'udp', 'tcp_udp', 'http', 'https', 'quic', 'tcp_quic', 'geneve']),
);

export const targetGroupSchema = v.object({
  ...identity,
  vpc: v.optional(reference),
  targetType: v.optional(v.picklist(['instance', 'ip', 'lambda', 'alb']), 'instance'),
  protocol: v.optional(balancedProtocol, 'tcp'),
  port: v.optional(port),
  targets: v.optional(
    v.array(
      v.object({
        /** An instance, an address, a function or a load balancer. */
        id: reference,
        port: v.optional(port),
        /** `all` for an address outside the VPC. */
        availabilityZone: v.optional(text),
        health: v.optional(v.picklist(['healthy', 'unhealthy', 'draining'])),
      }),
    ),
    [],
  ),
  crossZone: v.optional(flag),
  preserveClientIp: v.optional(flag),
  healthCheckPort: v.optional(port),
  /** Whether the functions let the load balancer call them. */
  lambdaPermission: v.optional(flag),
  /** True when it may have targets that are not listed here. */
  incomplete: v.optional(flag, false),
});
