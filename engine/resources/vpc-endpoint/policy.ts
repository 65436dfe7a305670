/**
 * Endpoint policies (VPCE-9, VPCE-20): one that treats every call alike is judged; what another says of a call is not
 * known, since a trace names none.
 */
import type { Packet } from '../../packet/index.ts';
import type { Place, Walk } from '../../trace/walk.ts';
import type { EndpointPolicy, VpcEndpoint } from './types.ts';

/** Whether the walk goes on past the policy. What it does not settle is left to what comes after (EVAL-8). */
export function checkEndpointPolicy(
  walk: Walk,
  { id, policy }: VpcEndpoint,
  place: Place,
  packet: Packet,
): boolean {
  switch (policy) {
    case 'full':
      return true;
    case 'deny':
      return walk.drop(place, 'endpoint-policy', packet, { rules: ['VPCE-9'], mendable: true });
    case 'other': {
      const text = `The policy of endpoint ${id} allows some calls and not others, and a trace names no call.`;
      walk.undecided(place, 'endpoint-policy', packet, {
        rules: ['VPCE-9', 'EVAL-8'],
        notes: [{ kind: 'assumption', rule: 'VPCE-9', text }],
      });
      return true;
    }
    default:
      return policy satisfies never;
  }
}

type Statement = Readonly<Record<string, unknown>>;

/**
 * What a policy document does to every call alike.
 *
 * @param document - as AWS writes it, parsed; anything that is no policy is `other`
 */
export function classifyPolicy(document: unknown): EndpointPolicy {
  const statements = statementsOf(document);
  if (statements === undefined) return 'other';
  const isPlain = (statement: Statement) =>
    isAll(statement['Principal']) &&
    isAll(statement['Action']) &&
    isAll(statement['Resource']) &&
    statement['Condition'] === undefined;
  const allows = statements.filter(({ Effect: effect }) => effect === 'Allow');
  const denies = statements.filter(({ Effect: effect }) => effect === 'Deny');
  if (allows.length + denies.length !== statements.length) return 'other';
  // An explicit deny wins, and without any allow nothing is.
  if (denies.some(isPlain) || allows.length === 0) return 'deny';
  return denies.length === 0 && allows.some(isPlain) ? 'full' : 'other';
}

function statementsOf(document: unknown): readonly Statement[] | undefined {
  if (!isObject(document)) return undefined;
  const { Statement: stated } = document;
  const all: readonly unknown[] = Array.isArray(stated) ? stated : [stated];
  return all.every(isObject) ? all : undefined;
}

function isObject(value: unknown): value is Statement {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `*`, `["*"]` or `{ "AWS": "*" }`. */
function isAll(value: unknown): boolean {
  if (value === '*') return true;
  if (Array.isArray(value)) return value.includes('*');
  return isObject(value) && isAll(value['AWS']);
}
