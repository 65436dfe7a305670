import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Costs } from '../../../src/state/costs.svelte.ts';
import { EngineClient } from '../../../src/state/engine-client.ts';
import { Desk } from '../../../src/worker/desk.ts';
import type { Answers, Envelope, Reply } from '../../../src/worker/protocol.ts';
import { handPort, readyPort } from '../fixtures/ports.ts';

const network = (region: string) => `
format: hoplight/1
vpcs: [{ id: vpc-a, cidrBlock: 10.0.0.0/16, internetGateway: igw-a, region: ${region} }]
subnets: [{ id: subnet-a, vpc: vpc-a, cidrBlock: 10.0.1.0/24 }]
natGateways: [{ id: nat-a, subnet: subnet-a, privateIp: 10.0.1.5, publicIp: 198.51.100.5 }]
`;
const own =
  'format: hoplight-prices/1\nregion: us-east-1\nasOf: 2027-01\nperHour: { nat: 1, publicIpv4: 0 }\n';
const file = (text: string, path = 'ours.yaml') => ({
  path,
  bytes: Uint8Array.from(new TextEncoder().encode(text)).buffer,
});

let kept: Record<string, string>;
beforeEach(() => {
  kept = {};
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
  });
});
afterEach(() => vi.unstubAllGlobals());

/** Costs at a real desk, with a project open on it. */
function visit(region = 'us-east-1') {
  const desk = new Desk(() => 0);
  const requests: Envelope['request'][] = [];
  const port = readyPort(({ id, request }): Reply => {
    requests.push(request);
    return { id, kind: 'answer', answer: structuredClone(desk.answer(request, () => undefined)) };
  });
  const changed = vi.fn();
  const costs = new Costs(new EngineClient(port), changed);
  const files = [{ path: 'network.yaml', text: network(region) }];
  const loaded = desk.answer({ kind: 'load', files }, () => undefined) as Answers['load'];
  costs.start();
  return { costs, changed, loaded, requests };
}

describe('what a project costs', () => {
  test('is asked once for what is known already, and anew after an edit', async () => {
    const { costs, loaded, requests } = visit();
    expect(costs.report).toBeNull();
    await costs.refresh(loaded);
    expect(costs.report).toMatchObject({ usdPerMonthText: '36.50', unknown: 0 });
    await costs.refresh(loaded);
    expect(requests).toHaveLength(1);
    await costs.refresh({ ...loaded });
    expect(requests).toHaveLength(2);
  });

  test('of another project is not told by the one before; only the last answer counts', async () => {
    const { loaded, costs } = visit();
    await costs.refresh(loaded);
    const report = costs.report ?? expect.fail();
    const { port, sent, reply } = handPort();
    const late = new Costs(new EngineClient(port), () => undefined);
    const first = late.refresh(loaded);
    const second = late.refresh({ ...loaded, project: 2 });
    const [one, two] = sent.map(({ message }) => message.id);
    reply({ id: two ?? 0, kind: 'answer', answer: report });
    reply({ id: one ?? 0, kind: 'answer', answer: { ...report, usdPerMonthText: '0.00' } });
    await Promise.all([first, second]);
    expect(late.report?.usdPerMonthText).toBe('36.50');
    void late.refresh({ ...loaded, project: 3 });
    expect(late.report).toBeNull();
  });

  test('a fault of the engine is said in its words', async () => {
    const port = readyPort(({ id }) => ({ id, kind: 'failed', message: 'no such project' }));
    const costs = new Costs(new EngineClient(port), () => undefined);
    await costs.refresh(visit().loaded);
    expect([costs.report, costs.failure]).toEqual([null, 'no such project']);
  });
});

describe('prices of one’s own', () => {
  test('hold at once, are kept, and hold at the next visit before anything is asked', async () => {
    const { costs, changed, loaded } = visit();
    await costs.refresh(loaded);
    expect(await costs.read(file(own))).toBe(true);
    expect(changed).toHaveBeenCalledOnce();
    expect(costs.report, 'what is on screen stays until the new sum is there').not.toBeNull();
    await vi.waitFor(() => expect(costs.report?.usdPerMonthText).toBe('730.00'));
    expect(costs.choice.file).toEqual({ path: 'ours.yaml', text: own });
    expect(costs.news?.usable, 'what the list lacks is told').toBe(true);

    const next = visit();
    expect(next.requests).toMatchObject([{ kind: 'pricing', file: { path: 'ours.yaml' } }]);
    await next.costs.refresh(next.loaded);
    expect(next.costs.report?.usdPerMonthText).toBe('730.00');
    await next.costs.choose({ file: null });
    await vi.waitFor(() => expect(next.costs.report?.usdPerMonthText).toBe('36.50'));
    expect(next.costs.news).toBeNull();
    expect(visit().requests, 'the built-in prices are kept too').toMatchObject([{ file: null }]);
  });

  test('a file that holds none changes nothing, and why is said until it is put away', async () => {
    const { costs, changed, loaded } = visit();
    await costs.refresh(loaded);
    expect(await costs.read(file('vpcs: []'))).toBe(false);
    expect(changed).not.toHaveBeenCalled();
    expect(costs.choice.file).toBeNull();
    expect(costs.news?.usable).toBe(false);
    expect(costs.news?.diagnostics.map(({ code }) => code)).toContain('unknown-price-format');
    costs.putNewsAway();
    expect(costs.news).toBeNull();
    expect(kept).toEqual({});
  });

  test('a kept file that is no price list any more gives way to the built-in prices', async () => {
    kept['hoplight.prices'] = JSON.stringify({ file: { path: 'ours.yaml', text: 'x' }, monthlyGb: 5 });
    const { costs, loaded } = visit();
    await vi.waitFor(() => expect(costs.choice.file).toBeNull());
    expect(costs.choice.monthlyGb).toBe(5);
    expect(costs.news).toMatchObject({ name: 'ours.yaml', usable: false });
    await costs.refresh(loaded);
    expect(costs.report?.usdPerMonthText).toBe('36.50');
  });

  test.each(['{', '[]', '"x"', '{"monthlyGb":-1,"anyRegion":"yes","file":{"path":1}}'])(
    'what was kept is checked: %s',
    (text) => {
      kept['hoplight.prices'] = text;
      expect(visit().costs.choice).toEqual({ file: null, monthlyGb: null, anyRegion: false });
    },
  );
});

test('prices may be taken for every Region', async () => {
  const { costs, loaded } = visit('eu-west-1');
  await costs.refresh(loaded);
  expect(costs.report).toMatchObject({ unknown: 2, elsewhere: ['eu-west-1'] });
  await costs.choose({ anyRegion: true });
  await vi.waitFor(() => expect(costs.report).toMatchObject({ unknown: 0, usdPerMonthText: '36.50' }));
});

test('the price list in use can be had as a file, and read again', async () => {
  const { costs } = visit();
  const text = await costs.priceList();
  expect(text).toContain('"format": "hoplight-prices/1"');
  expect(await costs.read(file(text, 'prices.json'))).toBe(true);
  expect(costs.news).toBeNull();
  expect(await costs.priceList()).toBe(text);
});
