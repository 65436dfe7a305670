/**
 * The web app over HTTP for this machine alone.
 *
 * INVARIANT: it listens on 127.0.0.1 only, answers only requests that name this machine as their host (so that no web
 * page can read a network through a name that it points here), and serves files of the app's folder and nothing else.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import sirv from 'sirv';
import type { InputFile } from '../../../engine/index.ts';
import { UsageError } from '../exit-status.ts';

export interface Served {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

const LOOPBACK = '127.0.0.1';
/** Where `open` starts to look for a free port: always the same, so that the browser keeps what the app stores. */
const USUAL_PORT = 4675;
const PORTS_TO_TRY = 20;

/** The inputs as the app fetches them: `{ "files": [{ "path": …, "text": … }] }`. */
const INPUT_PATH = '/hoplight-input.json';

/**
 * Serves `folder`, and at {@link INPUT_PATH} what `readFiles` gives at that moment.
 *
 * @param port - the port to take; without it the first free one from the usual one on
 * @throws UsageError when the port is taken or may not be used
 */
export async function serveApp(
  folder: string,
  readFiles: () => Promise<readonly InputFile[]>,
  port: number | undefined,
): Promise<Served> {
  const serveFile = sirv(folder, { etag: true, setHeaders: setSafeHeaders });
  const server = createServer((request, response) => {
    if (!isForThisMachine(request)) return refuse(response, 403, 'This server answers this machine only.');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, 405, 'Only GET is answered.');
    if (request.url?.split('?')[0] === INPUT_PATH) {
      void readFiles().then((files) => sendInput(response, files));
      return;
    }
    serveFile(request, response, () => refuse(response, 404, 'Not found.'));
  });
  const taken = await listen(server, port);
  return {
    url: `http://${LOOPBACK}:${taken}/`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isForThisMachine(request: IncomingMessage): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  return host === LOOPBACK || host === 'localhost';
}

function setSafeHeaders(response: ServerResponse): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  // Nothing a user loads leaves the machine: the page may fetch from here and nowhere else.
  response.setHeader(
    'Content-Security-Policy',
    "connect-src 'self' blob: data:; frame-ancestors 'none'; form-action 'none'",
  );
}

function sendInput(response: ServerResponse, files: readonly InputFile[]): void {
  setSafeHeaders(response);
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.end(JSON.stringify({ files: files.map(({ path, text }) => ({ path, text })) }));
}

function refuse(response: ServerResponse, status: number, message: string): void {
  setSafeHeaders(response);
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
}

/** Listens on `port`, or on the first free one of the usual ones, or on any. */
async function listen(server: Server, port: number | undefined): Promise<number> {
  if (port !== undefined) return listenOn(server, port);
  for (let candidate = USUAL_PORT; candidate < USUAL_PORT + PORTS_TO_TRY; candidate += 1) {
    try {
      return await listenOn(server, candidate);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
    }
  }
  return listenOn(server, 0);
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      server.off('listening', onListening);
      const why = PORT_PROBLEMS[error.code ?? ''];
      reject(
        why === undefined
          ? error
          : new UsageError(`Port ${port} ${why}. Choose another with --port, or leave it out.`),
      );
    };
    const onListening = (): void => {
      server.off('error', onError);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    };
    server.once('error', onError).once('listening', onListening).listen(port, LOOPBACK);
  });
}

const PORT_PROBLEMS: Record<string, string> = {
  EADDRINUSE: 'is in use',
  EACCES: 'may not be used without more rights',
};
