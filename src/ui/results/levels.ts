import { createEmitter } from '../kit/emitter.ts';
import type { DisplayPicture } from './pictures.ts';

/** A picture at full size, half, a quarter, …, ready to be drawn; smaller ones come a moment later. */
export interface Levels {
  /** The smallest that still has a pixel for each pixel of the screen. */
  at(scale: number): ImageBitmap | undefined;
  /** Called when there is a better one than before. */
  onReady(listener: () => void): () => void;
}

/** Halving goes on while there are more pixels than this. */
const enough = 256 * 256;

const known = new WeakMap<DisplayPicture['pixels'], Levels>();

/**
 * Made once for each picture. Drawing a large picture small means reading all of it each time;
 * drawn from a level it costs what it covers on the screen, and nothing flickers.
 */
export function levelsOf({ pixels }: Pick<DisplayPicture, 'pixels'>): Levels {
  const levels = known.get(pixels) ?? makeLevels(pixels);
  known.set(pixels, levels);
  return levels;
}

function makeLevels(pixels: DisplayPicture['pixels']): Levels {
  const bitmaps: ImageBitmap[] = [];
  const ready = createEmitter();
  void build();
  return {
    at: (scale) => {
      const wanted = Math.max(0, Math.floor(Math.log2(1 / scale)));
      return bitmaps[Math.min(wanted, bitmaps.length - 1)];
    },
    onReady: ready.subscribe,
  };

  async function build(): Promise<void> {
    const image =
      'close' in pixels ? pixels : new ImageData(pixels.data, pixels.width, pixels.height);
    let last = await createImageBitmap(image);
    push(last);
    while (last.width * last.height > enough && Math.min(last.width, last.height) > 1) {
      last = await createImageBitmap(last, {
        resizeWidth: Math.ceil(last.width / 2),
        resizeHeight: Math.ceil(last.height / 2),
        resizeQuality: 'medium',
      });
      push(last);
    }
  }

  function push(bitmap: ImageBitmap): void {
    bitmaps.push(bitmap);
    ready.emit();
  }
}
