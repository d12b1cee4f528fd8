import type { Page } from 'playwright-core';

/** From now on, counts the addresses of blobs that the page has made and not given back. */
export async function countUrls(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const live = new Set<string>();
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (source) => {
      const url = createObjectURL.call(URL, source);
      live.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      live.delete(url);
      revokeObjectURL.call(URL, url);
    };
    Object.assign(window, { liveUrls: live });
  });
  return () => page.evaluate(() => (window as unknown as { liveUrls: Set<string> }).liveUrls.size);
}
