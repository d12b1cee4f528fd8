import { Dices } from 'lucide-react';
import type { SeedParam, SeedValue } from '../../graph/params/seed.ts';
import { IconButton } from './Button.tsx';
import styles from './Field.module.css';
import { ParsedField } from './ParsedField.tsx';

export interface SeedFieldProps {
  readonly label: string;
  readonly param: SeedParam;
  readonly value: SeedValue;
  /** What the last run drew; pressing the dice while random pins it. */
  readonly lastDrawn?: number | undefined;
  readonly disabled?: boolean;
  /** The graph's value in words, where the shown variant has another. */
  readonly was?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly onChange: (value: unknown) => void;
  readonly onReset: () => void;
}

/** A seed: a number, or a new one for each run. */
export function SeedField({ value, lastDrawn, param, ...rest }: SeedFieldProps) {
  const random = value === 'random';
  const shown = random && lastDrawn !== undefined ? `random (${lastDrawn})` : String(value);
  const pin = lastDrawn ?? crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return (
    <div className={styles.row}>
      <ParsedField {...rest} text={String(value)} shown={shown} parse={param.parse} />
      <IconButton
        small
        className="nodrag nopan"
        label={random ? 'Pin the seed' : 'Draw a new seed for each run'}
        icon={Dices}
        aria-pressed={random}
        disabled={rest.disabled}
        onClick={() => rest.onChange(random ? pin : 'random')}
      />
    </div>
  );
}
