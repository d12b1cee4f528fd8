import type { Plugin } from 'vite';

type Policy = Readonly<Record<string, readonly string[]>>;

/** What the page may do: run its own code and speak with its own server, nothing else. */
const page: Policy = {
  'default-src': ["'none'"],
  // Compiling wasm counts as evaluating.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  // Radix puts a style element into the page, so that it does not scroll under a dialog.
  'style-src': ["'self'", "'unsafe-inline'"],
  'font-src': ["'self'"],
  // Pictures of the person's own are blobs; a document may carry one as a data URL.
  'img-src': ["'self'", 'blob:', 'data:'],
  'connect-src': ["'self'", 'blob:', 'data:'],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/** The worker that fetches what a person opens by its address speaks with any server. */
const downloadWorker: Policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'connect-src': ['*'],
};

/** Directives that a meta element may not carry. */
const inHeaderOnly: Policy = { 'frame-ancestors': ["'none'"] };

/** A worker obeys the policy that its own script was served with, not that of the page. */
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
 * Writes the policy into the built page, for hosts whose headers we do not know, and into every
 * answer of the preview. Not in development: there Vite puts code of its own into the page.
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
