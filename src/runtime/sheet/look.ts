/** The dark ground of the editor and its inks (src/ui/kit/tokens.css), in either theme: pictures are the light. */
export const sheetColours = { ground: '#131312', well: '#1b1b1a' } as const;

const ink = '#d9d6cf';
const ink2 = '#a5a29b';
const ink3 = '#96938c';

/** A font, its size in pixels, and a colour. */
export interface TextStyle {
  /** IBM Plex Sans, or Mono for names that are typed in code. */
  readonly family: 'sans' | 'mono';
  readonly weight: 400 | 500 | 600;
  readonly size: number;
  readonly colour: string;
}

/** Sizes are for a sheet about as wide as a window; larger sheets multiply them. */
export const looks = {
  title: { family: 'sans', weight: 600, size: 22, colour: ink },
  about: { family: 'sans', weight: 400, size: 12, colour: ink2 },
  axis: { family: 'sans', weight: 400, size: 11, colour: ink3 },
  heading: { family: 'mono', weight: 500, size: 13, colour: ink },
  name: { family: 'sans', weight: 600, size: 12, colour: ink },
  label: { family: 'sans', weight: 400, size: 12, colour: ink2 },
  value: { family: 'mono', weight: 500, size: 12, colour: ink },
  quiet: { family: 'sans', weight: 400, size: 11, colour: ink3 },
  problem: { family: 'sans', weight: 400, size: 12, colour: '#f1786a' },
} as const satisfies Readonly<Record<string, TextStyle>>;

export type TextLook = keyof typeof looks;

export const lineHeight = 1.35;
/** From the top of a line to its baseline, in sizes: IBM Plex ascends 1.025 and descends 0.275. */
export const baseline = 1.05;
