import { ask, drop, expect, fixture, from, paste, test, to, verdict } from './journey.ts';

const document = `
format: hoplight/1
name: pasted shop
vpcs: [{ id: vpc-a, cidrBlock: 10.9.0.0/16 }]
subnets: [{ id: subnet-a, vpc: vpc-a, cidrBlock: 10.9.1.0/24 }]
securityGroups: [{ id: sg-a, vpc: vpc-a, ingress: [{ protocol: tcp, ports: 443, from: 10.9.0.0/16 }], egress: [{ to: 0.0.0.0/0 }] }]
instances:
  - { id: i-1, name: till-1, subnet: subnet-a, privateIp: 10.9.1.10, securityGroups: sg-a }
  - { id: i-2, name: till-2, subnet: subnet-a, privateIp: 10.9.1.20, securityGroups: sg-a }
`;

test.beforeEach(async ({ page }) => {
  await page.goto('');
  await expect(verdict(page)).toHaveText('Reply blocked');
});

test('a dump folder is dropped, told about, and asked', async ({ page }) => {
  await drop(page, fixture('dump'));
  await expect(page.getByText(/resources read from dump\//)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Ask for one packet' })).toBeVisible();

  await ask(page, ['shop-web', 'shop-db', 'tcp/5432']);
  await expect(verdict(page)).toContainText('Reachable');
  await ask(page, ['shop-web', 'shop-db', 'tcp/22']);
  await expect(verdict(page)).toHaveText('Blocked');
  await expect(page.getByRole('complementary', { name: 'Verdict' })).toContainText('sg-0db');

  await page.getByRole('button', { name: 'What was read' }).click();
  await expect(page.getByRole('dialog')).toContainText('notes.md: neither JSON nor YAML by its name');
});

test('a folder can be chosen as well', async ({ page }) => {
  await page.getByRole('button', { name: 'Open a project' }).click();
  await page.locator('input[webkitdirectory]').setInputFiles(fixture('dump'));
  await expect(page.getByText(/resources read from dump\//)).toBeVisible();
});

test('what is offered to ask is made from the project, and one press asks it', async ({ page }) => {
  await drop(page, fixture('dump'));
  await page
    .getByRole('button', { name: /Can shop-web reach shop-db/ })
    .or(page.getByRole('button', { name: /Can shop-db reach shop-web/ }))
    .first()
    .click();
  await expect(verdict(page)).toBeVisible();
});

test('text pasted anywhere is opened', async ({ page }) => {
  await paste(page, document);
  await expect(page.getByText(/resources read from the pasted text/)).toBeVisible();
  await ask(page, ['till-1', 'till-2', 'https']);
  await expect(verdict(page)).toContainText('Reachable');
});

test('text pasted into the dialog is opened', async ({ page }) => {
  await page.keyboard.press('o');
  await page.getByLabel('Or paste JSON or YAML').fill(document);
  await page.getByRole('button', { name: 'Open what is pasted' }).click();
  await expect(page.getByRole('button', { name: 'pasted shop' })).toBeVisible();
  await ask(page, ['till-1', 'till-2', '443']);
  await expect(verdict(page)).toContainText('Reachable');
});

test('what cannot be read says what to do, and the project stays as it was', async ({ page }) => {
  await paste(page, 'Dear team,\n\nthe network is: slow\n');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('No network was found in the pasted text. Your project is as it was.');
  await page.keyboard.press('Escape');
  await expect(verdict(page)).toHaveText('Reply blocked');
  await expect(from(page)).toHaveValue('api-1');
});

test('what was cut off is read as far as it goes, with the place, and can be undone', async ({ page }) => {
  await paste(page, '{ "Vpcs": [ { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16" }, { "VpcId": ');
  await expect(page.getByText(/read from the pasted text/)).toBeVisible();
  await page.getByRole('button', { name: 'What was read' }).click();
  await expect(page.getByRole('dialog')).toContainText('line 1');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(verdict(page)).toHaveText('Reply blocked');
  await expect(from(page)).toHaveValue('api-1');
});

test('markup in a file is shown as text', async ({ page }) => {
  const name = '<img src=x onerror=document.title=1>';
  await paste(page, document.replaceAll('till-2', JSON.stringify(name)));
  await to(page).fill('img');
  await expect(page.getByRole('option', { name: /<img src=x/ })).toBeVisible();
  await expect(page.locator('img')).toHaveCount(0);
});

test('a reload brings the project back, and it can be left', async ({ page }) => {
  await paste(page, document);
  await expect(page.getByRole('button', { name: 'pasted shop' })).toBeVisible();
  await ask(page, ['till-1', 'till-2', '443']);
  await expect(verdict(page)).toContainText('Reachable');
  await expect(page.getByText('Saved in this browser')).toBeVisible();
  await page.reload();
  await expect(page.getByText('pasted shop is back as you left it.')).toBeVisible();
  await expect(from(page)).toHaveValue('till-1');
  await expect(verdict(page)).toContainText('Reachable');

  await page.getByRole('button', { name: 'Start fresh' }).click();
  await expect(verdict(page)).toHaveText('Reply blocked');
  await page.goto('about:blank');
  await page.goto('');
  await expect(from(page)).toHaveValue('api-1');
});

test('a page served with an input opens it', async ({ page }) => {
  const body = JSON.stringify({ files: [{ path: 'shop.yaml', text: document }] });
  await page.route('**/hoplight-input.json', (route) =>
    route.fulfill({ contentType: 'application/json', body }),
  );
  await page.goto('?input');
  await expect(page.getByRole('button', { name: 'pasted shop' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Ask for one packet' })).toBeVisible();
  await ask(page, ['till-1', 'till-2', '443']);
  await expect(verdict(page)).toContainText('Reachable');
  await page.reload();
  await expect(verdict(page)).toContainText('Reachable');
});

test('the project can be taken away as a document', async ({ page }) => {
  await page.getByRole('button', { name: 'Project menu' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as YAML' }).click();
  expect((await saving).suggestedFilename()).toBe('reply-never-came-home.yaml');
});

test('a network with nothing in it yet is there after a reload', async ({ page }) => {
  await page.getByRole('button', { name: 'Project menu' }).click();
  await page.getByRole('button', { name: 'New network' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing is drawn yet' })).toBeVisible();
  await expect(page.getByText('Saved in this browser')).toBeVisible();
  await page.reload();
  await expect(page.getByText('New network is back as you left it.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nothing is drawn yet' })).toBeVisible();
});
