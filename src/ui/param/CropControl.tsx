import fields from '../controls/Field.module.css';
import { changedFrom, FieldValue } from '../controls/FieldValue.tsx';
import type { ControlProps } from '../document/control-props.ts';
import { classNames } from '../kit/class-names.ts';
import { boxOf } from '../kit/crop-box.ts';
import { openDialog } from '../session/session-store.ts';

export interface CropControlProps extends ControlProps {
  readonly value: readonly number[];
}

/** Says how much of the picture is kept; opens it for cropping. */
export function CropControl({ node, name, label, value, ...rest }: CropControlProps) {
  const shown = keptPart(value);
  return (
    <button
      type="button"
      disabled={rest.disabled}
      aria-label={`${label}: ${shown}`}
      aria-haspopup="dialog"
      aria-describedby={rest.describedBy}
      className={classNames(fields.field, 'nodrag nopan')}
      {...changedFrom(rest.was)}
      onClick={() => openDialog({ kind: 'crop', node, param: name })}
      onKeyDown={(event) => {
        if (event.key !== 'Backspace' && event.key !== 'Delete') return;
        event.stopPropagation();
        rest.reset();
      }}
    >
      <span className={fields.name}>{label}</span> <FieldValue was={rest.was}>{shown}</FieldValue>
    </button>
  );
}

/** "62 × 80 %" */
function keptPart(value: readonly number[]): string {
  const { left, top, right, bottom } = boxOf(value);
  const percent = (share: number) => Math.round(share * 100);
  const [width, height] = [percent(right - left), percent(bottom - top)];
  return width === 100 && height === 100 ? 'whole picture' : `${width} × ${height} %`;
}
