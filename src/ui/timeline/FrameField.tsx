import { NumberField } from '../controls/NumberField.tsx';
import { useDocument } from '../document/document-store.ts';
import { goToFrame } from './timeline-store.ts';

/** The frame that is shown: typed or dragged like every number. */
export function FrameField() {
  const frame = useDocument((state) => state.frame);
  const frames = useDocument(({ document }) => document.sequence?.frames ?? 1);
  return (
    <NumberField
      label="Frame"
      value={frame}
      range={{ min: 0, max: Math.max(1, frames - 1), step: 1, integer: true }}
      onChange={(next) => goToFrame(next)}
      onReset={() => goToFrame(0)}
    />
  );
}
