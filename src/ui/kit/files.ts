export const imageTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;

export function isImageFile(file: File): boolean {
  return (
    (imageTypes as readonly string[]).includes(file.type) || /\.(png|jpe?g|webp)$/i.test(file.name)
  );
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
