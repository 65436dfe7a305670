/**
 * Domain names as text: in lower case, without the dot at the end, so that equal names are equal texts. The root, which
 * is `.` where people write it, is the empty text.
 */

const MOST_CHARACTERS = 253;
const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/**
 * Reads a name as people and Route 53 write it: `Corp.Example.`, `*.corp.example`, `\052.corp.example`.
 *
 * @returns `undefined` for what is no domain name; a wildcard stands only as the whole first label
 */
export function parseDomainName(text: string): string | undefined {
  const written = text.trim().toLowerCase().replaceAll('\\052', '*');
  if (written === '.') return '';
  const name = written.replace(/\.$/, '');
  if (name.length > MOST_CHARACTERS) return undefined;
  const [first = '', ...others] = name.split('.');
  const isName = (first === '*' || LABEL.test(first)) && others.every((label) => LABEL.test(label));
  return isName ? name : undefined;
}

/** Whether a name is a domain or lies below it; every name lies below the root. */
export function isWithin(name: string, domain: string): boolean {
  return domain === '' || name === domain || name.endsWith(`.${domain}`);
}

/** The domain that a name lies directly below; `undefined` for the root. */
export function parentOf(name: string): string | undefined {
  if (name === '') return undefined;
  const dot = name.indexOf('.');
  return dot === -1 ? '' : name.slice(dot + 1);
}

/** As people are shown it. */
export function formatDomainName(name: string): string {
  return name === '' ? '.' : name;
}
