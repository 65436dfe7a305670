import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { plainPlan, relabel, split } from '../../../engine/addresses.ts';
import type { Plan } from '../../../engine/addresses.ts';
import { packPlan, unpackPlan } from '../../../src/state/plan-link.ts';
import { anyPlan, fixed, planOf, ref } from '../../properties/plan-arbitraries.ts';

const block = '10.0.0.0/16';

/** A link that holds these bytes. */
const linkOf = (bytes: Uint8Array) => `1${deflateRawSync(bytes).toString('base64url')}`;

async function unpacked(packed: string): Promise<unknown> {
  const text = await unpackPlan(packed);
  return text === undefined ? undefined : JSON.parse(text);
}

function noted(note: string): Plan {
  return relabel(planOf(block, [block]), ref(block), { note });
}

describe('a plan in a link', () => {
  test.each<[string, string]>([
    ['quotes and braces', '"}]},"x":[{\\"'],
    ['markup', '</script><img src=x onerror=alert(1)>'],
    ['what has a meaning in links', 'a+b/c=&p=2#/trace?%00%E0%A4%A'],
    ['many languages', 'Grüße, 東京, Привет, مرحبا, 👩‍🚀'],
    ['control characters', '\u0000\u0001\u001f\u007f\u2028'],
    ['half a character', '\ud83d'],
    ['a very long note', 'note '.repeat(100_000)],
  ])('comes back with a note of %s', async (_what, note) => {
    const plan = noted(note);
    expect(await unpacked(await packPlan(plan))).toEqual(JSON.parse(JSON.stringify(plainPlan(plan))));
  });

  test('comes back whatever is in it, in characters that need no escape', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlan, fc.string({ unit: 'binary' }), async (plan, name) => {
        const packed = await packPlan({ ...plan, name });
        expect(packed).toMatch(/^1[\w-]+$/);
        expect(await unpacked(packed)).toEqual(plainPlan({ ...plan, name }));
      }),
      { ...fixed, numRuns: 50 },
    );
  });

  test('is short where the plan is a rule: 256 equal subnets take less than 200 characters, address and all', async () => {
    const packed = await packPlan(split(planOf(block, [block]), ref(block), 24));
    expect(`http://127.0.0.1:4173/#/plan?p=${packed}`.length).toBeLessThan(200);
  });

  test('is the same whenever it is made', async () => {
    expect(await packPlan(noted('x'))).toBe(await packPlan(noted('x')));
  });
});

describe('no plan comes from', () => {
  test('a link that was cut off anywhere', async () => {
    const packed = await packPlan(noted('a note that is long enough to be cut off here and there'));
    for (let length = 0; length < packed.length; length++)
      expect(await unpackPlan(packed.slice(0, length)), `${length} characters`).toBeUndefined();
  });

  test.each([
    ['nothing', ''],
    ['a version and nothing', '1'],
    ['a newer version', `2${linkOf(new TextEncoder().encode('{}')).slice(1)}`],
    ['no base64', '1q1Y§'],
    ['an escape', '1%41'],
    ['no deflated bytes', `1${Buffer.from('{"format":"hoplight-plan/1"}').toString('base64url')}`],
    ['bytes that are no text', linkOf(Uint8Array.of(0xff, 0xfe, 0x80))],
  ])('%s', async (_what, packed) => {
    expect(await unpackPlan(packed)).toBeUndefined();
  });

  test('damaged links, which never throw', async () => {
    const packed = await packPlan(noted('some note'));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: packed.length - 1 }), fc.string({ maxLength: 3 }), async (at, other) => {
        const text = await unpackPlan(`${packed.slice(0, at)}${other}${packed.slice(at + 1)}`);
        expect(typeof (text ?? '')).toBe('string');
      }),
      { ...fixed, numRuns: 150 },
    );
  });
});

describe('a link that unpacks to very much', () => {
  afterEach(() => vi.unstubAllGlobals());
  const MiB = 1024 * 1024;

  test('is read up to eight million characters', async () => {
    expect((await unpackPlan(linkOf(new Uint8Array(8 * MiB).fill(32))))?.length).toBe(8 * MiB);
    expect(await unpackPlan(linkOf(new Uint8Array(8 * MiB + 1).fill(32)))).toBeUndefined();
  });

  test('is cut off there: the rest is never unpacked', async () => {
    let seen = 0;
    const Real = DecompressionStream;
    vi.stubGlobal(
      'DecompressionStream',
      class {
        readonly writable: WritableStream;
        readonly readable: ReadableStream;
        constructor(format: CompressionFormat) {
          const real = new Real(format);
          const count = new TransformStream<Uint8Array, Uint8Array>({
            transform(chunk, through) {
              seen += chunk.length;
              through.enqueue(chunk);
            },
          });
          this.writable = real.writable;
          this.readable = real.readable.pipeThrough(count);
        }
      },
    );
    expect(await unpackPlan(linkOf(new Uint8Array(64 * MiB)))).toBeUndefined();
    expect(seen).toBeGreaterThan(8 * MiB);
    expect(seen).toBeLessThan(10 * MiB);
  });
});
