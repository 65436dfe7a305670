/** The Design view as it is heard: the drawing, its twin the outline, and the inspector. */
import { test } from '../journey.ts';
import { follow, listen } from './script.ts';

test.beforeEach(({ page }) => listen(page));

test('the drawing is walked by arrows, each object with where it stands; what is done is announced', async ({
  page,
}) => {
  await follow(page, [
    ['open #/design', 'says Design'],
    ['go to heading Design', 'reads Design'],
    ['go to region Filters', 'reads Security group'],
    [
      'go to application Drawing of The reply that never came home',
      'button VPC storefront 10.0.0.0/16, not pressed',
      'says VPC storefront',
    ],
    [
      'press ArrowDown',
      'button zone us-east-1a, in VPC storefront',
      'says zone us-east-1a, in VPC storefront',
    ],
    ['press ArrowRight', 'button zone us-east-1b, in VPC storefront'],
    ['press ArrowLeft', 'button zone us-east-1a, in VPC storefront'],
    ['press ArrowDown', 'button subnet public-a 10.0.0.0/20, in zone us-east-1a'],
    ['press ArrowDown', 'button NAT gateway nat-a 198.51.100.24, in subnet public-a, not pressed'],
    ['press Enter', 'tab Settings, selected'],
    ['press Escape', 'button NAT gateway nat-a 198.51.100.24, in subnet public-a, pressed'],
    ['press c', /^menuitem /],
    ['press Escape', 'button NAT gateway nat-a 198.51.100.24, in subnet public-a, pressed'],
    ['press ArrowRight', 'says Nudge. NAT gateway nat-a, in subnet public-a.'],
    ['press Delete', 'says Delete nat-a.'],
    ['press Control+z', 'says Undone: Delete nat-a.'],
    ['go to button Routes', 'button Routes, pressed (Hide routes)'],
    ['go to button ACLs', 'button ACLs, pressed (Hide ACLs)'],
    ['go to button Tidy', 'button Tidy'],
    ['press Enter', 'says Tidy.'],
  ]);
});

test('a part is added, an object found, and the keyboard stays where it is of use', async ({ page }) => {
  await follow(page, [
    ['open #/design', 'says Design'],
    ['go to application Drawing of The reply that never came home', 'button VPC storefront'],
    ['press a', 'searchbox Find a part'],
    ['press Escape', 'button VPC storefront'],
    ['press a', 'searchbox Find a part'],
    ['type nat', 'searchbox Find a part: nat'],
    ['press Enter', /says Add nat-/, 'button NAT gateway nat-1'],
    ['press /', 'searchbox Find by name, address, block or id'],
    ['type api', 'says 4 found, api-1'],
    ['press ArrowDown', 'says 4 found, api-2'],
    ['press Enter', 'button instance api-2 10.0.96.21, in subnet app-b, pressed'],
  ]);
});

test('the outline is a tree with the same actions', async ({ page }) => {
  await follow(page, [
    ['open #/design', 'says Design'],
    ['go to button Outline', 'button Outline, not pressed'],
    ['press Enter', 'button Outline, pressed'],
    [
      'go to tree Outline of The reply that never came home',
      'treeitem VPC storefront, 10.0.0.0/16, level 1, expanded',
    ],
    ['press ArrowDown', 'treeitem zone us-east-1a, level 2, expanded'],
    ['press ArrowDown', 'treeitem subnet public-a, 10.0.0.0/20, level 3, expanded'],
    ['press ArrowLeft', 'treeitem subnet public-a, 10.0.0.0/20, level 3, collapsed'],
    ['press ArrowRight', 'treeitem subnet public-a, 10.0.0.0/20, level 3, expanded'],
    ['press ArrowRight', 'treeitem NAT gateway nat-a, 198.51.100.24, level 4, expanded'],
    ['press Enter', 'tab Settings, selected'],
    ['press Escape', 'treeitem NAT gateway nat-a, 198.51.100.24, level 4, expanded, selected'],
    ['go to toolbar Actions', 'reads Connect…'],
    ['go to tree Outline of The reply that never came home', 'treeitem NAT gateway nat-a'],
    ['press a', 'searchbox Find a part'],
    ['press Escape', 'treeitem NAT gateway nat-a'],
    ['press c', /^menuitem /],
    ['press Escape', 'treeitem NAT gateway nat-a'],
    ['press Delete', 'says Delete nat-a.', /^treeitem /],
    ['press Control+z', 'says Undone: Delete nat-a.'],
    ['go to treeitem network ACL acl-app, has a warning', 'reads acl-app'],
  ]);
});

test('the inspector: a name, tabs, fields with what they mean, rules as a table', async ({ page }) => {
  await follow(page, [
    ['open #/design', 'says Design'],
    ['press /', 'searchbox Find by name'],
    ['type acl-app', 'says 1 found, acl-app'],
    ['press Enter'],
    ['go to complementary Inspector', 'reads Network ACL'],
    ['go to heading acl-app', 'reads acl-app'],
    ['go to textbox Name', 'textbox Name'],
    ['go to button Actions for acl-app', 'button Actions for acl-app'],
    ['go to tab Settings', 'tab Settings'],
    ['press ArrowRight', 'tab Rules, selected'],
    ['go to table Inbound rules of acl-app', 'reads Never matches: rule 110 allows it first'],
    ['go to combobox Source of rule 110', 'combobox Source of rule 110: 10.0.0.0/16'],
    ['press Control+a'],
    ['type 10.0.0.0/99', 'combobox Source of rule 110: 10.0.0.0/99'],
    ['press Enter', /says .*use 0 to 32/, 'invalid'],
    ['press Escape', 'combobox Source of rule 110: 10.0.0.0/16'],
  ]);
});
