import type { DisplayPicture } from '../results/pictures.ts';

/** What the mask is shown in: colours that photos seldom have much of. */
export const overlayColours = [
  { name: 'red', rgb: [255, 45, 85] },
  { name: 'green', rgb: [0, 214, 110] },
  { name: 'blue', rgb: [40, 110, 255] },
] as const satisfies readonly { readonly name: string; readonly rgb: Rgb }[];

export type OverlayColour = (typeof overlayColours)[number];
export type Rgb = readonly [number, number, number];

/** The colour that differs most from what the picture has on the whole. */
export function contrastingColour(picture: DisplayPicture | undefined): OverlayColour {
  const [first] = overlayColours;
  const mean = picture && meanColour(picture);
  if (!mean) return first;
  const distance = ({ rgb }: OverlayColour) =>
    Math.hypot(...rgb.map((value, at) => value - (mean[at] ?? 0)));
  return overlayColours.reduce((best, each) => (distance(each) > distance(best) ? each : best));
}

function meanColour({ pixels }: DisplayPicture): Rgb | undefined {
  const side = 16;
  const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  const data = pixels instanceof ImageBitmap ? scaled(pixels) : pixels.data;
  const sum: [number, number, number] = [0, 0, 0];
  const step = 4 * Math.max(1, Math.floor(data.length / 4 / 4096));
  for (let at = 0; at < data.length; at += step) {
    for (const channel of [0, 1, 2] as const) sum[channel] += data[at + channel] ?? 0;
  }
  const count = Math.ceil(data.length / step);
  return [sum[0] / count, sum[1] / count, sum[2] / count];

  function scaled(bitmap: ImageBitmap) {
    context?.drawImage(bitmap, 0, 0, side, side);
    return context?.getImageData(0, 0, side, side).data ?? [];
  }
}
