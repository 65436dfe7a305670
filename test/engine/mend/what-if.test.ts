import { describe, expect, test } from 'vitest';
import { traceReport, traceText } from '../../../engine/index.ts';
import type { TraceReport } from '../../../engine/index.ts';
import { scenario } from './scenarios.ts';

function ask(slug: string, at: number, ignore: readonly string[]): TraceReport {
  const { loaded, questions } = scenario(slug);
  const question = questions[at];
  if (question === undefined) throw new Error('No such question.');
  const answer = traceReport(loaded.network, { ...question, ignore });
  if (!answer.ok) throw new Error(answer.errors.map(({ message }) => message).join(' '));
  return answer.report;
}

const steps = (report: TraceReport) =>
  [...report.forward.hops, ...(report.return?.hops ?? [])].flatMap((hop) => hop.steps);

describe('what if', () => {
  test('ignored ACLs let the reply home, and each crossing says that it was not read', () => {
    const report = ask('reply-never-came-home', 0, ['acls']);
    expect(report.verdict).toBe('reachable');
    expect(report.whatIf).toEqual([{ ignore: 'acls', text: 'network ACLs are ignored' }]);
    const crossings = steps(report).filter(({ at }) => at.startsWith('nacl-'));
    expect(crossings.length).toBeGreaterThan(0);
    expect(crossings.every(({ outcome, matched }) => outcome === 'skipped' && matched === null)).toBe(true);
  });

  test('ignored groups leave the ACLs in force', () => {
    expect(ask('three-walls', 0, ['groups'])).toMatchObject({
      verdict: 'forward_blocked',
      at: 'nacl-egress',
    });
    expect(ask('three-walls', 0, ['groups', 'acls']).verdict).toBe('reachable');
  });

  test('a rule is absent by the name that the trace gives it', () => {
    const as = ask('reply-never-came-home', 0, []);
    const rule = steps(as).find(({ at }) => at === 'sg-egress')?.matched?.ref;
    expect(rule).toBe('sg-app egress 1');
    expect(ask('reply-never-came-home', 0, [rule ?? ''])).toMatchObject({
      verdict: 'forward_blocked',
      at: 'sg-egress',
    });
  });

  test('every rule that decided can be left out by its name', () => {
    const refs = steps(ask('reply-never-came-home', 0, [])).flatMap(({ matched }) => matched?.ref ?? []);
    expect(refs.length).toBeGreaterThan(5);
    for (const ref of refs) expect(ask('reply-never-came-home', 0, [ref]).whatIf).toHaveLength(1);
  });

  test('a route is absent', () => {
    const report = ask('reply-never-came-home', 0, ['rt-app routes 0.0.0.0/0']);
    expect(report).toMatchObject({ verdict: 'forward_blocked', at: 'route-table', detail: 'no-route' });
    expect(report.whatIf[0]?.text).toBe('route 0.0.0.0/0 of rt-app is absent');
  });

  test('it offers no change and predicts no record: the network is not so', () => {
    const report = ask('three-walls', 0, ['groups']);
    expect([report.suggestions, report.flowLog]).toEqual([[], []]);
    expect(traceText(report)).toContain(
      'What if security groups are ignored: this is not the network as it is.',
    );
  });

  test.each(['everything', 'acl-app ingress 999', 'nobody egress 1', 'rt-app ingress 100', ''])(
    'of `%s` it says that there is no such rule',
    (written) => {
      const { loaded, questions } = scenario('reply-never-came-home');
      const answer = traceReport(loaded.network, { from: 'a', to: 'b', ...questions[0], ignore: [written] });
      expect(answer).toMatchObject({ ok: false, errors: [{ part: 'ignore', nearest: ['acls', 'groups'] }] });
    },
  );

  test('without it nothing is supposed', () => {
    expect(ask('reply-never-came-home', 0, []).whatIf).toEqual([]);
  });
});
