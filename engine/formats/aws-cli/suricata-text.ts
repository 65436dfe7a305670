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
