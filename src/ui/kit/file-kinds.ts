export const imageTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;

export function isImageFile(file: File): boolean {
  return (
    (imageTypes as readonly string[]).includes(file.type) || /\.(png|jpe?g|webp)$/i.test(file.name)
  );
}

export function isGraphFile(file: File): boolean {
  return /\.json$/i.test(file.name) || file.type === 'application/json';
}
