/**
 * Follows a written script as somebody would who hears the page and does not see it. A line says what is done and what is
 * heard then: the object that the keyboard is on, as the browser tells it to a screen reader (role, name, value, state),
 * or what a live region announces.
 *
 *     ['press Tab', 'link Plan']
 *     ['press ]', 'says Step 2 of 16, forward: …']
 *     ['go to region Verdict', 'reads Reply blocked']
 */
import type { CDPSession, Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

type Heard = string | RegExp;

/** What is done, and what is heard after it, in any order; a text is heard somewhere in what is said. */
export type Line = readonly [does: string, ...hears: readonly Heard[]];

/** Notes what live regions say, from the first moment of the page. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const last = new WeakMap<Element, string>();
    const hear = (node: Node | null) => {
      const element = node instanceof Element ? node : (node?.parentElement ?? null);
      const region =
        element?.closest('[aria-live]:not([aria-live=off]), [role=status], [role=alert]') ?? null;
      if (region === null) return;
      const text = (region.textContent ?? '').replace(/\s+/g, ' ').trim();
      if (text !== '' && last.get(region) !== text) said.push(text);
      last.set(region, text);
    };
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        hear(target);
        for (const node of addedNodes) {
          hear(node);
          if (node instanceof Element)
            node.querySelectorAll('[role=status], [role=alert], [aria-live]').forEach(hear);
        }
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** Does and hears each line in turn. */
export async function follow(page: Page, script: readonly Line[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const [does, ...hears] of script) {
    await page.evaluate(() => void (window as unknown as { said?: string[] }).said?.splice(0));
    const place = await act(page, does);
    for (const heard of hears) {
      const text = typeof heard === 'string' ? heard : heard.source;
      const hearing = () =>
        text.startsWith('says ')
          ? announced(page)
          : text.startsWith('reads ')
            ? read(place)
            : spoken(session);
      const wanted =
        typeof heard === 'string'
          ? heard.replace(/^(?:says|reads) /, '')
          : new RegExp(heard.source.replace(/^(?:says|reads) /, ''), heard.flags);
      const matched = expect.poll(hearing, { message: `${does} → ${text}` });
      await (typeof wanted === 'string' ? matched.toContain(wanted) : matched.toMatch(wanted));
    }
  }
  await session.detach();
}

/** @returns the place that was gone to, for what is read there */
async function act(page: Page, does: string): Promise<Locator | undefined> {
  const [, verb = '', rest = ''] = /^(press|type|go to|open) (.+)$/.exec(does) ?? [];
  switch (verb) {
    case 'press':
      await page.keyboard.press(rest);
      return undefined;
    case 'type':
      await page.keyboard.type(rest);
      return undefined;
    case 'open':
      await page.goto(rest === 'the page' ? '' : rest);
      return undefined;
    case 'go to': {
      const [, role = '', name = ''] = /^(\w+) ?(.*)$/.exec(rest) ?? [];
      const place = page.getByRole(role as 'region', name === '' ? {} : { name, exact: true }).first();
      await expect(place, does).toBeVisible();
      await place.evaluate((element) => {
        // As a screen reader does it: the keyboard comes along where it can.
        if (element instanceof HTMLElement || element instanceof SVGElement) element.focus();
      });
      return place;
    }
    default:
      throw new Error(`A line says what is done: press, type, go to or open. Not: ${does}`);
  }
}

const announced = (page: Page) =>
  page.evaluate(() => (window as unknown as { said: string[] }).said.join('\n'));

const read = async (place: Locator | undefined) =>
  ((await place?.textContent()) ?? '').replace(/\s+/g, ' ').trim();

const STATES: Readonly<Record<string, readonly [on: string, off: string]>> = {
  expanded: ['expanded', 'collapsed'],
  pressed: ['pressed', 'not pressed'],
  checked: ['checked', 'not checked'],
  selected: ['selected', ''],
  disabled: ['unavailable', ''],
  readonly: ['read only', ''],
  required: ['required', ''],
  modal: ['modal', ''],
};

/** What the keyboard is on: `combobox From: api-1, collapsed`. */
export async function spoken(session: CDPSession): Promise<string> {
  const { result } = await session.send('Runtime.evaluate', {
    expression: `(() => {
      const focus = document.activeElement;
      const id = focus?.getAttribute('aria-activedescendant');
      return (id && document.getElementById(id)) || focus;
    })()`,
  });
  if (result.objectId === undefined) return '';
  const { nodes } = await session.send('Accessibility.getPartialAXTree', {
    objectId: result.objectId,
    fetchRelatives: false,
  });
  const current = await session.send('Runtime.callFunctionOn', {
    objectId: result.objectId,
    functionDeclaration: 'function () { return this.getAttribute?.("aria-current") ?? "" }',
  });
  const [node] = nodes;
  if (node === undefined) return '';
  const of = (value: { readonly value?: unknown } | undefined) => String(value?.value ?? '');
  const states = (node.properties ?? []).flatMap(({ name, value }): string[] => {
    const words = STATES[name];
    if (words !== undefined) return [words[of(value) === 'true' ? 0 : 1]];
    if (name === 'level') return [`level ${of(value)}`];
    if (name === 'hasPopup' && of(value) !== 'false') return [`opens a ${of(value)}`];
    if (name === 'invalid' && of(value) !== 'false') return ['invalid'];
    return [];
  });
  if (!['', 'false'].includes(String(current.result.value))) states.push('current');
  const value = of(node.value) === '' ? '' : `: ${of(node.value)}`;
  const description = of(node.description) === '' ? '' : ` (${of(node.description)})`;
  const head = `${of(node.role)} ${of(node.name)}${value}`.trim();
  return [head, ...states.filter((state) => state !== '')].join(', ') + description;
}
