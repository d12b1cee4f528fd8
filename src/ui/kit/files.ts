/** Whether it calls itself a picture. What it is, its content says. */
export function isImageFile(file: File): boolean {
  return (
    file.type.startsWith('image/') ||
    /\.(png|jpe?g|webp|gif|avif|bmp|hei[cf]|tiff?)$/i.test(file.name)
  );
}

/** Whether it calls itself a film. */
export function isVideoFile(file: File): boolean {
  return file.type.startsWith('video/') || /\.(mp4|m4v|mov|webm|mkv|avi|ts)$/i.test(file.name);
}

export function isGraphFile(file: File): boolean {
  return /\.json$/i.test(file.name) || file.type === 'application/json';
}

/** A name that every file system takes. */
export function fileNameOf(name: string): string {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, 80) || 'dream';
}

export function dataUrlOf(blob: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** A file with its path inside the folder that was dropped or chosen; of a single file, its name. */
export interface PlacedFile {
  readonly path: string;
  readonly file: Blob;
}

/** What is left of an event once it is over. */
export interface Dropped {
  /** In the order of `files`. */
  readonly entries: readonly (FileSystemEntry | null)[];
  readonly files: readonly File[];
}
