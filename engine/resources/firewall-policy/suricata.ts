/**
 * The header of a Suricata rule: `action protocol source port -> destination port (options)` (NFW-9). Ports after the
 * source may be left out, as people write rules in prose.
 */
import { hostCidr, parseAddress, parseCidr, parsePortRange } from '../../ip/index.ts';
import type { Cidr, PortRange } from '../../ip/index.ts';
import { parseProtocol, TCP } from '../../packet/index.ts';
import type { HomeEnd, StatefulRule } from './types.ts';

const ACTIONS = ['pass', 'drop', 'reject', 'alert'] as const;

/** Protocols of the application layer ride on TCP; that the payload is one is more than the header tells. */
const APPLICATIONS: ReadonlySet<string> = new Set([
  'tls',
  'http',
  'http2',
  'ssh',
  'smtp',
  'ftp',
  'dns',
  'smb',
  'dcerpc',
]);

/** Options that say nothing of which packets match. */
const HARMLESS =
  /^(?:sid|rev|msg|priority|classtype|metadata|reference|gid|flow\s*:\s*(?:to_server|established|stateless|not_established))\b/;

/** @param homeNet - what `$HOME_NET` stands for; `undefined` for the VPC of whatever firewall uses the rule (NFW-12) */
export function parseSuricataRule(
  text: string,
  homeNet: readonly Cidr[] | undefined,
): StatefulRule | undefined {
  const [, header = '', options = ''] = /^([^(]*)(?:\((.*)\)\s*)?$/.exec(text.trim()) ?? [];
  const words = header.trim().split(/\s+/);
  const arrow = words.findIndex((word) => word === '->' || word === '<>');
  const [action, protocol = '', source = '', sourcePort = 'any'] = words.slice(0, arrow);
  const [destination = '', destinationPort = 'any'] = words.slice(arrow + 1);
  const known = ACTIONS.find((each) => each === action);
  if (known === undefined || arrow < 3 || destination === '') return undefined;
  const protocols = protocolsOf(protocol.toLowerCase());
  const from = endOf(source, homeNet);
  const to = endOf(destination, homeNet);
  const sourcePorts = portsOf(sourcePort);
  const destinationPorts = portsOf(destinationPort);
  if (protocols === undefined || from === undefined || to === undefined) return undefined;
  if (sourcePorts === undefined || destinationPorts === undefined) return undefined;
  const further = options
    .split(';')
    .map((option) => option.trim())
    .filter((option) => option !== '');
  return {
    text: text.trim(),
    action: known,
    match: { protocols, sources: from.within, destinations: to.within, sourcePorts, destinationPorts },
    notSources: from.outside,
    notDestinations: to.outside,
    home: { source: from.home, destination: to.home },
    names: undefined,
    bothWays: words[arrow] === '<>',
    hasOptions: APPLICATIONS.has(protocol.toLowerCase()) || further.some((option) => !HARMLESS.test(option)),
  };
}

function protocolsOf(word: string): readonly number[] | undefined {
  if (word === 'ip' || word === 'any') return [];
  if (APPLICATIONS.has(word)) return [TCP];
  const number = parseProtocol(word);
  return number === undefined ? undefined : [number];
}

interface Ends {
  readonly within: readonly Cidr[];
  readonly outside: readonly Cidr[];
  readonly home: HomeEnd;
}

function endOf(word: string, homeNet: readonly Cidr[] | undefined): Ends | undefined {
  const parts = word.replace(/^\[|\]$/g, '').split(',');
  const within: Cidr[] = [];
  const outside: Cidr[] = [];
  let home: HomeEnd;
  for (const part of parts) {
    if (part === 'any') continue;
    const isNot = part.startsWith('!');
    const name = isNot ? part.slice(1) : part;
    if (name === '$HOME_NET' || name === '$EXTERNAL_NET') {
      const isInside = (name === '$HOME_NET') !== isNot;
      if (homeNet === undefined) home = isInside ? 'inside' : 'outside';
      else (isInside ? within : outside).push(...homeNet);
    } else {
      const address = parseAddress(name);
      const block = parseCidr(name) ?? (address === undefined ? undefined : hostCidr(address));
      if (block === undefined) return undefined;
      (isNot ? outside : within).push(block);
    }
  }
  return { within, outside, home };
}

function portsOf(word: string): readonly PortRange[] | undefined {
  if (word === 'any') return [];
  const ranges = word
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((part) => parsePortRange(part.replace(':', '-')));
  return ranges.includes(undefined) ? undefined : ranges.flatMap((range) => range ?? []);
}
