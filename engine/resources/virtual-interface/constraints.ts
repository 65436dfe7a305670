/** What AWS refuses of the connections that virtual interfaces run on (DX-15, DX-17). */
import type { Refusal } from '../../rules/index.ts';
import type { DirectConnectConnection } from './types.ts';

/** Mbps of ports of one's own, and of hosted connections. */
const DEDICATED = [1000, 10_000, 100_000, 400_000];
const HOSTED = [50, 100, 200, 300, 400, 500, 1000, 2000, 5000, 10_000, 25_000];
const MOST_LINKS = 4;
/** At 100 Gbps and more. */
const MOST_FAST_LINKS = 2;

/** @param interfaces - the virtual interfaces on the connection */
export function refuseConnection(
  { bandwidthMbps, hosted, lag }: DirectConnectConnection,
  interfaces: readonly string[],
): Refusal[] {
  const refusals: Refusal[] = [];
  const refuse = (rule: Refusal['rule'], reason: string) => void refusals.push({ rule, reason });
  const speeds = hosted ? HOSTED : DEDICATED;
  if (bandwidthMbps !== undefined && !speeds.includes(bandwidthMbps)) {
    const [first, last] = [speeds[0] ?? 0, speeds.at(-1) ?? 0];
    refuse(
      'DX-17',
      `A ${hosted ? 'hosted' : 'dedicated'} connection has one of ${speeds.length} speeds from ${speedText(first)} to ${speedText(last)}, and ${speedText(bandwidthMbps)} is none.`,
    );
  }
  if (hosted && interfaces.length > 1) {
    const ids = interfaces.map((id) => `\`${id}\``).join(' and ');
    refuse(
      'DX-17',
      `A hosted connection carries one virtual interface, and ${ids} are on it. Order one for each.`,
    );
  }
  if (lag === undefined) return refusals;
  const most = (bandwidthMbps ?? 0) >= 100_000 ? MOST_FAST_LINKS : MOST_LINKS;
  if (hosted)
    refuse('DX-15', 'Links of a link aggregation group are dedicated connections, and this one is hosted.');
  if (lag.links > most)
    refuse(
      'DX-15',
      `A link aggregation group has at most ${most} links at this speed, and this one has ${lag.links}.`,
    );
  if (lag.minimumLinks > lag.links)
    refuse(
      'DX-15',
      `The group has ${lag.links} links and needs ${lag.minimumLinks} of them, so that it never comes up.`,
    );
  return refusals;
}

function speedText(mbps: number): string {
  return mbps >= 1000 ? `${mbps / 1000} Gbps` : `${mbps} Mbps`;
}
