import type { Page } from '@playwright/test';
import { expectAccessible, findings, themes } from './axe.ts';
import { openShop, shop } from './frame.ts';
import { expect, paste, test, verdict } from './journey.ts';
import { rowOf } from './plan.ts';

const sizes = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
];

for (const { theme, colorScheme, contrast } of themes) {
  for (const { name, width, height } of sizes) {
    test.describe(`${name}, ${theme}`, () => {
      test.use({ colorScheme, contextOptions: { contrast }, viewport: { width, height } });

      test('the trace has no serious finding', async ({ page }) => {
        await page.goto('');
        await expect(verdict(page)).toBeVisible();
        expect(await findings(page)).toEqual([]);
      });

      test('the costs have no serious finding', async ({ page }) => {
        await page.goto('');
        await expect(verdict(page)).toBeVisible();
        await page.getByText('Cost of a GB').click();
        await page.getByRole('button', { name: 'Costs of the whole network' }).click();
        await expect(page.getByRole('tabpanel', { name: 'Cost' }).getByRole('table')).toBeVisible();
        expect(await findings(page)).toEqual([]);
      });

      test('the gallery has no serious finding', async ({ page }) => {
        await page.goto('#/learn');
        await expect(page.getByRole('heading', { name: 'Scenarios' })).toBeVisible();
        await page.waitForLoadState('networkidle');
        expect(await findings(page)).toEqual([]);
      });

      test('the plan has no serious finding', async ({ page }) => {
        await page.goto('#/trace/reply-never-came-home');
        await expect(verdict(page)).toBeVisible();
        await page.goto('#/plan');
        await expect(page.getByText('app-a').first()).toBeVisible();
        expect(await findings(page)).toEqual([]);
        if (name === 'wide') {
          await rowOf(page, 'app-a').first().click();
          await page.keyboard.press('Enter');
        } else await page.getByRole('button', { name: /^app-a/ }).click();
        await expect(page.getByText('Kept for future use').first()).toBeVisible();
        expect(await findings(page)).toEqual([]);
      });

      test('the dialogs of the plan have no serious finding', async ({ page }) => {
        await page.goto('#/plan');
        await expect(page.getByRole('button', { name: 'Allocate…' })).toBeVisible();
        for (const button of ['Allocate…', 'Bulk split…', 'Export', 'Add block']) {
          await page.getByRole('button', { name: button }).click();
          await expect(page.getByRole('dialog')).toBeVisible();
          expect(await findings(page), button).toEqual([]);
          await page.keyboard.press('Escape');
          await expect(page.getByRole('dialog')).toHaveCount(0);
        }
        await page.getByRole('button', { name: 'More' }).click();
        await expect(page.getByRole('menu')).toBeVisible();
        expect(await findings(page), 'menu').toEqual([]);
        await page.getByRole('menuitem', { name: 'Import a plan…' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await findings(page), 'import').toEqual([]);
      });

      test('dialogs have no serious finding', async ({ page }) => {
        await page.goto('#/trace/two-networks-one-range');
        await expect(verdict(page)).toBeVisible();
        for (const key of ['?', 'o', 'Control+k']) {
          await page.keyboard.press(key);
          await expect(page.getByRole('dialog')).toBeVisible();
          expect(await findings(page), key).toEqual([]);
          await page.keyboard.press('Escape');
        }
        for (const command of ['Share a link', 'Snapshots']) {
          await page.keyboard.press('Control+k');
          await page.getByRole('combobox', { name: 'Search or run a command' }).fill(command);
          await page.keyboard.press('Enter');
          await expect(page.getByRole('dialog', { name: command.split(' ')[0] ?? '' })).toBeVisible();
          expect(await findings(page), command).toEqual([]);
          await page.keyboard.press('Escape');
        }
      });

      test('the design with its panels has no serious finding', async ({ page }) => {
        await page.goto('#/trace/reply-never-came-home');
        await expect(verdict(page)).toBeVisible();
        await page.goto('#/design');
        await expect(page.getByRole('region', { name: 'Design' })).toBeVisible();
        await page.keyboard.press('n');
        await expect(page.getByRole('tab', { name: /^Problems/ })).toBeVisible();
        expect(await findings(page), 'problems').toEqual([]);
        for (const part of ['Project as text', 'Trace as text']) {
          await page.getByRole('tab', { name: part }).click();
          await expect(page.getByRole('tabpanel', { name: part })).toBeVisible();
          expect(await findings(page), part).toEqual([]);
        }
        await page.keyboard.press('Escape');
        if (name === 'wide') {
          await page.getByRole('button', { name: 'Project', exact: true }).click();
          await expect(page.getByRole('tree', { name: 'Project' })).toBeVisible();
          expect(await findings(page), 'project tree').toEqual([]);
        }
      });
    });
  }
}

/** A state that a view can be in, and how somebody gets there. */
interface State {
  readonly name: string;
  readonly reach: (page: Page) => Promise<void>;
  /** What is only there where there is room for it. */
  readonly onlyWide?: true;
}

const opened = async (page: Page, place = '') => {
  await page.goto(place);
  await expect(page.locator('main > *').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
};

const run = async (page: Page, command: string) => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or run a command' }).fill(command);
  await page.keyboard.press('Enter');
};

const faulty = `${shop}  - { id: i-3, subnet: nowhere, privateIp: 10.0.1.999 }\n  - { id: i-1, subnet: subnet-1 }\n`;

const states: readonly State[] = [
  {
    name: 'trace: a question that is not understood',
    reach: async (page) => {
      await opened(page);
      await page.getByRole('combobox', { name: 'From' }).fill('nobody');
      await page.keyboard.press('Enter');
      await expect(page.locator('#query-problems')).toContainText('nobody');
    },
  },
  {
    name: 'trace: a list to pick from',
    reach: async (page) => {
      await opened(page);
      await page.getByRole('combobox', { name: 'From' }).fill('api');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'trace: more of the question, what if, a pinned trace',
    reach: async (page) => {
      await opened(page);
      await page.getByRole('button', { name: /^More of the question/ }).click();
      await page.getByRole('button', { name: 'Pin', exact: true }).click();
      await page.getByRole('switch', { name: 'ACLs ignored' }).click();
      await expect(verdict(page)).toContainText('Reachable');
    },
  },
  {
    name: 'trace: nothing asked yet',
    reach: async (page) => {
      await opened(page);
      await paste(page, shop);
      await expect(page.getByRole('heading', { name: 'Ask for one packet' })).toBeVisible();
    },
  },
  {
    name: 'trace: a change applied',
    reach: async (page) => {
      await opened(page);
      await page.getByRole('button', { name: 'Apply', exact: true }).click();
      await expect(verdict(page)).toContainText('Reachable');
    },
  },
  {
    name: 'design: empty',
    reach: async (page) => {
      await opened(page);
      await page.getByRole('button', { name: 'Project menu' }).click();
      await page.getByRole('button', { name: 'New network' }).click();
      await expect(page.getByRole('heading', { name: 'Nothing is drawn yet' })).toBeVisible();
    },
  },
  {
    name: 'design: an object found, chosen and inspected, tab by tab',
    onlyWide: true,
    reach: async (page) => {
      await opened(page, '#/design');
      await page.keyboard.press('/');
      await page.getByRole('searchbox', { name: /Find by name/ }).fill('api');
      await expect(page.getByRole('option').first()).toBeVisible();
      await expectAccessible(page, 'found');
      await page.keyboard.press('Enter');
      const inspector = page.getByRole('complementary', { name: 'Inspector' });
      for (const tab of await inspector.getByRole('tab').all()) {
        await tab.click();
        await expect(tab).toHaveAttribute('aria-selected', 'true');
        await expectAccessible(page, (await tab.textContent()) ?? '');
      }
    },
  },
  {
    name: 'design: the outline with its menus',
    reach: async (page) => {
      await opened(page, '#/design');
      const tree = page.getByRole('tree', { name: /Outline of/ });
      if (!(await tree.isVisible())) await page.getByRole('button', { name: 'Outline', exact: true }).click();
      await tree.getByRole('treeitem', { name: /instance api-1/ }).click();
      await expectAccessible(page, 'outline');
      await page.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name: 'Add…' }).click();
      if ((page.viewportSize()?.width ?? 0) >= 1280) {
        // The list of parts stands beside it already.
        await expect(page.getByRole('searchbox', { name: 'Find a part' })).toBeFocused();
        await page.getByRole('treeitem', { name: /instance api-1/ }).click();
      } else {
        await expect(page.getByRole('menu', { name: 'Add' })).toBeVisible();
        await expectAccessible(page, 'adding');
        await page.keyboard.press('Escape');
      }
      await page.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name: 'Connect…' }).click();
      await expect(page.getByRole('menu', { name: /^Connect api-1/ })).toBeVisible();
    },
  },
  {
    name: 'plan: empty',
    reach: async (page) => {
      await opened(page);
      await page.getByRole('button', { name: 'Project menu' }).click();
      await page.getByRole('button', { name: 'New network' }).click();
      await page.goto('#/plan');
      await expect(page.locator('main > *').first()).toBeVisible();
      await page.waitForLoadState('networkidle');
    },
  },
  {
    name: 'plan: columns, a menu, a cell that is edited',
    onlyWide: true,
    reach: async (page) => {
      await opened(page, '#/plan');
      await page.getByRole('button', { name: 'Columns' }).click();
      await expectAccessible(page, 'columns');
      await page.keyboard.press('Escape');
      await rowOf(page, 'app-a').first().click();
      await page.keyboard.press('F2');
      await expect(page.getByRole('textbox', { name: /^Name of/ })).toBeVisible();
      await expectAccessible(page, 'cell');
      await page.keyboard.press('Escape');
      await rowOf(page, 'app-a').first().click({ button: 'right' });
      await expect(page.getByRole('menu')).toBeVisible();
    },
  },
  {
    name: 'learn: nothing found',
    reach: async (page) => {
      await opened(page, '#/learn');
      await page.getByRole('searchbox', { name: 'Search scenarios' }).fill('zzzqqq');
      await expect(page.getByText('No scenario is about that.')).toBeVisible();
    },
  },
  {
    name: 'a document with faults: report, problems',
    reach: async (page) => {
      await opened(page);
      await paste(page, faulty);
      await page.getByRole('button', { name: 'What was read' }).click();
      await expect(page.getByRole('dialog')).toContainText('10.0.1.999');
      await expectAccessible(page, 'report');
      await page.keyboard.press('Escape');
      await page.keyboard.press('2');
      await page.keyboard.press('Shift+N');
      await expect(page.getByRole('tab', { name: /^Problems/ })).toBeVisible();
    },
  },
  {
    name: 'text that is no network, and a link that leads nowhere',
    reach: async (page) => {
      await opened(page, '#/trace?d=1cut');
      await expect(page.getByText(/Nothing of yours was changed/)).toBeVisible();
      await expectAccessible(page, 'link');
      await paste(page, 'Dear team');
      await expect(page.getByRole('dialog')).toContainText('No network was found');
    },
  },
  {
    name: 'the palette with and without a find, snapshots, the menu of the project',
    reach: async (page) => {
      await opened(page);
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search or run a command' }).fill('zzzqqq');
      await expectAccessible(page, 'nothing found');
      await page.getByRole('combobox', { name: 'Search or run a command' }).fill('acl');
      await expectAccessible(page, 'found');
      await page.keyboard.press('Escape');
      await run(page, 'Snapshots');
      const dialog = page.getByRole('dialog', { name: 'Snapshots' });
      await dialog.getByRole('textbox', { name: 'Name of the snapshot' }).fill('before');
      await page.keyboard.press('Enter');
      await dialog.getByRole('button', { name: /^before/ }).click();
      await expectAccessible(page, 'snapshots');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Project menu' }).click();
      await expect(page.getByRole('button', { name: 'Snapshots…' })).toBeVisible();
    },
  },
  {
    name: 'read only, beside a tab that edits',
    reach: async (page) => {
      const first = await page.context().newPage();
      await first.setViewportSize({ width: 1440, height: 900 });
      await openShop(first);
      await opened(page);
      await expect(page.getByText('Your project is being edited in another tab')).toBeVisible();
      for (const place of ['#/trace', '#/plan', '#/design']) {
        await opened(page, place);
        await expectAccessible(page, place);
      }
    },
  },
];

for (const { name: size, width, height } of sizes) {
  test.describe(`${size}, each theme`, () => {
    test.use({ viewport: { width, height } });
    for (const { name, reach } of states.filter(({ onlyWide }) => size === 'wide' || onlyWide !== true)) {
      test(`${name}: nothing serious`, async ({ page }) => {
        test.slow();
        await reach(page);
        await expectAccessible(page, name);
      });
    }
  });
}
