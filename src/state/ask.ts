/**
 * A question as a person writes it, part by part, and as one line: `web-1 → db-1 tcp/5432`.
 *
 * All parts are text; an empty one is not said. Nothing is judged here: the engine says which part it does not
 * understand.
 */
import type { Question } from '../../engine/index.ts';
import { services } from './services.ts';

export interface Ask {
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  readonly port: string;
  readonly srcPort: string;
  readonly fromIp: string;
  readonly icmpType: string;
  readonly icmpCode: string;
  readonly family: string;
  /** Bytes of each packet. */
  readonly packetSize: string;
  /** What if: `acls`, `groups`, rules as traces name them; several with commas between. */
  readonly ignore: string;
}

export const emptyAsk: Ask = {
  from: '',
  to: '',
  protocol: '',
  port: '',
  srcPort: '',
  fromIp: '',
  icmpType: '',
  icmpCode: '',
  family: '',
  packetSize: '',
  ignore: '',
};

const parts = Object.keys(emptyAsk) as (keyof Ask)[];

/** The parts that are said, in a fixed order: what a link carries. */
export function saidParts(ask: Ask): readonly (readonly [keyof Ask, string])[] {
  return parts.filter((part) => ask[part] !== '').map((part) => [part, ask[part]] as const);
}

const numbers: readonly (keyof Ask)[] = ['port', 'srcPort', 'icmpType', 'icmpCode', 'family', 'packetSize'];

/** What is not a number where one belongs goes as it is: the engine says what is wrong with it. */
export function toQuestion(ask: Ask): Question {
  const said = saidParts(ask).map(([part, text]) => [
    part,
    part === 'ignore' ? ignoredIn(ask) : numbers.includes(part) ? numberOr(text) : text.trim(),
  ]);
  return Object.fromEntries(said) as unknown as Question; // INVARIANT: only complete asks become questions
}

/** What an ask supposes away, one by one. */
export function ignoredIn({ ignore }: Ask): readonly string[] {
  return ignore
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** The same question with one thing more supposed away, or no longer. */
export function withIgnored(ask: Ask, what: string, isIgnored: boolean): Ask {
  const others = ignoredIn(ask).filter((each) => each !== what);
  return { ...ask, ignore: [...others, ...(isIgnored ? [what] : [])].join(',') };
}

function numberOr(text: string): number | string {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : text;
}

/** A question of a document or a link, as parts. */
export function toAsk(question: object): Ask {
  const given = question as Readonly<Record<string, unknown>>;
  const entries = parts.map((part) => [part, textOf(given[part])] as const);
  return Object.fromEntries(entries) as unknown as Ask; // INVARIANT: `parts` are the keys of Ask
}

export function sameAsk(a: Ask, b: Ask): boolean {
  return parts.every((part) => a[part] === b[part]);
}

/** Both can be asked: neither end is missing. */
export function isComplete(ask: Ask): boolean {
  return ask.from.trim() !== '' && ask.to.trim() !== '';
}

/** With the service that an empty field stands for, once both ends are said: HTTPS. */
export function withUsualService(ask: Ask): Ask {
  const isOpen = ask.protocol === '' && ask.port === '' && ask.icmpType === '';
  return isComplete(ask) && isOpen ? { ...ask, protocol: 'tcp', port: '443' } : ask;
}

/** The ends change places; ports and addresses of the client no longer mean anything. */
export function swapped(ask: Ask): Ask {
  return { ...ask, from: ask.to, to: ask.from, srcPort: '', fromIp: '' };
}

/** `tcp/5432`, `icmp/8/0`, `tcp`; empty when no protocol is said. */
export function serviceText(ask: Ask): string {
  const { protocol, port, icmpType, icmpCode } = ask;
  if (icmpType !== '')
    return [protocol || 'icmp', icmpType, icmpCode].filter((part) => part !== '').join('/');
  if (port === '') return protocol;
  return `${protocol === '' ? 'tcp' : protocol}/${port}`;
}

/** Reads `tcp/5432`, `5432`, `https`, `icmp/8/0`, `ping`, `udp`: the parts of an ask that are about the service. */
export function readService(text: string): Pick<Ask, 'protocol' | 'port' | 'icmpType' | 'icmpCode'> {
  const none = { protocol: '', port: '', icmpType: '', icmpCode: '' };
  const said = text.trim().toLowerCase();
  if (said === '') return none;
  if (/^\d+$/.test(said)) return { ...none, protocol: 'tcp', port: said };
  const named = services.find((service) => service.name === said);
  if (named !== undefined) return readService(named.value);
  const [protocol = '', second = '', third = ''] = said.split(/[/: ]+/);
  if (protocol.startsWith('icmp')) return { ...none, protocol, icmpType: second, icmpCode: third };
  const port = services.find(({ name, value }) => name === second && value.startsWith(`${protocol}/`));
  return port === undefined ? { ...none, protocol, port: second } : readService(port.value);
}

/** The whole question on one line. */
export function askText(ask: Ask): string {
  const words = [ask.from, '→', ask.to, serviceText(ask)];
  if (ask.srcPort !== '') words.push(`from port ${ask.srcPort}`);
  if (ask.fromIp !== '') words.push(`from ${ask.fromIp}`);
  if (ask.family !== '') words.push(`IPv${ask.family}`);
  if (ask.ignore !== '') words.push(`what if without ${ignoredIn(ask).join(', ')}`);
  return words.filter((word) => word !== '').join(' ');
}

/** Its packets carry types and codes, and no ports. */
export function isIcmp({ protocol }: Ask): boolean {
  return protocol.trim().toLowerCase().startsWith('icmp');
}

/** What the line says beyond ends and service, in words. */
export function restText(ask: Ask): string {
  const anyPort = isIcmp(ask) ? (ask.icmpType === '' ? 'echo' : '') : 'from any port';
  const port = ask.srcPort === '' ? anyPort : `from port ${ask.srcPort}`;
  const family = ask.family === '' ? '' : `IPv${ask.family}`;
  const size = ask.packetSize === '' ? '' : `${ask.packetSize} bytes`;
  const said = [ask.fromIp === '' ? '' : `as ${ask.fromIp}`, port, size, family].filter(
    (word) => word !== '',
  );
  return said.length === 0 ? 'more' : said.join(' · ');
}

const arrow = /\s*(?:→|->|=>|⇒|\sto\s)\s*/i;

/**
 * Reads a whole line such as `web-1 -> db-1 tcp/5432 from port 40000 ipv6`.
 *
 * @returns `undefined` when the text is no line: it has no arrow
 */
export function readLine(text: string): Ask | undefined {
  const [from, after, ...more] = text.trim().split(arrow);
  if (from === undefined || after === undefined || more.length > 0) return undefined;
  let rest = after;
  const take = (pattern: RegExp): string => {
    const found = pattern.exec(rest);
    if (found === null) return '';
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
    return found[1] ?? '';
  };
  const srcPort = take(/\sfrom port (\d+)\b/i);
  const fromIp = take(/\sfrom ([0-9a-f.:]+)(?=\s|$)/i);
  const family = take(/\sipv?([46])\b/i);
  const [to = '', ...service] = rest.trim().split(/\s+/);
  return { ...emptyAsk, from: from.trim(), to, ...readService(service.join(' ')), srcPort, fromIp, family };
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string').join(',');
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
