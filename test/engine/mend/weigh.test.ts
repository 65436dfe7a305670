/** What is said of an edit that is still being thought of is what comes when it is made. */
import { describe, expect, test } from 'vitest';
import { applyPatch, loadDocument, suggestionsOf, traceReport, weigh } from '../../../engine/index.ts';
import { scenario, scenarios } from './scenarios.ts';

describe('an edit that is weighed gives what is said', () => {
  test.each(scenarios)('$slug', ({ loaded: { network, document }, questions }) => {
    for (const question of questions) {
      const suggestions = suggestionsOf(network, question);
      const weighed = weigh(
        network,
        question,
        suggestions.map(({ patch }) => patch),
      );
      expect(weighed).toEqual(suggestions.map(({ verdict, flips }) => ({ verdict, flips })));
      for (const [at, { patch }] of suggestions.entries()) {
        const { network: changed } = loadDocument(applyPatch(document, patch));
        const answer = traceReport(changed, question, { suggest: false });
        expect(answer.ok && answer.report.verdict).toBe(weighed[at]?.verdict);
      }
    }
  });
});

describe('what cannot be weighed', () => {
  const { loaded, questions } = scenario('reply-never-came-home');
  const [question] = questions;
  if (question === undefined) throw new Error('The scenario asks nothing.');

  test('nothing changed gives the verdict as it is, and turns nothing round', () => {
    const [same] = weigh(loaded.network, question, [[]]);
    expect(same).toMatchObject({ verdict: 'return_blocked', flips: { opens: 0, breaks: 0 } });
  });

  test('a question that supposes something, or that nobody can ask', () => {
    expect(weigh(loaded.network, { ...question, from: 'nobody' }, [[]])).toEqual([null]);
    expect(weigh(loaded.network, { ...question, ignore: ['acl-app ingress 110'] }, [[]])).toEqual([null]);
  });

  test('more than fit while somebody waits', () => {
    const weighed = weigh(loaded.network, question, new Array(20).fill([]));
    expect(weighed.filter((each) => each !== null)).toHaveLength(8);
  });
});
