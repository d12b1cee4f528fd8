import type { ClipFormat } from '../../nodes/save-clip/settings.ts';

interface FormatFacts {
  readonly title: string;
  readonly ending: string;
  readonly mime: string;
  readonly hasSound: boolean;
  /** The largest side in pixels that the format can say. */
  readonly longestSide: number;
  /** The most frames in a second that players show. */
  readonly fastest: number;
}

/** What is to be known of each format before a frame is encoded. */
export const clipFormats: Readonly<Record<ClipFormat, FormatFacts>> = {
  mp4: video('MP4', 'mp4'),
  webm: video('WebM', 'webm'),
  // Times are hundredths of a second, and players take one hundredth for a mistake.
  gif: animation('GIF', '.gif', 'image/gif', { longestSide: 65535, fastest: 50 }),
  webp: animation('animated WebP', '.webp', 'image/webp', { longestSide: 16383, fastest: 1000 }),
  // In the page, where a file is downloaded; the command writes the pictures one by one.
  png: animation('numbered PNG pictures', '.zip', 'application/zip', {
    longestSide: 65535,
    fastest: Number.POSITIVE_INFINITY,
  }),
};

function video(title: string, name: string): FormatFacts {
  const rest = { hasSound: true, longestSide: 16384, fastest: 1000 };
  return { title, ending: `.${name}`, mime: `video/${name}`, ...rest };
}

function animation(
  title: string,
  ending: string,
  mime: string,
  limits: Pick<FormatFacts, 'longestSide' | 'fastest'>,
): FormatFacts {
  return { title, ending, mime, hasSound: false, ...limits };
}
