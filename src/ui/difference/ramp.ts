import type { Difference, Rgba } from './difference.ts';

/** Red, green and blue of each colour of a ramp, 0 to 255. */
export type Stops = readonly (readonly [number, number, number])[];

/** The colours of `--ramp-diff`, from no difference to the largest. */
export function rampStops(): Stops {
  const ramp = getComputedStyle(document.documentElement).getPropertyValue('--ramp-diff');
  return [...ramp.matchAll(/#([\da-f]{2})([\da-f]{2})([\da-f]{2})/gi)].map(([, ...hex]) => {
    const [red = 0, green = 0, blue = 0] = hex.map((digits) => Number.parseInt(digits, 16));
    return [red, green, blue] as const;
  });
}

/** The map as a picture; `most` gets the last colour of the ramp, and so does what is above. */
export function coloured(
  { map, most, width, height }: Pick<Difference, 'map' | 'most' | 'width' | 'height'>,
  stops: Stops,
): Rgba {
  const table = Array.from({ length: 256 }, (_, value) =>
    colourAt(most === 0 ? 0 : Math.min(1, value / most), stops),
  );
  const data = new Uint8ClampedArray(map.length * 4);
  for (let pixel = 0; pixel < map.length; pixel += 1) {
    const [red = 0, green = 0, blue = 0] = table[map[pixel] ?? 0] ?? [];
    data[pixel * 4] = red;
    data[pixel * 4 + 1] = green;
    data[pixel * 4 + 2] = blue;
    data[pixel * 4 + 3] = 255;
  }
  return { width, height, data };
}

function colourAt(share: number, stops: Stops): readonly number[] {
  const place = share * (stops.length - 1);
  const from = stops[Math.floor(place)] ?? [0, 0, 0];
  const to = stops[Math.ceil(place)] ?? from;
  const part = place - Math.floor(place);
  return from.map((channel, index) => channel + ((to[index] ?? channel) - channel) * part);
}
