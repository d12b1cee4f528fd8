/** Where samples and embedded networks are served from, ending in a slash. */
export function assetsUrl(): string {
  return new URL('.', document.baseURI).href;
}

export function assetUrl(path: string): string {
  return `${assetsUrl()}${path}`;
}
