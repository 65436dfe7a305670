/**
 * The address of what is on screen, after the `#`: a view, a scenario and a question.
 *
 *     #/trace/reply-never-came-home?from=api-1&to=203.0.113.80&protocol=tcp&port=443
 *     #/trace?from=web-1&to=db-1          the project kept in this browser
 *     #/learn
 *     #/plan                              the plan of the project
 *     #/design                            the network, drawn
 *     #/plan?p=1q1YK…                     a plan of its own
 *     #/design?d=1q1YK…                   a whole project, at any view and question
 */
import { saidParts, toAsk } from './ask.ts';
import type { Ask } from './ask.ts';

export type View = 'plan' | 'design' | 'trace' | 'learn';

export const views: readonly View[] = ['plan', 'design', 'trace', 'learn'];

export interface Place {
  readonly view: View;
  /** Slug of a scenario; `null` for the project kept in this browser. */
  readonly scenario: string | null;
  readonly ask: Ask | null;
  /** A plan that the address itself holds, packed. */
  readonly plan?: string | undefined;
  /** A whole project that the address itself holds, packed. */
  readonly document?: string | undefined;
}

/** Views that show a question. */
const asking: readonly View[] = ['trace', 'design'];

export function linkOf({ view, scenario, ask, plan, document }: Place): string {
  if (plan !== undefined) return `#/plan?p=${plan}`;
  const path = [
    '#',
    view,
    ...(scenario === null || view === 'learn' ? [] : [encodeURIComponent(scenario)]),
  ].join('/');
  const query = new URLSearchParams(
    ask === null || !asking.includes(view) ? [] : saidParts(ask).map(([part, text]) => [part, text]),
  );
  // Last, so that a link that was cut off still says which view and question it meant.
  if (document !== undefined) query.set('d', document);
  return query.size === 0 || view === 'learn' ? path : `${path}?${query.toString()}`;
}

/** @returns `undefined` for an address that says nothing, or nothing that is known */
export function readLink(hash: string): Place | undefined {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view = '', scenario = ''] = path.split('/');
  const known = views.find((name) => name === view);
  if (known === undefined) return undefined;
  const said = new URLSearchParams(query);
  const ask = toAsk(Object.fromEntries(said));
  return {
    view: known,
    ...(known === 'plan' && said.has('p') && { plan: said.get('p') ?? '' }),
    ...(known !== 'learn' && said.has('d') && { document: said.get('d') ?? '' }),
    scenario: scenario === '' ? null : decoded(scenario),
    ask: query === '' || ask.from === '' || ask.to === '' ? null : ask,
  };
}

/** The address in text that is a link to a plan or project of this app; `undefined` for any other text. */
export function linkIn(text: string): string | undefined {
  return /^\s*\S*(#\/[a-z]+\?\S*\b[pd]=[\w-]+)\s*$/.exec(text)?.[1];
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // a cut-off escape: as if it were not there
  }
}
