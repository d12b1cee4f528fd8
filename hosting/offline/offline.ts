import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
/** At the root of the app, because a service worker serves the folder it is in. */
const script = 'offline.js';

const manifest = {
  name: 'Dreamgraph',
  short_name: 'Dreamgraph',
  description: 'A node-based editor for DeepDream.',
  start_url: '.',
  display: 'standalone',
  background_color: '#131312',
  theme_color: '#131312',
  icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' }],
};

/** Makes the built app installable, and lets it work offline after the first visit. */
export function offline(): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    async buildStart() {
      this.emitFile({ type: 'chunk', id: here('./offline-worker.ts'), fileName: script });
      this.emitFile({
        type: 'asset',
        fileName: 'app.webmanifest',
        source: JSON.stringify(manifest),
      });
      const icon = await readFile(here('./icon.svg'), 'utf8');
      this.emitFile({ type: 'asset', fileName: 'icon.svg', source: icon });
    },
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'manifest', href: 'app.webmanifest' }, injectTo: 'head' },
    ],
    /** The files of the app, the networks and the photographs, each with its SHA-256 sum. */
    async writeBundle({ dir = '' }) {
      const path = join(dir, script);
      const code = await readFile(path, 'utf8');
      await writeFile(path, `self.appFiles = ${JSON.stringify(await sums(dir))};\n${code}`);
    },
  };
}

async function sums(dir: string): Promise<Record<string, string>> {
  const entries = (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== script)
    .map(async ({ parentPath, name }): Promise<[string, string]> => {
      const path = join(parentPath, name);
      const sum = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      return [relative(dir, path).split(sep).join('/'), sum];
    });
  return Object.fromEntries((await Promise.all(entries)).sort());
}
