/** Where a picture lies in its stage: its upper left corner and how large its pixels are. */
export interface PictureView {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

const range = { min: 0.05, max: 32 };

/** The whole picture in the middle of the stage, enlarged to at most three times its size. */
export function fitTo(picture: Extent, stage: Extent): PictureView {
  const zoom = Math.min(3, stage.width / picture.width, stage.height / picture.height);
  return {
    x: (stage.width - picture.width * zoom) / 2,
    y: (stage.height - picture.height * zoom) / 2,
    zoom,
  };
}

/** Zooms by a factor; the point of the picture under `at` stays where it is. */
export function zoomAt(
  { x, y, zoom }: PictureView,
  at: { readonly x: number; readonly y: number },
  factor: number,
): PictureView {
  const next = Math.min(range.max, Math.max(range.min, zoom * factor));
  const scale = next / zoom;
  return { x: at.x - (at.x - x) * scale, y: at.y - (at.y - y) * scale, zoom: next };
}
