/** How the sheet of an Activation View is laid out: known to its run and to its body in the editor. */
export const sheetColumns = 6;
/** Pixels between cells, and of the strip with the channel's number under each. */
export const sheetGap = 4;
export const sheetCaption = 14;

/** The picture itself comes first, then the channels. Never more rows for fewer channels. */
export function sheetRows(count: number): number {
  return Math.ceil((count + 1) / sheetColumns);
}
