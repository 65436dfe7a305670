import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from '@playwright/test';
import { expect, test, verdict } from './journey.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });
const tab = (page: Page, name: string) => inspector(page).getByRole('tab', { name, exact: true });
const cell = (page: Page, name: string): Locator => inspector(page).getByLabel(name, { exact: true });

/** Opens the example whose reply is dropped by acl-app, and an object of it in the design view. */
async function inspect(page: Page, name: string): Promise<void> {
  await page.goto('#/trace/reply-never-came-home');
  await expect(verdict(page)).toHaveText('Reply blocked');
  await page.getByRole('link', { name: 'Design', exact: true }).click();
  await choose(page, name);
}

async function choose(page: Page, name: string): Promise<void> {
  const filter = page.getByRole('searchbox', { name: 'Filter the project' });
  if (!(await filter.isVisible())) await page.getByRole('button', { name: 'Project', exact: true }).click();
  await filter.fill(name);
  await page
    .getByRole('treeitem', { name: new RegExp(`^${name}\\b`) })
    .first()
    .click();
  await expect(inspector(page).getByRole('heading', { name, exact: true })).toBeAttached();
}

/** Types into a cell of the rule table and hands it over. */
async function write(page: Page, name: string, text: string): Promise<void> {
  await cell(page, name).fill(text);
  await cell(page, name).press('Enter');
}

test('the rules of an ACL show what the trace found, and a new source makes the flow reachable', async ({
  page,
}) => {
  await inspect(page, 'acl-app');
  await tab(page, 'Rules').click();
  const rows = inspector(page).getByRole('table', { name: 'Inbound rules of acl-app' });
  await expect(rows.getByText('Never matches: rule 110 allows it first')).toBeVisible();
  await expect(rows.getByRole('img', { name: 'The reply matches and is dropped.' })).toBeVisible();
  await expect(
    inspector(page).getByText('Rule * drops the reply from 203.0.113.80 to api-1, port 40000.'),
  ).toBeVisible();

  await write(page, 'Source of rule 110', '0.0.0.0/0');
  await expect(rows.getByRole('img', { name: 'The reply matches and goes on.' })).toBeVisible();
  await page.getByRole('link', { name: 'Trace', exact: true }).click();
  await expect(verdict(page)).toContainText('Reachable');
});

test('while a source is chosen, each suggestion says the verdict it would give and what else it would turn round', async ({
  page,
}) => {
  await inspect(page, 'acl-app');
  await tab(page, 'Rules').click();
  await cell(page, 'Source of rule 110').click();
  const offered = page
    .getByRole('listbox', { name: 'Suggestions for Source of rule 110' })
    .getByRole('option');
  // The packet's own end comes first: it opens nothing else.
  const own = offered.first();
  await expect(own).toHaveText(/^203\.0\.113\.80\/32\s*Reachable$/);
  await expect(offered.filter({ hasText: '0.0.0.0/0' })).toHaveText(/Reachable, opens \d/);
  await page.keyboard.press('ArrowDown');
  await expect(own).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(cell(page, 'Source of rule 110')).toHaveValue('203.0.113.80/32');
  await page.getByRole('link', { name: 'Trace', exact: true }).click();
  await expect(verdict(page)).toContainText('Reachable');
});

test('what the engine refuses stays as it was typed, with the reason', async ({ page }) => {
  await inspect(page, 'acl-app');
  await tab(page, 'Rules').click();
  await write(page, 'Source of rule 110', '10.0.0.0/99');
  await expect(inspector(page).getByRole('alert')).toContainText('use 0 to 32');
  await expect(cell(page, 'Source of rule 110')).toHaveValue('10.0.0.0/99');
  await cell(page, 'Source of rule 110').press('Escape');
  await expect(cell(page, 'Source of rule 110')).toHaveValue('10.0.0.0/16');
  await write(page, 'Number of rule 110', '100');
  await expect(inspector(page).getByRole('alert')).toHaveText('There is a rule 100 already.');
});

test('by keyboard: a rule between two others, moved, written by the name of its service, taken out', async ({
  page,
}) => {
  await inspect(page, 'acl-app');
  await tab(page, 'Rules').click();
  await cell(page, 'Source of rule 100').press('Control+Enter');
  await expect(cell(page, 'Source of rule 105')).toBeFocused();
  await write(page, 'Protocol and port of rule 105', 'postgres');
  await expect(cell(page, 'Protocol and port of rule 105')).toHaveValue('tcp 5432');
  await cell(page, 'Protocol and port of rule 105').press('Alt+ArrowDown');
  await expect(cell(page, 'Protocol and port of rule 110')).toHaveValue('tcp 5432');
  await expect(cell(page, 'Protocol and port of rule 110')).toBeFocused();
  await cell(page, 'Protocol and port of rule 110').press('Control+Delete');
  await expect(cell(page, 'Protocol and port of rule 110')).toBeHidden();
  await expect(inspector(page).getByRole('button', { name: 'Inbound 3' })).toBeVisible();
});

