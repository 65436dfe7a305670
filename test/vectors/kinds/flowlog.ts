/** Kind `flowlog`: records read, foretold from a traced flow, and traffic that is left out of the logs (FLOW-1 to FLOW-10). */
import {
  flowLogFields,
  formatField,
  formatRecord,
  isFlowLogField,
  isLogged,
  parseFlowLogRecord,
  recordsOf,
} from '../../../engine/flow-log/index.ts';
import type { FlowLogRecord } from '../../../engine/flow-log/index.ts';
import type { Network } from '../../../engine/model/index.ts';
import { trace } from '../../../engine/trace/index.ts';
import { brief, eachAt, isMembers, listAt, membersAt, textAt, textsAt, unreadable } from '../case.ts';
import type { Context, Members, Solver, VectorCase } from '../case.ts';
import { packetOf } from '../flow.ts';
import { topologyNetwork } from '../topology-document.ts';
import { natTopology, oneInterfaceTopology, subnetOf } from './flowlog-topology.ts';
import { flowOf, networkOf } from './path.ts';

export const solveFlowLog: Solver = (vectorCase, context) => {
  const { members } = vectorCase;
  const given = isMembers(members['given']) ? members['given'] : {};
  const answers: Readonly<Record<string, () => unknown>> = {
    verdict: () => 'value',
    fields: () => eachAt(given, 'line', (line) => parsed(line, given).fields),
    error: () => eachAt(given, 'line', (line) => parsed(line, given).error),
    ok: () => eachAt(given, 'line', (line) => parsed(line, given).error === null),
    logged: () => listAt(given, 'traffic').map((traffic) => isTrafficLogged(given, traffic)),
    records: () => recordsAsked(vectorCase, given, context),
  };
  return Object.fromEntries(
    context.asked.map((key) => [
      key,
      (answers[key] ?? unreadable(`the runner computes no \`${key}\` of a flow log`))(),
    ]),
  );
};

function parsed(line: unknown, given: Members): { fields: Members | null; error: string | null } {
  if (typeof line !== 'string') return unreadable(`\`line\` is not text: ${brief(line)}`);
  const header = given['fields'] === undefined ? textsAt(given, 'header') : textsAt(given, 'fields');
  const names = header.flatMap((text) => text.trim().split(/\s+/));
  const result = parseFlowLogRecord(line, names.length === 0 ? undefined : names);
  return result.ok
    ? { fields: plainRecord(result.record), error: null }
    : { fields: null, error: result.error };
}

/** A record as a case writes one: numbers as numbers, all else as text, nothing as null. */
function plainRecord(record: FlowLogRecord): Members {
  return Object.fromEntries(
    [...Object.keys(flowLogFields), ...Object.keys(record.further ?? {})].map((field) => {
      const value = isFlowLogField(field) ? record[field] : undefined;
      return [field, typeof value === 'number' ? value : formatField(record, field)];
    }),
  );
}

function isTrafficLogged(given: Members, traffic: unknown): boolean {
  if (!isMembers(traffic))
    return unreadable(`\`traffic\` holds something that is not an object: ${brief(traffic)}`);
  const own = textAt(given, 'interface');
  const subnet = given['subnet'] === undefined ? subnetOf(own, []) : textAt(given, 'subnet');
  const vpcCidrs = given['vpcCidrs'] === undefined ? textsAt(given, 'vpcCidr') : textsAt(given, 'vpcCidrs');
  const network = topologyNetwork({
    vpcs: {
      A: {
        cidrs: vpcCidrs.filter((block) => !block.includes(':')),
        ipv6: vpcCidrs.filter((block) => block.includes(':')),
      },
    },
    subnets: { s: { vpc: 'A', ...(subnet.includes(':') ? { ipv6: subnet } : { cidr: subnet }) } },
    routeTables: {},
    enis: {},
  });
  const held = network.subnets.get('s') ?? unreadable('the interface can not be placed in a subnet');
  return isLogged(packetOf({ src: own, ...traffic }), {
    subnet: held,
    vpc: network.vpcs.get('A'),
    instance: undefined,
  });
}

/** The records at the interface asked for, in the form that is expected. */
function recordsAsked(vectorCase: VectorCase, given: Members, context: Context): readonly unknown[] {
  const { network, flow, networkInterface } = situationOf(vectorCase, given, context);
  const [path] = trace(network, flowOf(flow, network)).paths;
  const records = (path === undefined ? [] : recordsOf(network, path)).filter(
    (record) => networkInterface === undefined || record.networkInterface.id === networkInterface,
  );
  const fields = given['fields'] === undefined ? undefined : textsAt(given, 'fields');
  const expectsText = listAt(context.expect, 'records').some((record) => typeof record === 'string');
  return records.map(({ record }) =>
    fields !== undefined || expectsText ? formatRecord(record, fields) : plainRecord(record),
  );
}

interface Situation {
  readonly network: Network;
  readonly flow: Members;
  /** Id of the interface whose records are asked for; `undefined` for all. */
  readonly networkInterface: string | undefined;
}

function situationOf(vectorCase: VectorCase, given: Members, context: Context): Situation {
  const { members } = vectorCase;
  if (members['topology'] !== undefined || given['topology'] !== undefined) {
    const whole = { ...vectorCase, members: { ...given, ...members } };
    const id = given['interface'] ?? members['interface'];
    const networkInterface = typeof id === 'string' ? id.replace(/^(nat-gateway:|nat:)/, 'eni:') : undefined;
    const network = networkOf(whole, context);
    // A NAT gateway may be named by its own id.
    const isNat = networkInterface !== undefined && network.natGateways.has(networkInterface);
    return {
      network,
      flow: membersAt(whole.members, 'flow'),
      networkInterface: isNat ? `eni:${networkInterface}` : networkInterface,
    };
  }
  if (given['nat'] !== undefined) {
    const asked = given['interface'];
    const { topology, flow } = natTopology(given);
    const networkInterface =
      asked === undefined || asked === 'nat-gateway'
        ? 'eni:nat'
        : asked === given['client']
          ? 'client'
          : String(asked);
    return { network: topologyNetwork(topology), flow, networkInterface };
  }
  const { topology, flow } = oneInterfaceTopology(given);
  return { network: topologyNetwork(topology), flow, networkInterface: 'own' };
}
