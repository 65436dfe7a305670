import { describe, expect, test } from 'vitest';
import { applyPatch } from '../../../engine/editing.ts';
import { judge, load, loadDocument, traceReport } from '../../../engine/index.ts';
import { emptyAsk } from '../../../src/state/ask.ts';
import { testPatch } from '../../../src/state/saved-tests.svelte.ts';

const ask = { ...emptyAsk, from: 'web-1', to: 'internet', protocol: 'tcp', port: '443' };
const format = 'hoplight/1';

describe('a question saved as a test', () => {
  test('becomes the first flow of the document, and can be undone', () => {
    const patch = testPatch({ format }, ask, 'reachable');
    expect(applyPatch({ format }, patch)).toEqual({
      format,
      flows: [
        {
          name: 'web-1 → internet tcp/443',
          from: 'web-1',
          to: 'internet',
          protocol: 'tcp',
          port: 443,
          expect: 'reachable',
        },
      ],
    });
  });

  test('stands behind other flows, and takes the place of the same question', () => {
    const others = { format, flows: [{ name: 'other', from: 'a', to: 'b', port: 22 }] };
    const once = applyPatch(others, testPatch(others, ask, 'reachable'));
    const twice = applyPatch(once, testPatch(once, ask, 'forward_blocked'));
    expect(twice['flows']).toMatchObject([{ name: 'other' }, { expect: 'forward_blocked' }]);
    expect(twice['flows']).toHaveLength(2);
  });

  test('never holds what was only supposed', () => {
    const [operation] = testPatch({ format }, { ...ask, ignore: 'acls' }, 'reachable');
    expect(operation?.value).toEqual([expect.not.objectContaining({ ignore: expect.anything() })]);
  });

  test('is read again as it was meant, and holds', () => {
    const { document } = load([
      {
        path: 'network.yaml',
        text: `
format: hoplight/1
vpcs: [{ id: vpc, cidrBlock: 10.0.0.0/16 }]
subnets: [{ id: net, vpc: vpc, cidrBlock: 10.0.1.0/24 }]
instances: [{ id: i-web, name: web-1, subnet: net, privateIp: 10.0.1.10 }]
`,
      },
    ]);
    const saved = loadDocument(applyPatch(document, testPatch(document, ask, 'forward_blocked')));
    const [flow] = saved.network.flows;
    const answer = flow === undefined ? undefined : traceReport(saved.network, flow.question);
    if (answer?.ok !== true || flow?.expect === undefined) throw new Error('The flow cannot be asked.');
    expect(judge(answer.report, flow.expect)).toEqual({ holds: true, difference: null });
  });
});
