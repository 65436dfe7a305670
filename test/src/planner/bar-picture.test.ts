import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBlock, createPlan, relabel, rename, split } from '../../../engine/addresses.ts';
import type { Plan } from '../../../engine/addresses.ts';
import { barPicture } from '../../../src/planner/bar-picture.ts';
import { anyPlan, cidr, fixed, planOf, ref } from '../../properties/plan-arbitraries.ts';

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly texts: readonly string[];
}

/**
 * The elements of an XML text. Throws for one that is not well-formed: what no XML may hold, tags that do not nest,
 * attributes without quotes or twice, a bare `&`, `<` or `>`, an unknown reference.
 */
function elementsOf(xml: string): readonly Element[] {
  // eslint-disable-next-line no-control-regex -- these are what XML may not hold
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml) || /\p{Cs}/u.test(xml))
    throw new SyntaxError('a character that XML may not hold');
  const elements: Element[] = [];
  const open: (Element & { readonly texts: string[] })[] = [];
  let rest = xml;
  const take = (pattern: RegExp) => {
    const match = pattern.exec(rest);
    rest = rest.slice(match?.[0].length ?? 0);
    return match;
  };
  while (rest !== '') {
    const text = take(/^[^<>]+/);
    if (text !== null) open.at(-1)?.texts.push(plain(text[0]));
    const closing = take(/^<\/([\w:-]+)>/);
    if (closing !== null) {
      if (open.pop()?.name !== closing[1]) throw new SyntaxError(`</${closing[1]}> closes something else`);
      continue;
    }
    if (rest === '') break;
    const opening = take(/^<([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<>]*")*)\s*(\/?)>/);
    if (opening === null) throw new SyntaxError(`no tag: ${rest.slice(0, 60)}`);
    const pairs = [...(opening[2] ?? '').matchAll(/([\w:-]+)="([^"]*)"/g)];
    const attributes = new Map(pairs.map(([, key = '', value = '']) => [key, plain(value)]));
    if (attributes.size < pairs.length) throw new SyntaxError('an attribute twice');
    const element = { name: opening[1] ?? '', attributes, texts: [] };
    elements.push(element);
    if (opening[3] === '') open.push(element);
  }
  if (open.length > 0) throw new SyntaxError('an element is not closed');
  return elements;
}

function plain(text: string): string {
  if (/&(?!#\d+;)/.test(text)) throw new SyntaxError(`a bare & in ${text}`);
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

const titles = (plan: Plan) =>
  elementsOf(barPicture(plan)).flatMap(({ name, texts }) => (name === 'title' ? [texts.join('')] : []));

const named = (name: string) => relabel(planOf('10.0.0.0/24', ['10.0.0.0/24']), ref('10.0.0.0/24'), { name });

describe('the picture of the bars', () => {
  test.each([
    ['markup', '</title><script>alert(1)</script>'],
    ['an end of an attribute', '" onload="alert(1)'],
    ['references', '&amp; &#60; &lt;b&gt; &nbsp;'],
    ['an end of everything', ']]></svg><!--'],
  ])('shows %s in a name as it is', (_what, name) => {
    const picture = barPicture(rename(addBlock(named(name), cidr('10.1.0.0/24'), name), name));
    const elements = elementsOf(picture);
    expect(elements.map((element) => element.name)).not.toContain('script');
    expect(elements[0]?.attributes.get('aria-label')).toBe(name);
    expect(titles(named(name))).toEqual(['Address plan', `${name} 10.0.0.0/24`]);
    expect(
      elements.filter(({ attributes }) => [...attributes.keys()].some((key) => key.startsWith('on'))),
    ).toEqual([]);
  });

  test('marks what no picture can hold', () => {
    expect(titles(named('a\u0000b\u001bc\ud83dd\uffffe'))[1]).toBe(
      'a\ufffdb\ufffdc\ufffdd\ufffde 10.0.0.0/24',
    );
  });

  test('cuts long names between characters', () => {
    const texts = elementsOf(barPicture(named('👩'.repeat(500)))).flatMap((element) => element.texts);
    expect(texts.some((text) => /^👩{100,}$/u.test(text))).toBe(true);
  });

  test('is well-formed whatever the plan', () => {
    fc.assert(
      fc.property(anyPlan, fc.string({ unit: 'binary' }), (plan, name) => {
        expect(elementsOf(barPicture(rename(plan, name))).length).toBeGreaterThan(5);
      }),
      fixed,
    );
  });

  test('has both themes, and a bar for each block with its VPC', () => {
    const plan = addBlock(planOf('10.0.0.0/24', ['10.0.0.0/25 app tint=2']), cidr('2001:db8::/56'), 'edge');
    const picture = barPicture(plan);
    const style =
      elementsOf(picture)
        .find(({ name }) => name === 'style')
        ?.texts.join('') ?? '';
    expect(style.match(/@media \(prefers-color-scheme:dark\)/g)).toHaveLength(1);
    const [light = '', dark = ''] = style.split('@media');
    for (const rule of ['text', '.mark', '.page', '.free', '.hatch', '.t0', '.t5'])
      expect([light, dark].map((part) => part.includes(`${rule}{`))).toEqual([true, true]);
    expect(titles(plan)).toEqual(['Address plan', 'app 10.0.0.0/25', 'free 10.0.0.128/25', '2001:db8::/56']);
    expect(picture).toContain('>edge  2001:db8::/56<');
    expect(picture).toContain('class="subnet t1"');
  });

  test('of an empty plan is a page', () => {
    expect(titles(createPlan('aws', []))).toEqual(['Address plan']);
  });

  test('of 65,536 subnets is small', () => {
    const full = split(planOf('10.0.0.0/8', ['10.0.0.0/8']), ref('10.0.0.0/8'), 24);
    expect(barPicture(full).length).toBeLessThan(200_000);
  });
});
