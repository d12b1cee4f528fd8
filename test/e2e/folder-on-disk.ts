import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/**
 * Gives the page a folder of the disk as the one that the person chooses, since no test can press the
 * dialog of the system. What stands in are the handles; the files are real, and outside the browser.
 */
export async function chooseFolderOnDisk(page: Page, root: string): Promise<void> {
  await page.exposeFunction('onDisk', async (what: string, path: string, content = '') => {
    const full = join(root, path);
    switch (what) {
      case 'folder':
        return void (await mkdir(full, { recursive: true }));
      case 'list':
        return Promise.all(
          (await readdir(full, { withFileTypes: true })).map((entry) => ({
            name: entry.name,
            kind: entry.isDirectory() ? 'directory' : 'file',
          })),
        );
      case 'exists':
        return stat(full).then(
          () => true,
          () => false,
        );
      case 'read':
        return {
          content: (await readFile(full)).toString('base64'),
          changed: (await stat(full)).mtimeMs,
        };
      case 'write':
        // As the browser does: beside, then into place.
        await writeFile(`${full}.crswap`, Buffer.from(content, 'base64'));
        return void (await rename(`${full}.crswap`, full));
      default:
        return void (await rm(full));
    }
  });
  await page.addInitScript(() => {
    type Disk = (what: string, path: string, content?: string) => Promise<unknown>;
    const disk: Disk = (...asked) => (window as unknown as { onDisk: Disk }).onDisk(...asked);
    const missing = () => new DOMException('not there', 'NotFoundError');
    const file = (path: string, name: string) => ({
      kind: 'file',
      name,
      async getFile() {
        const read = (await disk('read', path)) as { content: string; changed: number };
        const bytes = await (await fetch(`data:;base64,${read.content}`)).arrayBuffer();
        const type = /\.png$/.test(name) ? 'image/png' : /\.jpg$/.test(name) ? 'image/jpeg' : '';
        return new File([bytes], name, { lastModified: read.changed, type });
      },
      async createWritable() {
        const parts: BlobPart[] = [];
        return {
          write: async (part: BlobPart) => void parts.push(part),
          close: async () => {
            const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
            let binary = '';
            for (const byte of bytes) binary += String.fromCharCode(byte);
            await disk('write', path, btoa(binary));
          },
        };
      },
    });
    const folder = (path: string, name: string): object => ({
      kind: 'directory',
      name,
      async getDirectoryHandle(child: string, { create = false } = {}) {
        if (create) await disk('folder', `${path}/${child}`);
        else if (!(await disk('exists', `${path}/${child}`))) throw missing();
        return folder(`${path}/${child}`, child);
      },
      async getFileHandle(child: string, { create = false } = {}) {
        if (!create && !(await disk('exists', `${path}/${child}`))) throw missing();
        return file(`${path}/${child}`, child);
      },
      removeEntry: (child: string) => disk('remove', `${path}/${child}`),
      async *entries() {
        const listed = (await disk('list', path)) as { name: string; kind: string }[];
        for (const { name: child, kind } of listed)
          yield [
            child,
            kind === 'file' ? file(`${path}/${child}`, child) : folder(`${path}/${child}`, child),
          ];
      },
    });
    Object.assign(window, { showDirectoryPicker: async () => folder('.', 'dreams') });
  });
}
