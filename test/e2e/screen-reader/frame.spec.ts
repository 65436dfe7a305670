/** The frame as it is heard: landmarks, the bar, the palette, the dialogs, the drawer, and what is opened. */
import { shop } from '../frame.ts';
import { expect, paste, test } from '../journey.ts';
import { follow, listen } from './script.ts';

test.beforeEach(({ page }) => listen(page));

test('the bar names the project, the views and what is wrong; a view that is gone to is announced', async ({
  page,
}) => {
  await follow(page, [
    ['open the page', 'says Reply blocked.'],
    ['go to banner', 'reads The reply that never came home'],
    ['go to navigation Views', 'reads Plan'],
    ['go to navigation Rail'],
    ['go to button Story', 'button Story, not pressed'],
    ['go to main', 'reads Reply blocked'],
    ['go to contentinfo', 'reads Example'],
    ['go to link Plan', 'link Plan'],
    ['press Tab', 'link Design'],
    ['press Tab', 'link Trace, current'],
    ['press Shift+Tab', 'link Design'],
    ['press Enter', 'says Design'],
    ['press Shift+Tab', 'link Plan'],
    ['go to button Problems: errors 0, warnings 1', 'button Problems: errors 0, warnings 1, collapsed'],
    ['press Enter', 'tab Problems 1, selected'],
    ['press 1', 'says Plan'],
    ['press 5', 'says Learn'],
    ['press 3', 'says Trace', 'says Reply blocked.'],
  ]);
});

test('the palette tells how much it found and what is chosen', async ({ page }) => {
  await follow(page, [
    ['open the page', 'says Reply blocked.'],
    ['go to combobox From', 'combobox From'],
    ['press Control+k', /^option .*selected/, /says \d+ entries/],
    ['type theme', 'option Theme: dark Settings, selected', /says \d+ entries/],
    ['press ArrowDown', 'option Theme: light Settings, selected'],
    ['press Escape', 'combobox From'],
    ['press Control+k', /^option /],
    ['type zzzqqq', 'says 0 entries'],
    ['press Escape', 'combobox From'],
  ]);
});

test('dialogs are named, begin in what they are about, and give the keyboard back', async ({ page }) => {
  await follow(page, [
    ['open the page', 'says Reply blocked.'],
    ['go to button Trace', 'button Trace'],
    ['press ?', 'searchbox Search keys'],
    ['go to dialog Keys', 'reads Keys'],
    ['press Escape', 'button Trace'],
    ['press o', 'button Choose files'],
    ['go to dialog Open a project', 'reads It stays on this machine.'],
    ['press Escape', 'button Trace'],
    ['press Control+k', /^option /],
    ['type snapshots', 'option Snapshots Keep or restore a version'],
    ['press Enter', 'textbox Name of the snapshot'],
    ['press Tab', 'button Keep this version'],
    ['press Escape', 'button Trace'],
    ['press Control+k', /^option /],
    ['type share a', 'option Share a link'],
    ['press Enter'],
    ['go to textbox Link', 'textbox Link: http'],
    ['press Escape', 'button Trace'],
    ['go to button Theme: as the system', 'button Theme: as the system, collapsed'],
    ['press Enter', 'button As the system, pressed'],
    ['press Tab', 'button Light, not pressed'],
    ['press Escape', 'button Theme: as the system, collapsed'],
  ]);
});

test('the drawer is tabs; a problem is gone to and told', async ({ page }) => {
  await follow(page, [
    ['open #/design', 'says Design'],
    ['go to button Tidy', 'button Tidy'],
    ['press Shift+n', 'tab Problems 1, selected'],
    ['press ArrowRight', 'tab Cost, selected'],
    ['press ArrowRight', 'tab Project as text, selected'],
    ['go to tabpanel Project as text', 'reads YAML'],
    ['go to textbox The project as text', 'textbox The project as text'],
    ['go to tab Project as text', 'tab Project as text, selected'],
    ['press ArrowRight', 'tab Trace as text, selected'],
    ['press Escape', 'button Tidy'],
    ['press n', 'says An entry of a network ACL is never reached, and says otherwise.'],
  ]);
});

test('what comes of opening something is announced, and taking it back too', async ({ page }) => {
  await follow(page, [['open the page', 'says Reply blocked.']]);
  await paste(page, shop);
  await expect(
    page.getByRole('status').filter({ hasText: 'resources read from the pasted text' }),
  ).toBeVisible();
  await follow(page, [
    ['go to button What was read', 'button What was read'],
    ['press Enter'],
    ['go to dialog What was read', 'reads What was read'],
    ['press Escape', 'button What was read'],
    ['press Tab', 'button Undo'],
    ['press Enter', 'says Reply blocked.'],
  ]);
  await paste(page, 'Dear team, the network is slow');
  await follow(page, [
    [
      'go to dialog What was read',
      'reads No network was found in the pasted text. Your project is as it was.',
    ],
    ['press Escape'],
  ]);
});
