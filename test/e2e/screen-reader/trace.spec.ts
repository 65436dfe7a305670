/** The Trace view as it is heard: the answer, the question, the steps, and what would help. */
import { expect, test } from '../journey.ts';
import { follow, listen } from './script.ts';

test.beforeEach(({ page }) => listen(page));

test('a first visit: the verdict is announced, and what was asked and decided can be gone to', async ({
  page,
}) => {
  await follow(page, [
    [
      'open the page',
      'says Trace',
      'says Reply blocked. Rule *, the final deny, of network ACL acl-app denies TCP 40000',
      'says Step 16 of 16, return: ACL in at app-a edge, acl-app, entry *: dropped.',
    ],
    ['go to heading Trace', 'reads Trace'],
    ['go to complementary Verdict', 'reads The request arrived; only the reply is lost.'],
    ['go to heading Reply blocked', 'reads Reply blocked'],
    ['go to combobox From', 'combobox From: api-1, opens a listbox, collapsed'],
    ['press Tab', 'combobox To: 203.0.113.80, opens a listbox, collapsed'],
    ['press Tab', 'combobox Protocol and port: tcp/443, opens a listbox, collapsed'],
    ['press Tab', 'button More of the question: from any port, collapsed'],
    ['press Tab', 'button Swap the two ends'],
    ['press Tab', 'button Pin, not pressed'],
    ['press Tab', 'button Trace'],
    ['press Tab', 'switch ACLs ignored, not checked'],
    ['press Space', 'switch ACLs ignored, checked', /says Reachable, check \d/],
    ['press Space', 'switch ACLs ignored, not checked', 'says Reply blocked.'],
  ]);
});

test('a question of one’s own is typed and picked, and its answer announced', async ({ page }) => {
  await follow(page, [
    ['open the page', 'says Reply blocked.'],
    ['press t', 'combobox From: api-1, opens a listbox'],
    ['type api-2', 'combobox From: api-2, opens a listbox, expanded'],
    ['press ArrowDown', /^option api-2.*, selected/],
    ['press Enter', 'combobox From: api-2, opens a listbox, collapsed'],
    ['press Tab', 'combobox To'],
    ['type api-1', 'combobox To: api-1, opens a listbox, expanded'],
    ['press Enter', 'combobox To: api-1'],
    ['press Tab', 'combobox Protocol and port'],
    ['type tcp/8080', 'combobox Protocol and port: tcp/8080'],
    [
      'press Enter',
      'says Reachable. The request of api-2 arrives at api-1',
      'says Step 12 of 12, return: Arrives at api-2',
    ],
    ['press Shift+Tab', 'combobox To: api-1'],
    ['type nobody', 'combobox To: nobody'],
    ['press Enter', /says .*nobody/],
  ]);
});

test('the steps are walked one by one, each a sentence', async ({ page }) => {
  await follow(page, [
    ['open the page', 'says Step 16 of 16'],
    ['press [', 'says Step 15 of 16, return: Route at nat-a, rt-public, entry local: allowed.'],
    ['press ]', 'says Step 16 of 16, return: ACL in at app-a edge, acl-app, entry *: dropped.'],
    ['go to list Request, hop by hop', 'reads 10.0.64.21:40000'],
    ['go to heading nat-a public-a', 'reads nat-a'],
    ['go to button Group out sg-app 1', 'button Group out sg-app 1'],
    ['press Enter', 'says Step 1 of 16, forward: Group out at api-1, sg-app, entry 1: allowed.'],
    ['go to slider Step', 'slider Step: 1'],
    ['press ArrowRight', /^slider Step: 2/, 'says Step 2 of 16, forward: ACL out at app-a edge'],
    ['go to button Next blocker', 'button Next blocker'],
    ['press Enter', 'says Step 16 of 16'],
    ['go to table ACL in, acl-app: entries against this packet', 'reads Port: 40000 is not 443'],
  ]);
});

test('the smallest change is chosen, applied, announced, and can be taken back', async ({ page }) => {
  await follow(page, [
    ['open the page', 'says Reply blocked.'],
    ['go to radiogroup Smallest change', 'reads Add rule 130 to acl-app, inbound'],
    ['go to button Apply', 'button Apply'],
    ['press Enter', /says Reachable, check \d/, /says .*rule 130/],
    ['press Control+z', 'says Reply blocked.'],
    ['go to button Copy as text', 'button Copy as text'],
  ]);
  await expect(page.locator('#verdict-word')).toHaveText('Reply blocked');
});
