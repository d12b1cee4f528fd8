import type { Plugin } from 'vite';

type Policy = Readonly<Record<string, readonly string[]>>;

/** The page may run its own code and connect to its own server, nothing else. */
const page: Policy = {
  'default-src': ["'none'"],
  // Compiling wasm counts as eval.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  // Radix adds a style element to the page, so that it does not scroll under a dialog.
  'style-src': ["'self'", "'unsafe-inline'"],
  'font-src': ["'self'"],
  // A person's own pictures are blobs; a document may contain one as a data URL.
  'img-src': ["'self'", 'blob:', 'data:'],
  'connect-src': ["'self'", 'blob:', 'data:'],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/** The worker that fetches networks by address may connect to any server. */
const downloadWorker: Policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'connect-src': ['*'],
};

/** Directives that are not allowed in a meta element. */
const inHeaderOnly: Policy = { 'frame-ancestors': ["'none'"] };

/** A worker has the policy that its own script was served with, not that of the page. */
function policyHeader(path: string): string {
  return write(isDownloadWorker(path) ? downloadWorker : { ...page, ...inHeaderOnly });
}

function isDownloadWorker(path: string): boolean {
  return /\/download-worker-[^/]*\.js$/.test(path);
}

function write(policy: Policy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}

/**
 * Writes the policy into the built page, for hosts with unknown headers, and into every response of
 * the preview server. Not in development, where Vite adds code to the page.
 */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    transformIndexHtml: (_, { server }) =>
      server
        ? []
        : [
            {
              tag: 'meta',
              attrs: { 'http-equiv': 'Content-Security-Policy', content: write(page) },
              injectTo: 'head-prepend',
            },
          ],
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        response.setHeader('Content-Security-Policy', policyHeader(pathname));
        next();
      });
    },
  };
}
