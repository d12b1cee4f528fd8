import { useEffect, useRef } from 'react';
import type { DocumentNode } from '../../graph/document/document.ts';
import { paramValue } from '../../graph/params/values.ts';
import { catalog } from '../../nodes/catalog.ts';
import { type DisplayPicture, paint, pictures } from '../results/pictures.ts';
import { usePictureSize } from '../results/use-picture.ts';
import { setRatio } from './NodePixels.tsx';
import styles from './Picture.module.css';
import { type Cell, sheetCells } from './sheet-cells.ts';

const { params } = catalog['activation-view'];

export function sheetParams(node: DocumentNode) {
  const read = (key: 'count' | 'shown') => Number(paramValue(node.params, key, params[key]));
  return { count: read('count'), shown: read('shown') };
}

/**
 * The picture, lit where the chosen channel responds: made of the sheet's own cells, so that a click
 * shows it at once, without a run.
 */
export function ActivationOverlay({ node }: { readonly node: DocumentNode }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const present = usePictureSize(node.id) !== undefined;
  const { count, shown } = sheetParams(node);
  useEffect(() => {
    if (!present) return;
    const draw = () => {
      const sheet = pictures.get(node.id);
      if (canvas.current && sheet) light(canvas.current, sheet, count, shown);
    };
    draw();
    return pictures.subscribe(node.id, draw);
  }, [node.id, present, count, shown]);
  if (!present) return null;
  return (
    <div className={styles.inset}>
      <div className={styles.box}>
        <div className={styles.fitted}>
          <canvas
            ref={canvas}
            className={styles.canvas}
            role="img"
            aria-label={`The picture, lit where channel ${shown} of the sheet responds`}
          />
        </div>
      </div>
    </div>
  );
}

function light(
  canvas: HTMLCanvasElement,
  sheet: DisplayPicture,
  count: number,
  shown: number,
): void {
  const cells = sheetCells(sheet.pixels, count);
  const [photo] = cells;
  const channel = cells[Math.min(shown, count)];
  if (!photo || !channel || photo.width < 1 || photo.height < 1) return;
  const source = document.createElement('canvas');
  paint(source, sheet);
  canvas.width = Math.round(photo.width * 2);
  canvas.height = Math.round(photo.height * 2);
  setRatio(canvas, photo.width / photo.height);
  const context = canvas.getContext('2d');
  if (!context) return;
  const draw = ({ x, y, width, height }: Cell) =>
    context.drawImage(source, x, y, width, height, 0, 0, canvas.width, canvas.height);
  draw(photo);
  // As `spotlight` in the engine: what does not respond keeps 15 % of its light.
  context.globalCompositeOperation = 'multiply';
  context.globalAlpha = 0.85;
  draw(channel);
}
