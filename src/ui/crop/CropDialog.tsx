import { useState } from 'react';
import { Button } from '../controls/Button.tsx';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { setParam } from '../document/edits.ts';
import { useNode } from '../document/node-hooks.ts';
import {
  boxOf,
  type CropBox,
  edgesOf,
  moved,
  pulled,
  wholePicture,
  withRatio,
} from '../kit/crop-box.ts';
import { Modal } from '../session/Modal.tsx';
import { closeDialog } from '../session/session-store.ts';
import { CropArea } from './CropArea.tsx';
import styles from './CropDialog.module.css';
import { usePictureToCrop } from './use-picture-to-crop.ts';

export interface CropDialogProps {
  readonly node: string;
  readonly param: string;
}

/** Shapes by name; the ratio is of width to height in pixels. */
const shapes: Readonly<Record<string, { readonly label: string; readonly ratio?: number }>> = {
  free: { label: 'Free' },
  original: { label: 'As the picture' },
  square: { label: 'Square', ratio: 1 },
  '4:3': { label: '4:3', ratio: 4 / 3 },
  '3:2': { label: '3:2', ratio: 3 / 2 },
  '16:9': { label: '16:9', ratio: 16 / 9 },
  '3:4': { label: '3:4 upright', ratio: 3 / 4 },
  '2:3': { label: '2:3 upright', ratio: 2 / 3 },
  '9:16': { label: '9:16 upright', ratio: 9 / 16 },
};

/** Choosing the part of a picture that is kept. Each drag is a step of history. */
export function CropDialog({ node: id, param }: CropDialogProps) {
  const stored = useNode(id)?.params[param] as readonly number[] | undefined;
  const picture = usePictureToCrop(id);
  const [draft, setDraft] = useState<CropBox>();
  const [shape, setShape] = useState('free');
  const box = draft ?? boxOf(stored ?? []);
  const { width, height } = picture ?? { width: 0, height: 0 };
  const ratio = shareRatio(shape, width, height);
  const set = (next: CropBox, last: boolean) => {
    setDraft(last ? undefined : next);
    if (last) setParam(id, param, edgesOf(next), true);
  };
  const choose = (name: string) => {
    setShape(name);
    const next = shareRatio(name, width, height);
    if (next !== undefined) set(withRatio(box, next), true);
  };
  return (
    <Modal wide title="Crop the picture" className={styles.dialog}>
      <div className={styles.stage}>
        {picture ? (
          <CropArea picture={picture} box={box} ratio={ratio} onChange={set} />
        ) : (
          <p className={styles.empty}>
            Run the graph to see the picture, or choose one in the node. Then drag here.
          </p>
        )}
      </div>
      <div className={styles.foot}>
        <div className={styles.shape}>
          <ChoiceField
            label="Shape"
            value={shape}
            options={Object.entries(shapes).map(([value, { label }]) => ({ value, label }))}
            onChange={choose}
          />
        </div>
        {picture &&
          edgesIn(box, width, height).map(({ label, share, whole, change }) => (
            <div key={label} className={styles.number}>
              <NumberField
                label={label}
                unit="px"
                value={Math.round(share * whole)}
                range={{ min: 0, max: whole, step: 1, integer: true }}
                onChange={(value, last) => set(change(box, value / whole, ratio), last)}
                onReset={() => set(wholePicture, true)}
              />
            </div>
          ))}
        <span className={styles.space} />
        <Button onClick={() => set(wholePicture, true)}>Keep the whole picture</Button>
        <Button onClick={closeDialog}>Done</Button>
      </div>
    </Modal>
  );
}

/** The fields of the box, each with the length in pixels that its share is of. */
function edgesIn(box: CropBox, width: number, height: number) {
  return [
    { label: 'Left', share: box.left, whole: width, change: left },
    { label: 'Top', share: box.top, whole: height, change: top },
    { label: 'Width', share: box.right - box.left, whole: width, change: wide },
    { label: 'Height', share: box.bottom - box.top, whole: height, change: high },
  ];
}

type Change = (box: CropBox, share: number, ratio?: number) => CropBox;

const left: Change = (box, share) => moved(box, { x: share - box.left, y: 0 });
const top: Change = (box, share) => moved(box, { x: 0, y: share - box.top });
const wide: Change = (box, share, ratio) =>
  pulled(box, { x: 1, y: 0 }, { x: box.left + share, y: 0 }, ratio);
const high: Change = (box, share, ratio) =>
  pulled(box, { x: 0, y: 1 }, { x: 0, y: box.top + share }, ratio);

/** Width to height in shares of the picture; undefined: any. */
function shareRatio(shape: string, width: number, height: number): number | undefined {
  if (width === 0 || height === 0) return undefined;
  if (shape === 'original') return 1;
  const ratio = shapes[shape]?.ratio;
  return ratio === undefined ? undefined : (ratio * height) / width;
}
