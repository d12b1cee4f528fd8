/**
 * The service worker: stores the app, the networks and the photographs in the browser and serves them,
 * so that the editor works without a server. It imports nothing, because not every browser supports
 * imports in a service worker.
 */

declare global {
  interface Window {
    /** The SHA-256 sum of each file of the app, by its path; written by offline.ts. */
    readonly appFiles: Readonly<Record<string, string>>;
  }
}

/** The parts of ServiceWorkerGlobalScope in use here; the types of a page lack it. */
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}
interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = self as unknown as Scope;
const files = self.appFiles;
/** Stores files that two versions share once: each under its path and sum. */
const store = () => caches.open('dreamgraph-app');
const atOnce = 4;

scope.addEventListener('install', (event) => event.waitUntil(keepAll()));
scope.addEventListener('activate', (event) =>
  event.waitUntil(forgetOthers().then(() => scope.clients.claim())),
);
scope.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void scope.skipWaiting();
});
scope.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path !== undefined && Object.hasOwn(files, path))
    event.respondWith(answer(path, event.request));
});

/** Fails as a whole if a file cannot be fetched; the browser tries again at the next visit. */
async function keepAll(): Promise<void> {
  const left = Object.keys(files);
  const keepSome = async () => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) await keep(path);
  };
  await Promise.all(Array.from({ length: atOnce }, keepSome));
}

async function keep(path: string): Promise<void> {
  const cache = await store();
  if (await cache.match(keyOf(path))) return;
  // Some hosts redirect from index.html to its folder.
  const response = await fetch(path === 'index.html' ? './' : path, { cache: 'no-cache' });
  const sum = await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer());
  if (!response.ok || hex(sum) !== files[path]) {
    throw new Error(`${path} is not what belongs to this version of the app.`);
  }
  await cache.put(keyOf(path), response);
}

async function forgetOthers(): Promise<void> {
  const cache = await store();
  const own = new Set(Object.keys(files).map((path) => new URL(keyOf(path), location.href).href));
  for (const cached of await cache.keys()) if (!own.has(cached.url)) await cache.delete(cached);
}

async function answer(path: string, request: Request): Promise<Response> {
  const cached = await (await store()).match(keyOf(path));
  return isolated(cached ?? (await fetch(request)));
}

/** Enables threads on hosts that do not send these headers, from the second visit on. */
function isolated({ body, status, statusText, headers }: Response): Response {
  const more = new Headers(headers);
  more.set('Cross-Origin-Opener-Policy', 'same-origin');
  more.set('Cross-Origin-Embedder-Policy', 'require-corp');
  return new Response(body, { status, statusText, headers: more });
}

/** For a file of this app; undefined for anything else. */
function pathOf({ method, mode, url }: Request): string | undefined {
  const { origin, pathname, search } = new URL(url);
  const folder = scope.registration.scope;
  const address = origin + pathname;
  if (method !== 'GET' || !address.startsWith(folder)) return undefined;
  const path = decodeURI(address.slice(folder.length));
  if (mode === 'navigate' && path === '') return 'index.html';
  return search === '' ? path : undefined;
}

function keyOf(path: string): string {
  return `${path}?${files[path]}`;
}

function hex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export {};