test('rules pasted as a table are told over before they are added, and are one step', async ({ page }) => {
  await inspect(page, 'acl-app');
  await tab(page, 'Rules').click();
  await inspector(page).getByRole('button', { name: 'Paste CSV or AWS JSON' }).click();
  const field = inspector(page).getByRole('textbox', { name: 'Rules as CSV or AWS JSON' });
  await field.fill('200,allow,tcp,22,10.0.0.0/8\n210,deny,udp,53,0.0.0.0/0\nx,allow,tcp,1,10.0.0.0/8');
  await expect(inspector(page).getByText('2 rows are understood.')).toBeVisible();
  await expect(inspector(page).getByText('Line 3: x is no rule number')).toBeVisible();
  await inspector(page).getByRole('button', { name: 'Add 2' }).click();
  await expect(cell(page, 'Protocol and port of rule 210')).toHaveValue('udp 53');
  await page.keyboard.press('Control+z');
  await expect(cell(page, 'Protocol and port of rule 210')).toBeHidden();
});

test('settings are a form of the type: a block without host bits, a reference by name, a wrong one refused', async ({
  page,
}) => {
  await inspect(page, 'app-a');
  await write(page, 'IPv4 CIDR block', '10.0.64.7/20');
  await expect(cell(page, 'IPv4 CIDR block')).toHaveValue('10.0.64.0/20');
  await cell(page, 'Route table').fill('rt-pub');
  await inspector(page).getByRole('option', { name: 'rt-public' }).click();
  await expect(cell(page, 'Route table')).toHaveValue('rt-public');
  await write(page, 'Network ACL', 'nobody');
  await expect(inspector(page).getByRole('alert')).toContainText('Nothing here is called “nobody”');
});

test('a default that AWS brings along is written into the project by its first change', async ({ page }) => {
  await inspect(page, 'default ACL');
  await expect(inspector(page).getByText('comes along without being written')).toBeVisible();
  await tab(page, 'Rules').click();
  await cell(page, 'Action of rule 100').selectOption('deny');
  await tab(page, 'Text').click();
  await expect(inspector(page).getByRole('textbox', { name: /as YAML/ })).toHaveValue(/ruleAction: deny/);
});

test('text that cannot be taken stays, with what is wrong at its lines; good text is taken', async ({
  page,
}) => {
  await inspect(page, 'sg-app');
  await tab(page, 'Text').click();
  const text = inspector(page).getByRole('textbox', { name: 'sg-app as YAML' });
  await text.fill('id: sg-app\nvpc: storefront\ningress:\n  - protocol: tcpx\n    from: sg-app\n');
  await text.press('Control+Enter');
  await expect(inspector(page).getByText('Line 4. tcpx is not a protocol')).toBeVisible();
  await expect(text).toHaveValue(/tcpx/);
  await text.fill(
    'id: sg-app\nvpc: storefront\ningress:\n  - protocol: udp\n    ports: 53\n    from: sg-app\n',
  );
  await text.press('Control+Enter');
  await tab(page, 'Rules').click();
  await expect(cell(page, 'Protocol and port of rule 1')).toHaveValue('udp 53');
});

test('what it reaches, and who uses it, lead on', async ({ page }) => {
  await inspect(page, 'api-1');
  await tab(page, 'Effective').click();
  await expect(inspector(page).getByText('Can reach api-2 on tcp 8080.')).toBeVisible();
  await choose(page, 'acl-app');
  await tab(page, 'Used by').click();
  await inspector(page).getByRole('button', { name: /app-b/ }).click();
  await expect(inspector(page).getByRole('heading', { name: 'app-b' })).toBeAttached();
});

test('tabs are gone through with the arrows', async ({ page }) => {
  await inspect(page, 'acl-app');
  await tab(page, 'Settings').click();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Rules')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('End');
  await expect(tab(page, 'Text')).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('no part of the inspector has a serious finding', async ({ page }) => {
      await inspect(page, 'acl-app');
      for (const name of ['Settings', 'Rules', 'Effective', 'Used by', 'Text']) {
        await tab(page, name).click();
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() =>
          (window as unknown as { axe: { run(of: string): Promise<AxeResults> } }).axe.run(
            'aside[aria-label="Inspector"]',
          ),
        );
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(
          grave.map(({ id, nodes }) => `${name}: ${id} ${nodes.map(({ html }) => html).join(' ')}`),
        ).toEqual([]);
      }
    });
  });
}
