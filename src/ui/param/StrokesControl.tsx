import { Brush } from 'lucide-react';
import { count } from '../../graph/document/names.ts';
import type { Stroke } from '../../graph/params/strokes.ts';
import { Button } from '../controls/Button.tsx';
import { FieldValue } from '../controls/FieldValue.tsx';
import type { ControlProps } from '../document/control-props.ts';
import { openDialog } from '../session/session-store.ts';
import styles from './Param.module.css';

export interface StrokesControlProps extends ControlProps {
  readonly value: readonly Stroke[];
}

/** Opens the painter; says how much has been painted. */
export function StrokesControl({ node, name, label, value, disabled, was }: StrokesControlProps) {
  return (
    <div className={styles.split}>
      <span className={styles.meta}>
        <FieldValue was={was}>
          {value.length === 0 ? 'Nothing painted' : count(value.length, 'stroke')}
        </FieldValue>
      </span>
      <Button
        small
        icon={Brush}
        className="nodrag"
        disabled={disabled}
        aria-label={`Paint: ${label}`}
        onClick={() => openDialog({ kind: 'mask', node, param: name })}
      >
        Paint
      </Button>
    </div>
  );
}
