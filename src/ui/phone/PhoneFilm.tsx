import { Pause, Play } from 'lucide-react';
import { IconButton } from '../controls/Button.tsx';
import { FrameField } from '../timeline/FrameField.tsx';
import { useTimeline } from '../timeline/timeline-store.ts';
import styles from './Phone.module.css';

/** The frames of a film to play and to look at; what is not rendered, Run renders. */
export function PhoneFilm() {
  const playing = useTimeline((state) => state.playing);
  return (
    <section className={styles.film} aria-label="Film">
      <IconButton
        label={playing ? 'Stop' : 'Play'}
        icon={playing ? Pause : Play}
        onClick={() => useTimeline.setState({ playing: !playing })}
      />
      <FrameField />
    </section>
  );
}
