/** The Learn home as it is heard: three beginnings, and the scenarios with what each asks. */
import { test } from '../journey.ts';
import { follow, listen } from './script.ts';

test('a scenario is found by its topic and its words, opened, and its story read', async ({ page }) => {
  await listen(page);
  await follow(page, [
    ['open #/learn', 'says Learn'],
    ['go to heading Follow a packet. See what stops it.', 'reads Follow a packet.'],
    ['press /', 'searchbox Search scenarios'],
    ['type one-way', 'searchbox Search scenarios: one-way', 'says 1 scenario'],
    ['press Tab', 'link Reply blocked One-way peering Packets arrive in analytics. Who drops the answer?'],
    ['press Enter', 'says Trace', 'says Reply blocked.'],
    ['press 5', 'says Learn'],
    ['press /', 'searchbox Search scenarios: one-way'],
    ['press Control+a'],
    ['press Delete', 'says 53 scenarios'],
    ['go to group Topic', 'reads Peering'],
    ['go to button Peering 9', 'button Peering 9, not pressed'],
    ['press Enter', 'button Peering 9, pressed', 'says 9 scenarios'],
    ['go to region Scenarios', 'reads One-way peering'],
  ]);
});
