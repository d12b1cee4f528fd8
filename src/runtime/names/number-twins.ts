/** The numbers that names of photos may have. */
export interface TwinNumbers<Photo> {
  /** By which the photo goes: 1 for the plain name, 2 for the second of the same name, and so on. */
  own(photo: Photo): number;
  /** Whether a name with this number is that of another photo. */
  isOthers(photo: Photo, number: number): boolean;
}

/**
 * Numbers photos whose names are the same, in their order: from the list alone, so that every host
 * with the same list gives the same names, whatever it makes of them.
 * @param nameOf the name of a photo's pictures, as far as it depends on the photo.
 */
export function numberTwins<Photo>(
  photos: readonly Photo[],
  nameOf: (photo: Photo) => string,
): TwinNumbers<Photo> {
  // Some file systems take two cases for one name.
  const stems = new Map(photos.map((photo) => [photo, nameOf(photo).toLowerCase()]));
  const owners = new Map<string, Photo>();
  const numbers = new Map<Photo, number>();
  const nextOf = new Map<string, number>();
  for (const [photo, name] of stems) {
    let number = nextOf.get(name) ?? 1;
    while (owners.has(numbered(name, number))) number++;
    owners.set(numbered(name, number), photo);
    numbers.set(photo, number);
    nextOf.set(name, number + 1);
  }
  return {
    own: (photo) => numbers.get(photo) ?? 1,
    isOthers: (photo, number) => {
      const owner = owners.get(numbered(stems.get(photo) ?? '', number));
      return owner !== undefined && owner !== photo;
    },
  };
}

/** "cat", "cat-2" */
export function numbered(stem: string, number: number): string {
  return number === 1 ? stem : `${stem}-${number}`;
}
