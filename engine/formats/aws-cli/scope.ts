/**
 * The account and Region that an answer speaks for: from the folders it lies in (`accounts/111122223333/us-east-1/`),
 * else from its own ARNs and zones.
 */
import { isObject, memberOf } from './fields.ts';

/** `undefined`: not told, so the answer speaks for any. */
export interface Scope {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

const REGION = /(?<![a-z0-9])(?:us|eu|eusc|ap|sa|ca|me|af|il|mx|cn)(?:-[a-z]+){1,2}-\d(?![0-9a-z])/;
const ACCOUNT = /(?<!\d)\d{12}(?!\d)/;

/** The scope that the folders and the name of a file tell. */
export function scopeOfPath(path: string): Scope {
  return {
    account: /(?:^|\/)accounts\/([^/]+)\//.exec(path)?.[1] ?? ACCOUNT.exec(path)?.[0],
    region: REGION.exec(path)?.[0],
  };
}

/** Whether a word is a Region or an account. */
export function isScopeName(word: string): boolean {
  return REGION.exec(word)?.[0] === word || ACCOUNT.exec(word)?.[0] === word;
}

/** The Region of a zone: `us-east-1` of `us-east-1a` and of the Local Zone `us-east-1-bos-1a`. */
export function regionOfZone(zone: string | undefined): string | undefined {
  return zone === undefined ? undefined : /^[a-z]+(?:-[a-z]+){1,2}-\d/.exec(zone)?.[0];
}

/** The Region that all elements of an answer agree on, as far as they tell one. */
export function regionOfElements(elements: readonly unknown[]): string | undefined {
  let found: string | undefined;
  for (const element of elements) {
    const region = isObject(element) ? regionOfElement(element) : undefined;
    if (region === undefined) continue;
    if (found !== undefined && found !== region) return undefined;
    found = region;
  }
  return found;
}

function regionOfElement(element: Readonly<Record<string, unknown>>): string | undefined {
  const zone = memberOf(element, 'AvailabilityZone');
  if (typeof zone === 'string') return regionOfZone(zone);
  for (const key of Object.keys(element)) {
    const value = key.endsWith('Arn') ? memberOf(element, key) : undefined;
    const region = typeof value === 'string' ? /^arn:[^:]*:[^:]*:([^:]+):/.exec(value)?.[1] : undefined;
    if (region !== undefined) return region;
  }
  return undefined;
}

/** Whether an answer of scope `answer` would list what exists in `scope`. */
export function covers(answer: Scope, scope: Scope): boolean {
  return agrees(answer.account, scope.account) && agrees(answer.region, scope.region);
}

function agrees(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** The scope in words: ` for Region ...`, or nothing when neither is known. */
export function inWords({ account, region }: Scope): string {
  const parts = [
    ...(region === undefined ? [] : [`Region \`${region}\``]),
    ...(account === undefined ? [] : [`account \`${account}\``]),
  ];
  return parts.length === 0 ? '' : ` for ${parts.join(' of ')}`;
}
