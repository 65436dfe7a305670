/**
 * Keeps the whole app in the browser, so that it opens without a network. The build fills in which files there are and a
 * version of them; a new version waits until no page uses the old one, whose files are then let go.
 */
declare const FILES: readonly string[];
declare const VERSION: string;

const worker = self as unknown as ServiceWorkerGlobalScope;
const prefix = 'hoplight-';
const store = prefix + VERSION;
/** Where the app lies, whatever folder that is. */
const page = new URL('./', worker.location.href).href;

worker.addEventListener('install', (event) => event.waitUntil(keep()));
worker.addEventListener('activate', (event) => event.waitUntil(tidy()));
worker.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(page)) return;
  // Every address of the app is the one page: views and questions stand behind the `#`.
  const isPage = request.mode === 'navigate' && new URL(request.url).pathname === new URL(page).pathname;
  event.respondWith(answer(isPage ? page : request));
});

async function keep(): Promise<void> {
  const cache = await caches.open(store);
  // Past the browser's own cache, which may hold files of the version before.
  await cache.addAll(FILES.map((file) => new Request(new URL(file, page), { cache: 'reload' })));
}

async function tidy(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(prefix) && name !== store).map((name) => caches.delete(name)),
  );
  await worker.clients.claim();
}

async function answer(wanted: Request | string): Promise<Response> {
  const cache = await caches.open(store);
  return (await cache.match(wanted, { ignoreVary: true })) ?? fetch(wanted);
}
