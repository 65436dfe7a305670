/** Rules of Network Firewall as text that a document can hold: one rule a line, without variables (NFW-9, NFW-12). */

/** What stands for the variables of a rule group, by name and without the `$`. */
export interface Variables {
  readonly ipSets: ReadonlyMap<string, readonly string[]>;
  readonly portSets: ReadonlyMap<string, readonly string[]>;
}

/** The rules of a file of rules: without comments, and with lines joined that a backslash continues. */
export function listedRules(written: readonly string[]): string[] {
  const rules: string[] = [];
  let begun = '';
  for (const line of written) {
    const whole = `${begun}${line.trim()}`;
    begun = whole.endsWith('\\') ? `${whole.slice(0, -1).trim()} ` : '';
    if (begun === '' && whole !== '' && !whole.startsWith('#')) rules.push(whole);
  }
  return begun === '' ? rules : [...rules, begun.trim()];
}

export interface DomainList {
  readonly kind: string | undefined;
  readonly types: readonly string[];
  readonly domains: readonly string[];
}

const LIST_ACTIONS: Readonly<Record<string, string>> = {
  DENYLIST: 'drop',
  REJECTLIST: 'reject',
  ALERTLIST: 'alert',
};

/**
 * The rules that AWS makes of a domain list. NFW-13: an allow list passes its domains and drops all others of the same
 * protocol.
 */
export function domainRules({ kind, types, domains }: DomainList): string[] {
  const protocols = types.map((type) => (type === 'TLS_SNI' ? 'tls' : 'http'));
  const header = (action: string, protocol: string) =>
    `${action} ${protocol} $HOME_NET any -> $EXTERNAL_NET any`;
  return protocols.flatMap((protocol) => {
    const field = protocol === 'tls' ? 'tls.sni' : 'http.host';
    const named = (action: string) =>
      domains.map((domain) => `${header(action, protocol)} (${field}; content:"${domain}"; endswith;)`);
    if (kind === 'ALLOWLIST')
      return [...named('pass'), `${header('drop', protocol)} (flow:to_server, established;)`];
    return named(LIST_ACTIONS[kind ?? ''] ?? 'drop');
  });
}

/** A rule with what its variables stand for. `$HOME_NET`, and what is outside it, keep their names (NFW-12). */
export function withVariables(rule: string, { ipSets, portSets }: Variables): string {
  const start = rule.indexOf('(');
  const header = (start < 0 ? rule : rule.slice(0, start)).trim();
  const options = start < 0 ? '' : ` ${rule.slice(start)}`;
  const words = joinLists(header).split(/\s+/);
  const arrow = words.findIndex((word) => word === '->' || word === '<>');
  const resolved = words.map((word, at) => {
    if (at === arrow - 2 || at === arrow + 1) return expand(word, ipSets, true);
    return at === arrow - 1 || at === arrow + 2 ? expand(word, portSets, false) : word;
  });
  return `${resolved.join(' ')}${options}`;
}

/** `[10.0.0.0/8, 172.16.0.0/12]` without the spaces, so that it is one word. */
function joinLists(header: string): string {
  return header.replaceAll(/\[[^\]]*\]/g, (inside) => inside.replaceAll(/\s+/g, ''));
}

function expand(word: string, sets: ReadonlyMap<string, readonly string[]>, keepsHome: boolean): string {
  const all = parts(word, sets, keepsHome, DEEPEST);
  return all.length === 1 ? (all[0] ?? word) : `[${all.join(',')}]`;
}

/** Variables may be made of variables. */
const DEEPEST = 5;

function parts(
  word: string,
  sets: ReadonlyMap<string, readonly string[]>,
  keepsHome: boolean,
  depth: number,
): string[] {
  const isNot = word.startsWith('!');
  const plain = (isNot ? word.slice(1) : word).replace(/^\[(.*)\]$/, '$1');
  const split = plain.split(',');
  const turned = (part: string) => (isNot ? (part.startsWith('!') ? part.slice(1) : `!${part}`) : part);
  return split.flatMap((part) => {
    const bare = part.replace(/^!/, '');
    const known = bare.startsWith('$') ? sets.get(bare.slice(1)) : undefined;
    if (known === undefined || depth === 0 || (keepsHome && bare === '$HOME_NET')) return [turned(part)];
    const sign = part.startsWith('!') ? '!' : '';
    return known.flatMap((each) => parts(`${sign}${each}`, sets, keepsHome, depth - 1).map(turned));
  });
}
