/**
 * Documents and links that were made to do harm: in every view their texts are text. No script of theirs runs, nothing of
 * theirs becomes an element, no character of theirs hides or turns the text around it, and the page goes on working.
 */
import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from '@playwright/test';
import { deflateRawSync } from 'node:zlib';
import { drawer, palette, projectName, tree } from './frame.ts';
import { MARKUP, hostile, hostileDocument } from './hostile-document.ts';
import { expect, paste, test, verdict } from './journey.ts';

const harmful = hostileDocument();
const text = JSON.stringify(harmful);

/** What a script of the document would have done, and what the page's policy would have refused. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen, ran: () => seen.push('a script ran') });
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      seen.push(`${violatedDirective} ${blockedURI}`),
    );
    for (const name of ['alert', 'confirm', 'prompt', 'print'] as const)
      Object.assign(window, { [name]: () => seen.push(name) });
  });
}

/** Nothing of the document has become more than text, and all of it can be seen. */
async function expectHarmless(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => {
    const wrong = [...(window as unknown as { seen: string[] }).seen];
    const unseen = /(?![\t\n\r]|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
    const links = /^\s*(?:javascript|data|vbscript):/i;
    for (const element of document.querySelectorAll('*')) {
      const { localName, attributes } = element;
      if (
        /^(?:img|iframe|object|embed|base|meta|foreignobject)$/i.test(localName) &&
        element.closest('head') === null
      )
        wrong.push(`<${localName}>`);
      if (localName === 'script' && element.getAttribute('src') === null) wrong.push('<script>');
      for (const { name, value } of attributes) {
        if (name.startsWith('on')) wrong.push(`${localName} ${name}`);
        if (/^(?:href|src|action|xlink:href)$/.test(name) && links.test(value))
          wrong.push(`${localName} ${name}=${value}`);
        if (
          /^(?:aria-|title|alt|placeholder)/.test(name) &&
          unseen.test(value) &&
          !/^aria-(?:controls|owns|labelledby|describedby|activedescendant)$/.test(name)
        )
          wrong.push(`${localName} ${name} hides a character`);
      }
    }
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (unseen.test(node.nodeValue ?? ''))
        wrong.push(`<${node.parentElement?.localName ?? ''}> hides a character`);
    return wrong;
  });
  expect(found, where).toEqual([]);
}

async function open(page: Page): Promise<void> {
  await watch(page);
  await page.goto('');
  await expect(verdict(page)).toBeVisible();
  await paste(page, text);
  await expect(projectName(page)).toContainText('project"><img src=x');
  await expect(verdict(page)).toBeVisible();
  await expectHarmless(page, 'opened');
}

const view = async (page: Page, key: '1' | '2' | '3' | '5', shown: Locator) => {
  await page.keyboard.press(key);
  await expect(shown.first()).toBeVisible();
};

async function saved(started: Promise<Download>): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const download = await started;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Opens a picture as a page of its own, as somebody would who was sent it, and tells what is in it. */
async function openPicture(page: Page, source: string) {
  const visit = await page.context().newPage();
  await watch(visit);
  await visit.route('**/picture.svg', (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: source }),
  );
  await visit.goto('picture.svg');
  const found = await visit.evaluate(() => {
    const elements = [...document.querySelectorAll('*')];
    return {
      names: [...new Set(elements.map(({ localName }) => localName))].sort(),
      attributes: [...new Set(elements.flatMap(({ attributes }) => [...attributes].map(({ name }) => name)))],
      texts: [...document.querySelectorAll('text, title')].map((each) => each.textContent ?? ''),
      project: document.querySelector('project')?.textContent ?? '',
      seen: (window as unknown as { seen: string[] }).seen,
    };
  });
  await visit.close();
  return found;
}

