import type { Photo } from './find-photos.ts';
import { fillPattern, type NamePattern } from './name-pattern.ts';

/** The numbers that names of photos may have. */
export interface TwinNumbers {
  /** By which the photo goes: 1 for the plain name, 2 for the second of the same name, and so on. */
  own(photo: Photo): number;
  /** Whether a name with this number is that of another photo. */
  isOthers(photo: Photo, number: number): boolean;
}

/**
 * Numbers photos whose names are the same in a pattern, in their order: from the list alone, so that
 * every machine with the same list gives the same names, whatever it makes of them.
 * @param nameOf the name of a photo in patterns.
 */
export function numberTwins(
  photos: readonly Photo[],
  { stem }: NamePattern,
  nameOf: (photo: Photo) => string,
): TwinNumbers {
  // Some file systems take two cases for one name.
  const plain = (photo: Photo) =>
    fillPattern(stem, { photo: nameOf(photo), folder: photo.folder }).toLowerCase();
  const stems = new Map(photos.map((photo) => [photo, plain(photo)]));
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

function numbered(stem: string, number: number): string {
  return number === 1 ? stem : `${stem}-${number}`;
}
