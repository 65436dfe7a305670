/** Questions to start with, made from what a project holds. */
import type { EndpointOption } from '../../engine/index.ts';
import type { Loaded } from '../worker/protocol.ts';
import { emptyAsk, toAsk } from './ask.ts';
import type { Ask } from './ask.ts';

export interface OfferedQuestion {
  /** What it asks, in words. */
  readonly why: string;
  readonly ask: Ask;
}

/** Three at most: the project's own flows first, then the classic ones. */
export function questionsFor({ flows, endpoints }: Loaded): readonly OfferedQuestion[] {
  const own = flows.map(({ name, question }) => ({ why: name, ask: toAsk(question) }));
  return [...own, ...classicQuestions(endpoints)].slice(0, 3);
}

function classicQuestions(endpoints: readonly EndpointOption[]): readonly OfferedQuestion[] {
  const machines = endpoints.filter(
    ({ kind, address }) => kind !== 'internet' && !kind.includes('gateway') && address !== null,
  );
  const [first] = machines;
  if (first === undefined) return [];
  const elsewhere = machines.find(({ subnet, value }) => value !== first.value && subnet !== first.subnet);
  const other = elsewhere ?? machines.find(({ value }) => value !== first.value);
  const questions: OfferedQuestion[] = [
    {
      why: `Can ${first.label} call out?`,
      ask: { ...emptyAsk, from: first.value, to: 'internet', protocol: 'tcp', port: '443' },
    },
  ];
  if (other !== undefined) {
    questions.push({
      why: `Can ${first.label} reach ${other.label}?`,
      ask: { ...emptyAsk, from: first.value, to: other.value, protocol: 'tcp', port: '443' },
    });
  }
  const asked = other ?? first;
  questions.push({
    why: `Can the internet open a shell on ${asked.label}?`,
    ask: { ...emptyAsk, from: 'internet', to: asked.value, protocol: 'tcp', port: '22' },
  });
  return questions;
}
