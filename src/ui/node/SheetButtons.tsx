import type { DocumentNode } from '../../graph/document/document.ts';
import { setParam } from '../document/edits.ts';
import { pictures } from '../results/pictures.ts';
import { sheetParams } from './ActivationOverlay.tsx';
import styles from './Picture.module.css';
import { sheetCells } from './sheet-cells.ts';

/**
 * Lies over the sheet of an Activation View: a click on a channel lays it over the picture. From the
 * keyboard the parameter Overlay does the same, so the buttons are no stops of the Tab key.
 */
export function SheetButtons({ node }: { readonly node: DocumentNode }) {
  const sheet = pictures.get(node.id)?.pixels;
  if (!sheet) return null;
  const { count, shown } = sheetParams(node);
  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return sheetCells(sheet, count)
    .slice(1)
    .map(({ x, y, width, height }, at) => (
      <button
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place.
        key={at}
        type="button"
        tabIndex={-1}
        className={`${styles.cell ?? ''} nodrag`}
        aria-label={`Overlay channel ${at + 1} of the sheet`}
        aria-pressed={shown === at + 1}
        style={{
          left: percent(x, sheet.width),
          top: percent(y, sheet.height),
          width: percent(width, sheet.width),
          height: percent(height, sheet.height),
        }}
        onClick={() => setParam(node.id, 'shown', at + 1, true)}
      />
    ));
}
