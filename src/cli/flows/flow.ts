/** A flow as a document, a batch line or a flows file writes it, checked member by member. */
import { flatten } from '../../../engine/index.ts';
import type { Expectation, Question } from '../../../engine/index.ts';
import { nearestNames } from '../nearest.ts';

export interface Flow {
  readonly question: Question;
  /** As written; `undefined` when the flow is only a question. */
  readonly expect: Expectation | undefined;
  /** Things to say that do not stand in the way of an answer. */
  readonly warnings: readonly string[];
}

export type ReadFlow =
  { readonly ok: true; readonly flow: Flow } | { readonly ok: false; readonly error: string };

/** Checks one flow. Unknown keys are warnings; a wrong type, or no `from` or `to`, is an error. */
export function readFlow(written: unknown): ReadFlow {
  const { value } = flatten(written);
  if (!isRecord(value))
    return wrong(`A flow is an object with \`from\` and \`to\`; this is ${kindOf(value)}.`);
  const members = new Map(Object.entries(value).filter(([, member]) => member !== null));
  for (const key of ['from', 'to']) {
    if (!members.has(key)) return wrong(`\`${key}\` is missing.`);
  }
  const warnings: string[] = [];
  for (const [key, member] of members) {
    const wanted = MEMBERS.get(key);
    if (wanted === undefined) {
      const [nearest] = nearestNames(key, MEMBERS.keys(), 1);
      const hint = nearest === undefined ? '' : `; did you mean \`${nearest}\`?`;
      warnings.push(`\`${key}\` is not a member of a flow and was ignored${hint}`);
    } else if (!wanted.accepts(member)) {
      return wrong(`\`${key}\` must be ${wanted.words}; found \`${shortText(member)}\`.`);
    }
  }
  const { expect, ...asked } = Object.fromEntries([...members].filter(([key]) => MEMBERS.has(key)));
  // INVARIANT: every member left has the type that MEMBERS asks for, and `from` and `to` are there.
  const question = asked as unknown as Question;
  return { ok: true, flow: { question, expect: expect as Expectation | undefined, warnings } };
}

/** Words an expectation may name. */
export const VERDICTS = ['reachable', 'forward_blocked', 'return_blocked', 'partial', 'unknown'] as const;

interface Member {
  readonly accepts: (value: unknown) => boolean;
  readonly words: string;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const wholeNumber = (least: number, most: number): Member => ({
  accepts: (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
  words: `a number from ${least} to ${most}`,
});
const text: Member = { accepts: isText, words: 'text' };

const MEMBERS: ReadonlyMap<string, Member> = new Map([
  ['name', text],
  ['from', text],
  ['to', text],
  [
    'protocol',
    { accepts: (value) => isText(value) || typeof value === 'number', words: 'a protocol name or number' },
  ],
  ['port', wholeNumber(0, 65535)],
  ['srcPort', wholeNumber(0, 65535)],
  ['fromIp', text],
  ['icmpType', wholeNumber(-1, 255)],
  ['icmpCode', wholeNumber(-1, 255)],
  ['packetSize', wholeNumber(20, 9001)],
  ['family', { accepts: (value) => value === 4 || value === 6, words: '4 or 6' }],
  [
    'expect',
    { accepts: isExpectation, words: `one of ${VERDICTS.join(', ')}, or an object with such a \`verdict\`` },
  ],
]);

function isExpectation(value: unknown): boolean {
  if (!isRecord(value)) return VERDICTS.some((word) => word === value);
  const { verdict, alsoBlockedBy = [], ...texts } = value;
  return (
    isExpectation(verdict) &&
    Array.isArray(alsoBlockedBy) &&
    [...alsoBlockedBy, ...Object.values(texts)].every(isText)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

/** A user's value, short enough to quote. */
function shortText(value: unknown): string {
  const isNumber = typeof value === 'number'; // JSON has no word for one beyond its range
  const written = isNumber ? String(value) : (JSON.stringify(value) ?? String(value));
  return written.length > 60 ? `${written.slice(0, 60)}…` : written;
}

function wrong(error: string): ReadFlow {
  return { ok: false, error };
}
