/** The options that put a question: a flow, from where to where. */
import { Option } from 'commander';
import type { Command } from 'commander';
import type { Question } from '../../../engine/index.ts';
import { numberFrom } from './options.ts';

export interface QuestionOptions {
  readonly from?: string;
  readonly to?: string;
  readonly protocol?: string;
  readonly port?: number;
  readonly srcPort?: number;
  readonly fromIp?: string;
  readonly icmpType?: number;
  readonly icmpCode?: number;
  readonly family?: '4' | '6';
  readonly packetSize?: number;
  readonly ignore?: readonly string[];
}

export const QUESTION_OPTIONS = [
  'from',
  'to',
  'protocol',
  'port',
  'srcPort',
  'fromIp',
  'icmpType',
  'icmpCode',
  'family',
  'packetSize',
  'ignore',
] as const satisfies readonly (keyof QuestionOptions)[];

/** `--from`, `--to` and what says more of the flow. */
export function withQuestion(command: Command): Command {
  return command
    .option('--from <E>', 'where the flow starts')
    .option('--to <E>', 'where it goes')
    .option('--protocol <name>', 'tcp, udp, icmp, icmpv6, a number … (default: tcp)')
    .option('--port <number>', 'destination port', numberFrom(0, 65535))
    .option('--src-port <number>', 'source port', numberFrom(0, 65535))
    .option('--from-ip <address>', 'source address, where --from has several or is the internet')
    .option('--icmp-type <number>', 'ICMP type', numberFrom(-1, 255))
    .option('--icmp-code <number>', 'ICMP code', numberFrom(-1, 255))
    .addOption(
      new Option(
        '--family <number>',
        'IPv4 or IPv6 (default: IPv4, and IPv6 too where both ends have both)',
      ).choices(['4', '6']),
    )
    .option(
      '--packet-size <bytes>',
      'check what packets of this size meet, from 20 to 9001 bytes (default: sizes are not checked)',
      numberFrom(20, 9001),
    )
    .option(
      '--ignore <what>',
      'what if: acls, groups, or a rule such as "acl-app ingress 110"; may be given several times',
      (what: string, before: readonly string[] = []) => [...before, what],
    );
}

/** The question that options put, or which of `--from` and `--to` it lacks. */
export function questionOf(options: QuestionOptions): Question | string {
  const { from, to } = options;
  if (from === undefined || to === undefined) {
    return [from === undefined ? '--from' : '', to === undefined ? '--to' : ''].filter(Boolean).join(' and ');
  }
  const { protocol, port, srcPort, fromIp, icmpType, icmpCode, family, packetSize, ignore } = options;
  return {
    from,
    to,
    ...(protocol !== undefined && { protocol }),
    ...(port !== undefined && { port }),
    ...(srcPort !== undefined && { srcPort }),
    ...(fromIp !== undefined && { fromIp }),
    ...(icmpType !== undefined && { icmpType }),
    ...(icmpCode !== undefined && { icmpCode }),
    ...(family !== undefined && { family: family === '4' ? (4 as const) : (6 as const) }),
    ...(packetSize !== undefined && { packetSize }),
    ...(ignore !== undefined && { ignore }),
  };
}
