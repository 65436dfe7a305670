import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hoplight, inFolder, startHoplight, twoTiers } from './hoplight.ts';

/** Serves while `use` runs, then interrupts and returns the exit status. */
async function whileOpen(args: readonly string[], use: (port: number) => Promise<void>): Promise<unknown> {
  const child = startHoplight(['open', ...args, '--no-browser', '--json'], {});
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  const { url, port } = JSON.parse(line) as { url: string; port: number };
  const ended = once(child, 'close');
  try {
    // The page asks for the inputs only when its address says that there are some.
    const hasInputs = args.some((arg) => existsSync(arg));
    expect(url).toBe(`http://127.0.0.1:${port}/${hasInputs ? '?input' : ''}`);
    await use(port);
  } finally {
    child.kill('SIGINT');
  }
  return (await ended)[0];
}

/** A request with the path as it is, `..` and all. */
async function ask(port: number, path: string, { host = '127.0.0.1', headers = {} } = {}) {
  const [response] = (await once(get({ host, port, path, headers }), 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk;
  return { status: response.statusCode, headers: response.headers, body };
}

describe('open', () => {
  test('serves the app on this machine alone and ends with 0 when interrupted', async () => {
    const status = await whileOpen(['--port', '0'], async (port) => {
      const page = await ask(port, '/');
      expect(page.status).toBe(200);
      expect(page.headers['content-type']).toMatch(/^text\/html/);
      expect(page.body).toContain('<title>Hoplight</title>');
      expect(page.headers['content-security-policy']).toContain("connect-src 'self'");
      const outside = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
      for (const { address } of outside.filter(({ internal, family }) => !internal && family === 'IPv4')) {
        await expect(ask(port, '/', { host: address })).rejects.toThrow(/ECONNREFUSED/);
      }
    });
    expect(status).toBe(0);
  });

  test('does not leave its folder, whatever the path', async () => {
    const paths = [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2fengine/index.js',
      '/assets/../../src/cli/main.js',
      '/.built-app',
      '//etc/passwd',
    ];
    await whileOpen(['--port', '0'], async (port) => {
      for (const path of paths) expect([path, (await ask(port, path)).status]).toEqual([path, 404]);
    });
  });

  test('refuses to answer under another name, so that no web page can read through it', async () => {
    await whileOpen([twoTiers, '--port', '0'], async (port) => {
      const refused = await ask(port, '/hoplight-input.json', { headers: { host: `evil.example:${port}` } });
      expect(refused.status).toBe(403);
      expect(refused.body).not.toContain('vpc-a');
      expect((await ask(port, '/', { headers: { host: `localhost:${port}` } })).status).toBe(200);
    });
  });

  test('gives the inputs to the page, and reads them again each time', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'network.yaml');
      copyFileSync(twoTiers, file);
      await whileOpen([folder, '--port', '0'], async (port) => {
        const first = await ask(port, '/hoplight-input.json');
        expect(first.headers['cache-control']).toBe('no-store');
        expect(JSON.parse(first.body)).toEqual({
          files: [{ path: file, text: readFileSync(twoTiers, 'utf8') }],
        });
        writeFileSync(file, 'format: hoplight/1\n');
        expect(JSON.parse((await ask(port, '/hoplight-input.json')).body)).toEqual({
          files: [{ path: file, text: 'format: hoplight/1\n' }],
        });
      });
    });
  });

  test('has no inputs to give when none are named', async () => {
    await whileOpen(['--port', '0'], async (port) => {
      expect(JSON.parse((await ask(port, '/hoplight-input.json')).body)).toEqual({ files: [] });
    });
  });

  test('says when the port is taken, and finds another when none was asked for', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const taken = await hoplight(['open', '--no-browser', '--port', String(port)]);
    expect(taken.status).toBe(2);
    expect(taken.stderr).toContain(`Port ${port} is in use.`);
    other.close();
    await whileOpen([], async (first) => {
      await whileOpen([], async (second) => expect(second).not.toBe(first));
    });
  });

  test('an input that is not there is a wrong call', async () => {
    const { status, stderr } = await hoplight(['open', 'nowhere.yaml', '--no-browser']);
    expect(stderr).toContain('There is no file or folder `nowhere.yaml`.');
    expect(status).toBe(2);
  });
});
