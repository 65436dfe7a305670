/** The Plan view as it is heard: a tree table that is walked, divided, joined and named by keyboard. */
import { test } from '../journey.ts';
import { follow, listen } from './script.ts';

test.beforeEach(({ page }) => listen(page));

test('the table is walked row by row; a row is split, joined and named', async ({ page }) => {
  await follow(page, [
    ['open #/plan', 'says Plan'],
    ['go to heading The reply that never came home: address plan', 'reads address plan'],
    ['go to navigation Subnets', 'reads us-east-1a'],
    ['go to textbox Base block', 'textbox Base block: 10.0.0.0/16'],
    ['go to button AWS', 'button AWS, pressed'],
    ['go to columnheader CIDR', 'reads CIDR'],
    ['go to treegrid Address plan', 'row storefront 3 subnets 10.0.0.0/16 20,465, level 1, expanded'],
    ['press ArrowDown', 'row public-a 10.0.0.0/20 10.0.0.4 – 10.0.15.254 4,091 us-east-1a public, level 2'],
    [
      'press s',
      'row 10.0.0.0/21 10.0.0.4 – 10.0.7.254 2,043 us-east-1a public, level 3',
      'says 10.0.0.0/20 split.',
    ],
    ['press ArrowDown', 'row 10.0.8.0/21 10.0.8.4 – 10.0.15.254'],
    ['press j', 'row public-a 10.0.0.0/20', 'says 10.0.0.0/20 joined.'],
    [
      'press Control+z',
      'row public-a 2 subnets 10.0.0.0/20 4,086, level 2, expanded, selected',
      'says Undone: Join 10.0.0.0/20',
    ],
    ['press ArrowLeft', 'row public-a 2 subnets 10.0.0.0/20 4,086, level 2, collapsed'],
    ['press ArrowRight', 'level 2, expanded'],
    ['press F2', 'textbox Name of 10.0.0.0/20: public-a'],
    ['type web', 'textbox Name of 10.0.0.0/20: web'],
    ['press Enter', 'row web 2 subnets 10.0.0.0/20 4,086'],
    ['go to button Join 10.0.0.0/20, 2 rows', 'button Join 10.0.0.0/20, 2 rows'],
    ['press Enter', 'says 10.0.0.0/20 joined.'],
  ]);
});

test('the dialogs say what would happen before it does, and give the keyboard back', async ({ page }) => {
  await follow(page, [
    ['open #/plan', 'says Plan'],
    ['go to treegrid Address plan', 'row storefront'],
    ['press ArrowDown', 'row public-a'],
    ['press b', 'spinbutton Into blocks of', /says .*become \d+ of \/\d+/],
    ['go to dialog Bulk split', 'reads Bulk split'],
    ['press Escape', 'row public-a'],
    ['press l', 'textbox Name, need 1', 'says Write a name and a size'],
    ['type app', 'textbox Name, need 1: app'],
    ['press Escape', 'row public-a'],
    ['go to button More', 'button More'],
    ['press Enter', /^menuitem /],
    ['press ArrowDown', /^menuitem /],
    ['press Escape', 'button More'],
    ['go to button Export', 'button Export'],
    ['press Enter', 'radio CSV for spreadsheets; can be imported again, checked'],
    ['press ArrowDown', 'radio Markdown a table for a page or a pull request, checked'],
    ['go to textbox Markdown text', 'read only'],
    ['press Escape', 'button Export'],
  ]);
});

test('what is wrong with a block is said while it is typed', async ({ page }) => {
  await follow(page, [
    ['open #/plan', 'says Plan'],
    ['go to textbox Base block', 'textbox Base block: 10.0.0.0/16'],
    ['press Control+a'],
    ['type 10.0.0.0/33', 'textbox Base block: 10.0.0.0/33, invalid', /says .*32/],
    ['press Enter', 'textbox Base block: 10.0.0.0/33, invalid'],
    ['press Escape', ''],
  ]);
});
