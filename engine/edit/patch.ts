/**
 * An edit as data: the add, replace and remove of RFC 6902 with the pointers of RFC 6901. Applying one makes a new
 * document that shares all it does not change with the one before.
 */
import type { PlainDocument } from './document.ts';

export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  /** A JSON pointer: `/subnets/2/name`; `/subnets/-` is behind the last. */
  readonly path: string;
  /** What to put there; left out of a removal. */
  readonly value?: unknown;
}

export type Patch = readonly PatchOperation[];

/** A patch does not fit its document: a bug of whoever made it, or a document that has changed since. */
export class PatchError extends Error {
  override readonly name = 'PatchError';
}

/**
 * The document after all operations, in order.
 *
 * @throws PatchError when a path is not there; the document is as it was
 */
export function applyPatch(document: PlainDocument, patch: Patch): PlainDocument {
  return patch.reduce<PlainDocument>((before, operation) => {
    const after = applied(before, tokensOf(operation.path), operation);
    if (!isMembers(after)) throw new PatchError('A document is an object.');
    return after;
  }, document);
}

/** A JSON pointer made of its parts. */
export function pointer(...tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The parts of a JSON pointer. */
export function tokensOf(path: string): readonly string[] {
  if (path === '') return [];
  if (!path.startsWith('/'))
    throw new PatchError(`\`${path}\` is no JSON pointer: it must begin with \`/\`.`);
  return path
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function applied(value: unknown, tokens: readonly string[], operation: PatchOperation): unknown {
  const [token, ...rest] = tokens;
  if (token === undefined) {
    if (operation.op === 'remove') throw new PatchError('A document cannot be removed.');
    return operation.value;
  }
  if (Array.isArray(value)) return appliedToList(value, token, rest, operation);
  if (isMembers(value)) return appliedToMembers(value, token, rest, operation);
  throw new PatchError(`There is nothing at \`${operation.path}\`.`);
}

function appliedToList(
  list: readonly unknown[],
  token: string,
  rest: readonly string[],
  operation: PatchOperation,
): readonly unknown[] {
  const adds = operation.op === 'add' && rest.length === 0;
  const index = token === '-' && adds ? list.length : indexOf(token);
  if (index === undefined || index > list.length - (adds ? 0 : 1))
    throw new PatchError(`There is nothing at \`${operation.path}\`.`);
  if (adds) return [...list.slice(0, index), operation.value, ...list.slice(index)];
  if (rest.length === 0 && operation.op === 'remove')
    return [...list.slice(0, index), ...list.slice(index + 1)];
  const changed = [...list];
  changed[index] = rest.length === 0 ? operation.value : applied(list[index], rest, operation);
  return changed;
}

function appliedToMembers(
  members: PlainDocument,
  token: string,
  rest: readonly string[],
  operation: PatchOperation,
): PlainDocument {
  // Own members only: `__proto__` and its like are names as any other, and lead nowhere.
  const isThere = Object.hasOwn(members, token);
  const adds = operation.op === 'add' && rest.length === 0;
  if (!isThere && !adds) throw new PatchError(`There is nothing at \`${operation.path}\`.`);
  if (operation.op === 'remove' && rest.length === 0)
    return Object.fromEntries(Object.entries(members).filter(([key]) => key !== token));
  const value = rest.length === 0 ? operation.value : applied(members[token], rest, operation);
  if (isThere)
    return Object.fromEntries(
      Object.entries(members).map(([key, before]) => [key, key === token ? value : before]),
    );
  return Object.fromEntries([...Object.entries(members), [token, value]]);
}

function indexOf(token: string): number | undefined {
  return /^(?:0|[1-9]\d{0,8})$/.test(token) ? Number(token) : undefined;
}

function isMembers(value: unknown): value is PlainDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
