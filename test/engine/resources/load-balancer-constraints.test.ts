/** Which protocols go from a network load balancer's listener to a target group. */
import { describe, expect, test } from 'vitest';
import { refuseListener } from '../../../engine/resources/load-balancer/constraints.ts';
import type { BalancedProtocol } from '../../../engine/resources/target-group/types.ts';

const PROTOCOLS = ['tcp', 'tls', 'udp', 'tcp_udp', 'quic', 'tcp_quic'] as const;

describe('ELB-35 a listener of a network load balancer forwards to', () => {
  const takenBy = (listener: BalancedProtocol, type: 'ip' | 'alb') =>
    PROTOCOLS.filter((group) => refuseListener(listener, group, type).length === 0);

  test.each<[BalancedProtocol, readonly BalancedProtocol[]]>([
    ['tcp', ['tcp', 'tcp_udp']],
    ['tls', ['tcp', 'tls']],
    ['udp', ['udp', 'tcp_udp']],
    ['tcp_udp', ['tcp_udp']],
    ['quic', ['quic', 'tcp_quic']],
    ['tcp_quic', ['tcp_quic']],
  ])('%s: %s', (listener, groups) => {
    expect(takenBy(listener, 'ip')).toEqual(groups);
  });

  test.each(PROTOCOLS)('an application load balancer by TCP only: %s', (listener) => {
    expect(takenBy(listener, 'alb')).toEqual(listener === 'tcp' ? ['tcp'] : []);
    const [refusal] = refuseListener('udp', 'tcp', 'alb');
    expect(refusal).toMatchObject({ rule: 'ELB-35' });
    expect(refusal?.reason).toContain('Only a `tcp` one does.');
  });
});
