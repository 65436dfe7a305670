import { describe, expect, test } from 'vitest';
import { EngineClient } from '../../../src/state/engine-client.ts';
import { inParts, joined } from '../../../src/worker/parts.ts';
import { handPort } from '../fixtures/ports.ts';

const long = Array.from({ length: 4_321 }, (_, index) => ({ id: `eni-${index}` }));

describe('an answer in parts', () => {
  test('is the answer again when it is put together', () => {
    const whole = {
      project: 1,
      document: { networkInterfaces: long, vpcs: [{ id: 'vpc-1' }] },
      endpoints: long,
    };
    const { answer, parts } = inParts(whole);
    expect(answer.document.networkInterfaces).toEqual([]);
    expect(parts.length).toBe(6);
    expect(joined(structuredClone(answer), structuredClone(parts))).toEqual(whole);
  });

  test('leaves the original as it was', () => {
    const whole = { document: { networkInterfaces: long } };
    joined(inParts(whole).answer, inParts(whole).parts);
    expect(whole.document.networkInterfaces).toBe(long);
    expect(long.length).toBe(4_321);
  });

  test('is one message when no list is long', () => {
    const short = { document: { vpcs: [{ id: 'vpc-1' }] }, diagram: null };
    expect(inParts(short)).toEqual({ answer: short, parts: [] });
    expect(inParts(short).answer).toBe(short);
  });

  test('may be a long list itself, or a text', () => {
    const { answer, parts } = inParts(long);
    expect(joined(structuredClone(answer), parts)).toEqual(long);
    expect(inParts('text')).toEqual({ answer: 'text', parts: [] });
    expect(inParts(null)).toEqual({ answer: null, parts: [] });
  });

  test('holds names of prototypes as it holds all others', () => {
    const whole = JSON.parse(`{ "__proto__": { "constructor": ${JSON.stringify(long)} } }`) as object;
    const { answer, parts } = inParts(whole);
    const back = joined(structuredClone(answer), structuredClone(parts));
    expect(JSON.stringify(back)).toBe(JSON.stringify(whole));
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
  });

  test('comes to whoever asked as one, with what others asked in between', async () => {
    const { port, reply } = handPort();
    const client = new EngineClient(port);
    const first = client.ask({ kind: 'check', project: 1 });
    const second = client.ask({ kind: 'check', project: 2 });
    const split = inParts(long);
    for (const part of split.parts) {
      reply({ id: 1, kind: 'part', part });
      reply({ id: 2, kind: 'progress', progress: { done: 0, total: 1, path: 'a' } });
    }
    reply({ id: 2, kind: 'answer', answer: [] });
    reply({ id: 1, kind: 'answer', answer: split.answer as never });
    expect(await second).toEqual([]);
    expect(await first).toEqual(long);
  });
});
