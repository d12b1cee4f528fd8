import { samples } from '../../../models/samples.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { assetUrl } from '../kit/assets.ts';
import styles from './Param.module.css';

export interface SampleGridProps {
  readonly value: FileReference;
  readonly onChoose: (reference: FileReference) => void;
}

/** The photographs that come with the app. */
export function SampleGrid({ value, onChoose }: SampleGridProps) {
  return (
    <fieldset className={styles.samples} aria-label="Samples">
      {samples.map(({ name, title, photographer, year, licence }) => (
        <button
          key={name}
          type="button"
          className={styles.sample}
          title={`${title}. ${photographer}, ${year}. ${licence}`}
          aria-pressed={value.from === 'bundled' && value.name === name}
          onClick={() => onChoose({ from: 'bundled', name })}
        >
          <img src={assetUrl(`samples/${name}.jpg`)} alt={title} loading="lazy" decoding="async" />
        </button>
      ))}
    </fieldset>
  );
}