test.describe('markup in every text field of every kind of resource', () => {
  test.beforeEach(({ page }) => open(page));

  test('is text in the frame: report, menu, share, snapshots, palette, open', async ({ page }) => {
    await page.getByRole('button', { name: 'What was read' }).click();
    await expect(page.getByRole('dialog')).toContainText('section"><img src=x');
    await expectHarmless(page, 'what was read');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Share' }).click();
    await expect(
      page.getByRole('dialog', { name: 'Share' }).getByRole('textbox', { name: 'Link' }),
    ).toHaveValue(/#\/trace\?/);
    await expectHarmless(page, 'share');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Project menu' }).click();
    await expectHarmless(page, 'menu');
    await page.getByRole('button', { name: 'Snapshots…' }).click();
    const snapshots = page.getByRole('dialog', { name: 'Snapshots' });
    await snapshots.getByRole('textbox', { name: 'Name of the snapshot' }).fill(hostile('version'));
    await snapshots.getByRole('button', { name: 'Keep this version' }).click();
    await snapshots.getByRole('button', { name: /^version/ }).click();
    await expectHarmless(page, 'snapshots');
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+k');
    await palette(page).fill('<img');
    await expect(page.getByRole('option', { name: /<img src=x/ }).first()).toBeVisible();
    await expectHarmless(page, 'palette');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Project menu' }).click();
    await page.getByRole('button', { name: 'New network' }).click();
    await expect(projectName(page)).not.toContainText('<img');
    await page.getByRole('button', { name: 'Project menu' }).click();
    await expect(page.getByRole('button', { name: /Back to project"><img/ })).toBeVisible();
    await expectHarmless(page, 'earlier projects');
  });

  test('is text in the trace, step by step, and in its drawer', async ({ page }) => {
    await expectHarmless(page, 'trace');
    for (const details of await page.locator('main [aria-expanded=false]:visible').all()) {
      if (await details.isVisible()) await details.click();
    }
    await expectHarmless(page, 'trace, unfolded');
    await page.keyboard.press('Escape');
    for (let step = 0; step < 8; step++) await page.keyboard.press(']');
    await expectHarmless(page, 'trace, stepped');
    await page.keyboard.press('Control+j');
    for (const part of [/^Problems/, /^Project as text/, /^Trace as text/]) {
      await drawer(page).getByRole('tab', { name: part }).click();
      await expect(drawer(page).getByRole('tabpanel', { name: part })).toContainText(/\S/);
      await expectHarmless(page, String(part));
    }
  });

  test('is text on the drawing, in the outline, and in each tab of the inspector for each kind', async ({
    page,
  }) => {
    test.slow();
    await view(page, '2', page.getByRole('region', { name: 'Design' }));
    await expectHarmless(page, 'design');
    await page.getByRole('button', { name: 'Project', exact: true }).click();
    await expect(tree(page).getByRole('treeitem').first()).toBeVisible();
    await expectHarmless(page, 'project tree');
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    const filter = page.getByRole('searchbox', { name: 'Filter the project' });
    const kinds = Object.entries(harmful).filter(([, list]) => Array.isArray(list));
    for (const [section, list] of kinds) {
      const [entry] = list as { readonly id?: string }[];
      if (entry?.id === undefined) continue;
      await filter.fill(entry.id.slice(0, entry.id.indexOf('"')));
      const line = tree(page).getByRole('treeitem').filter({ hasText: '<img' }).last();
      // Settings of the account stand in no tree.
      if (/BlockPublicAccess/.test(section)) continue;
      await line.click();
      await expect(inspector).toBeVisible();
      for (const tab of await inspector.getByRole('tab').all()) {
        await tab.click();
        await expect(tab).toHaveAttribute('aria-selected', 'true');
        await expectHarmless(page, `${section}, ${(await tab.textContent()) ?? ''}`);
      }
    }
    await filter.fill('written');
    await tree(page).getByRole('treeitem').filter({ hasText: 'written"><img' }).click();
    await expect(inspector.getByRole('textbox', { name: 'Text' })).toHaveValue(/^written"><img/);
    await expectHarmless(page, 'a note');
    await page.getByRole('button', { name: 'Outline', exact: true }).click();
    await expect(
      page
        .getByRole('tree', { name: /Outline of/ })
        .getByRole('treeitem', { name: /<img src=x/ })
        .first(),
    ).toBeVisible();
    await expectHarmless(page, 'outline');
  });

  test('is text in the files of a drawing, which hold no script', async ({ page }) => {
    await view(page, '2', page.getByRole('region', { name: 'Design' }));
    const exported = async (name: string) => {
      await page.getByRole('button', { name: 'Export…' }).click();
      const started = page.waitForEvent('download');
      await page.getByRole('menuitem', { name }).click();
      return saved(started);
    };
    const svg = await exported('SVG, with the project in it');
    expect(svg.name).not.toMatch(/[\p{Cc}\p{Cf}<>"/\\]/u);
    const shown = await openPicture(page, svg.bytes.toString('utf8'));
    expect(shown.names).toEqual(['metadata', 'path', 'project', 'rect', 'style', 'svg', 'text', 'title']);
    expect(shown.attributes.filter((name) => /^on|href|src/.test(name))).toEqual([]);
    expect(shown.texts.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(shown.texts[0]).toContain('<img src=x onerror=ran()>');
    expect(JSON.parse(shown.project)).toEqual(JSON.parse(text));
    expect(shown.seen).toEqual([]);

    expect((await exported('PNG ×1')).bytes.subarray(1, 4).toString()).toBe('PNG');
    const mermaid = (await exported('Mermaid')).bytes.toString('utf8');
    for (const [label] of mermaid.matchAll(/"[^"]*"/g))
      expect(label.replaceAll('<br>', '')).not.toMatch(/[<>]|#8238;/);
    expect(mermaid.replace(/"[^"]*"/g, '')).not.toMatch(/img|script|click/);
    await expectHarmless(page, 'after the exports');
  });

  test('is text in the plan, its dialogs, and what it is written as', async ({ page }) => {
    await view(page, '1', page.getByRole('treegrid', { name: 'Address plan' }));
    await page.getByRole('row').filter({ hasText: 'row"><img' }).first().click();
    await page.keyboard.press('Enter');
    await expectHarmless(page, 'plan');
    for (const name of ['Allocate…', 'Bulk split…', 'Add block']) {
      await page.getByRole('button', { name }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectHarmless(page, name);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('radio').nth(9)).toBeVisible();
    for (const form of await dialog.getByRole('radio').all()) {
      const name = (await form.getAttribute('value')) ?? '';
      await form.check();
      const field = dialog.getByRole('textbox');
      await expect(field).not.toHaveValue('Writing…');
      const written = await field.inputValue();
      if (name === 'csv') {
        // A spreadsheet takes a cell that begins so for a formula.
        expect(written).toContain('row""><img');
        for (const line of written.split('\n')) expect(line).not.toMatch(/(?:^|[,;\t])"?[=+@-]/);
      }
      if (name === 'markdown') expect(written.replaceAll('<br>', '')).not.toMatch(/<|\p{Cf}/u);
      if (/^(?:json|yaml|terraform|cloudformation)/.test(name))
        expect(written).not.toMatch(/[\u202e\u2066\u200b\0]/);
      if (name === 'svg') {
        const { names, attributes, texts, seen } = await openPicture(page, written);
        expect(names).not.toContain('img');
        expect(attributes.filter((each) => /^on|href|src/.test(each))).toEqual([]);
        expect(texts.join('')).toContain('row"><img');
        expect(texts.join('')).not.toMatch(/\p{Cf}/u);
        expect(seen).toEqual([]);
      }
      await expectHarmless(page, `export ${name}`);
    }
  });

  test('is text on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const place of ['#/plan', '#/design', '#/trace', '#/learn']) {
      await page.goto(place);
      await expect(page.locator('main > *').first()).toBeVisible();
      await expectHarmless(page, place);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        place,
      ).toBeLessThanOrEqual(0);
    }
  });
});

const linkOf = (value: string, view = 'trace') =>
  `#/${view}?d=1${deflateRawSync(Buffer.from(value)).toString('base64url')}`;
const planLinkOf = (value: string) => `#/plan?p=1${deflateRawSync(Buffer.from(value)).toString('base64url')}`;
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const good = '"format":"hoplight/1","name":"good part","vpcs":[{"id":"vpc-1","cidrBlock":"10.0.0.0/16"}]';

test.describe('a link', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['of a plan that is a deflate bomb', planLinkOf(' '.repeat(64 * 1024 * 1024))],
    ['of a plan that is nothing but brackets', planLinkOf(nested(3_000_000))],
    ['of a plan that is cut off', planLinkOf(text).slice(0, 200)],
    ['that is nothing but brackets', linkOf(nested(3_000_000))],
    ['of 10 MB', linkOf(`{${good},"other":${nested(5_000_000)}}`)],
    ['that packs a link that packs a link', linkOf(linkOf(linkOf(text)))],
    [
      'that is no text',
      `#/trace?d=1${deflateRawSync(Buffer.from([0xff, 0xfe, 0xc0, 0x80])).toString('base64url')}`,
    ],
    ['of prototype names', '#/trace?d=__proto__'],
  ];
  for (const [what, link] of refused) {
    test(`${what} says so, and the page goes on working`, async ({ page }) => {
      await watch(page);
      await page.goto(link);
      await expect(page.getByText(/Nothing of yours was changed/)).toBeVisible();
      await expectHarmless(page, what);
      await page.keyboard.press('3');
      await expect(verdict(page)).toHaveText('Reply blocked');
    });
  }

  const read: readonly (readonly [string, string])[] = [
    [
      'with brackets without end beside a network',
      linkOf(`{${good},"subnets":${nested(3_000_000)}}`, 'design'),
    ],
    [
      'with keys without end as a name',
      linkOf(
        `{${good},"subnets":[{"id":"s","name":${'{"a":'.repeat(900_000)}1${'}'.repeat(900_000)}}]}`,
        'design',
      ),
    ],
    [
      'with prototype names everywhere',
      linkOf(
        `{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}},${good},"subnets":[{"id":"__proto__","vpc":"vpc-1","cidrBlock":"10.0.1.0/24","name":"constructor","tags":{"__proto__":"toString"}}]}`,
        'design',
      ),
    ],
  ];
  for (const [what, link] of read) {
    test(`${what} opens with its good part, and the page goes on working`, async ({ page }) => {
      await watch(page);
      await page.goto(link);
      await expect(projectName(page)).toHaveText('good part');
      await expectHarmless(page, what);
      await expect(page.locator('[data-object="vpc-1"]')).toBeVisible();
      await expect(page.locator('footer').getByText('Saved in this browser')).toBeVisible();
      expect(await page.evaluate(() => [Object.keys(Object.prototype), ({} as { a?: unknown }).a])).toEqual([
        [],
        undefined,
      ]);
      await page.reload();
      await expect(projectName(page)).toHaveText('good part');
    });
  }

  const asked: readonly string[] = [
    `#/trace?from=${encodeURIComponent(hostile('a'))}&to=${encodeURIComponent(hostile('b'))}&protocol=${encodeURIComponent(MARKUP)}&port=${encodeURIComponent(MARKUP)}&ignore=${encodeURIComponent(MARKUP)}`,
    '#/trace?from=__proto__&to=constructor&protocol=toString&port=1e999',
    `#/trace/${encodeURIComponent(hostile('slug'))}`,
    '#/trace/__proto__',
    '#/trace/%E0%A4%A',
    `#/${encodeURIComponent(MARKUP)}?${MARKUP}`,
    `#/learn/${'a/'.repeat(20_000)}`,
  ];
  for (const link of asked) {
    test(`to ${link.slice(0, 40)} shows text, and the page goes on working`, async ({ page }) => {
      await watch(page);
      await page.goto(link);
      await expect(page.locator('main > *').first()).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectHarmless(page, link);
      await page.keyboard.press('Escape');
      await page.goto('#/trace/reply-never-came-home');
      await expect(verdict(page)).toHaveText('Reply blocked');
    });
  }
});

test.describe('what is pasted', () => {
  const texts: readonly (readonly [string, string, RegExp])[] = [
    ['10 MB of brackets', nested(5_000_000), /nested deeper than 200 levels/],
    ['10 MB of open brackets', '['.repeat(10_000_000), /nested deeper than 200 levels/],
    ['10 MB of dashes', '- '.repeat(5_000_000), /more levels or open brackets/],
    [
      'YAML whose aliases multiply',
      [
        'a: &a [x, x]',
        ...[...'bcdefghijklmnop'].map(
          (key, at) =>
            `${key}: &${key} [${Array(9)
              .fill(`*${String.fromCharCode(97 + at)}`)
              .join(', ')}]`,
        ),
      ].join('\n'),
      /Aliases/,
    ],
    [
      'YAML that names a large text often',
      `a: &a ${'x'.repeat(1_000_000)}\nvpcs: [${'*a, '.repeat(9000)}*a]`,
      /Aliases stand for more/,
    ],
    ['markup', MARKUP, /neither|unreadable|not/i],
    ['control characters', '\0\u001b[2J\u202e', /binary|neither/],
  ];
  for (const [what, pasted, said] of texts) {
    test(`${what}: says what is wrong, and the project stays as it was`, async ({ page }) => {
      await watch(page);
      await page.goto('');
      await expect(verdict(page)).toHaveText('Reply blocked');
      await paste(page, pasted);
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText('Your project is as it was.');
      await expect(dialog).toContainText(said);
      await expectHarmless(page, what);
      await page.keyboard.press('Escape');
      await expect(verdict(page)).toHaveText('Reply blocked');
      await page.keyboard.press('[');
      await expect(page.locator('.timeline .where')).toContainText('Step 15 of 16');
    });
  }
});
