import { Pause, Play } from 'lucide-react';
import { IconButton } from '../controls/Button.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { useDocument } from '../document/document-store.ts';
import { goToFrame, useTimeline } from '../timeline/timeline-store.ts';
import styles from './Phone.module.css';

/** The frames of a film to play and to look at; what is not rendered, Run renders. */
export function PhoneFilm() {
  const playing = useTimeline((state) => state.playing);
  const frame = useDocument((state) => state.frame);
  const frames = useDocument(({ document }) => document.sequence?.frames ?? 1);
  return (
    <section className={styles.film} aria-label="Film">
      <IconButton
        label={playing ? 'Stop' : 'Play'}
        icon={playing ? Pause : Play}
        onClick={() => useTimeline.setState({ playing: !playing })}
      />
      <NumberField
        label="Frame"
        value={frame}
        range={{ min: 0, max: Math.max(1, frames - 1), step: 1, integer: true }}
        onChange={(next) => goToFrame(next)}
        onReset={() => goToFrame(0)}
      />
    </section>
  );
}
