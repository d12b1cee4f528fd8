import type { Page } from 'playwright-core';

/**
 * Fills the history of a browser as that many runs an hour apart would have: photographs of several
 * proportions. The page must have opened the history before.
 * @param height of the thumbnails, in pixels.
 */
export async function fillHistory(page: Page, count: number, height = 64): Promise<void> {
  await page.evaluate(
    async ({ count, height }) => {
      const layers = ['mixed2', 'mixed3', 'mixed4', 'mixed5'];
      const photos = await Promise.all(
        ['mountains', 'boats', 'stream'].map(async (name) =>
          createImageBitmap(await (await fetch(`samples/${name}.jpg`)).blob()),
        ),
      );
      const files = await Promise.all(
        Array.from({ length: 12 }, async (_, index) => {
          const photo = photos[index % photos.length] as ImageBitmap;
          const width = Math.round(height * ([1.5, 0.75, 2.2, 1][index % 4] ?? 1));
          const canvas = new OffscreenCanvas(width, height);
          canvas.getContext('2d')?.drawImage(photo, 0, 0, width, height);
          const [picture, thumbnail] = await Promise.all([
            canvas.convertToBlob({ type: 'image/png' }),
            canvas.convertToBlob({ type: 'image/webp' }),
          ]);
          return { width, picture, thumbnail };
        }),
      );
      const opened = indexedDB.open('dreamgraph-history', 1);
      const db = await new Promise<IDBDatabase>((done, fail) => {
        opened.onsuccess = () => done(opened.result);
        opened.onerror = () => fail(opened.error);
      });
      const transaction = db.transaction(['entries', 'thumbnails', 'pictures'], 'readwrite');
      for (let index = 0; index < count; index++) {
        const { width, picture, thumbnail } = files[index % files.length] as (typeof files)[0];
        const id = `entry-${index}`;
        transaction.objectStore('entries').put({
          id,
          made: Date.now() - index * 3_600_000,
          key: `key-${index}`,
          name: `Dream ${index}`,
          node: 'Save Image',
          nodes: ['Load Image', 'Gradient Ascent', 'Save Image'],
          layers: [layers[index % layers.length]],
          seeds: [index],
          profile: 'wasm simd 3',
          ms: 1234 + index,
          width,
          height,
          bytes: picture.size + thumbnail.size,
          starred: index % 10 === 0,
        });
        transaction.objectStore('thumbnails').put(thumbnail, id);
        transaction.objectStore('pictures').put({ picture, document: '{}' }, id);
      }
      await new Promise((done, fail) => {
        transaction.oncomplete = done;
        transaction.onabort = () => fail(transaction.error);
      });
      db.close();
    },
    { count, height },
  );
}
