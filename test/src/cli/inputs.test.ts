import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hoplight, inFolder, twoTiers } from './hoplight.ts';

const question = ['--from', 'internet', '--to', 'web-1', '--port', '443'];
const text = readFileSync(twoTiers, 'utf8');

describe('inputs', () => {
  test('a folder is read whole, in depth, and what is passed by is said', async () => {
    await inFolder(async (folder) => {
      mkdirSync(join(folder, 'deep/er'), { recursive: true });
      mkdirSync(join(folder, 'node_modules/x'), { recursive: true });
      copyFileSync(twoTiers, join(folder, 'deep/er/network.YML'));
      writeFileSync(join(folder, 'node_modules/x/package.json'), '{"broken"');
      writeFileSync(join(folder, 'package.json'), '{"name":"not a network"}');
      writeFileSync(join(folder, 'README.md'), '# hi');
      symlinkSync(folder, join(folder, 'deep/loop'));
      symlinkSync('nowhere', join(folder, 'dangling.json'));
      const { status, stderr } = await hoplight(['trace', folder, ...question]);
      expect(status).toBe(0);
      expect(stderr).toMatch(/Passed by 5 entries of the folder: /);
      const verbose = await hoplight(['trace', folder, ...question, '--verbose']);
      expect(verbose.stderr).toMatch(/`\S+\/node_modules`: a folder that holds no network/);
      expect(verbose.stderr).toMatch(/`\S+\/deep\/loop`: a link to a folder already read/);
      expect(verbose.stderr).toMatch(/`\S+\/dangling\.json`: no such file/);
      expect(verbose.stderr).toMatch(/`\S+\/README\.md`: not \.json, \.yaml, \.yml or \.txt/);
      expect(verbose.stderr).toMatch(/`\S+\/package\.json`: in no format that Hoplight reads/);
    });
  });

  test('a folder without a readable file, and one without a network, are wrong calls', async () => {
    await inFolder(async (folder) => {
      const empty = await hoplight(['trace', folder, ...question]);
      expect(empty.stderr).toContain('holds no file that ends in .json, .yaml, .yml or .txt');
      expect(empty.status).toBe(2);
      writeFileSync(join(folder, 'package.json'), '{"name":"not a network"}');
      const foreign = await hoplight(['trace', folder, ...question]);
      expect(foreign.stderr).toContain('The input holds no network');
      expect(foreign.status).toBe(2);
    });
  });

  test('a file that is not there is named, with its nearest neighbour', async () => {
    const { status, stderr } = await hoplight(['trace', twoTiers.replace('tiers', 'teirs'), ...question]);
    expect(stderr).toContain(`Did you mean \`${twoTiers}\`?`);
    expect(status).toBe(2);
  });

  test('the same file named twice is read once', async () => {
    const { status, stderr } = await hoplight(['trace', twoTiers, twoTiers, ...question]);
    expect(stderr).not.toContain('duplicate-id');
    expect(status).toBe(0);
  });

  test.each([
    { name: 'broken JSON', bytes: Buffer.from('{"format": "hoplight/1", "vpcs": [') },
    { name: 'a foreign file', bytes: Buffer.from('{"a": 1}') },
    { name: 'an empty file', bytes: Buffer.alloc(0) },
    {
      name: 'random bytes',
      bytes: Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 97 + 13) % 256)),
    },
  ])('$name ends with 2 and a message, never with a stack', async ({ bytes }) => {
    const { status, stdout, stderr } = await hoplight(['trace', '-', ...question], { input: bytes });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr.trim()).not.toBe('');
  });

  test('an unreadable file beside a good one: the answer stands, the status says that something is missing', async () => {
    await inFolder(async (folder) => {
      const broken = join(folder, 'broken.json');
      writeFileSync(broken, '{{{');
      const { status, stdout, stderr } = await hoplight(['trace', twoTiers, broken, ...question, '--json']);
      expect(JSON.parse(stdout)).toMatchObject({ verdict: 'reachable' });
      expect(stderr).toMatch(/broken\.json/);
      expect(status).toBe(2);
    });
  });

  test('UTF-16 with and without a byte-order mark is read', async () => {
    const little = Buffer.from(text, 'utf16le');
    for (const input of [little, Buffer.concat([Buffer.from([0xff, 0xfe]), little])]) {
      expect((await hoplight(['trace', '-', ...question], { input })).status).toBe(0);
    }
  });

  test('--as wins over what the content looks like', async () => {
    const { status } = await hoplight(['trace', twoTiers, '--as', 'aws-cli', ...question]);
    expect(status).toBe(2);
    expect((await hoplight(['trace', twoTiers, '--as', 'hoplight', ...question])).status).toBe(0);
  });

  test('a file that may not be read is said to be so', async () => {
    if (process.getuid?.() === 0) return; // root may read everything
    await inFolder(async (folder) => {
      const file = join(folder, 'secret.yaml');
      copyFileSync(twoTiers, file);
      chmodSync(file, 0);
      const { status, stderr } = await hoplight(['trace', file, ...question]);
      expect(stderr).toContain('permission denied');
      expect(status).toBe(2);
    });
  });

  test('names with control characters are printed without them', async () => {
    const evil = text.replace('id: web-1,', 'id: web-1, name: "web\\u001b[2J",');
    const { stdout, stderr } = await hoplight(['trace', '-', ...question], { input: evil });
    expect(stdout + stderr).not.toContain('\u001b');
  });
});
