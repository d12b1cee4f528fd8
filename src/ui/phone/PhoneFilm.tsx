import { Pause, Play } from 'lucide-react';
import { IconButton } from '../controls/Button.tsx';
import { useExport } from '../frames/export-film.ts';
import { ExportBar, ExportButton } from '../timeline/ExportClip.tsx';
import { FrameField } from '../timeline/FrameField.tsx';
import { useTimeline } from '../timeline/timeline-store.ts';
import styles from './Phone.module.css';

/** The frames of a film to play, to look at and to export; what is not rendered, Run renders. */
export function PhoneFilm() {
  const playing = useTimeline((state) => state.playing);
  const exporting = useExport((state) => state.current !== undefined);
  return (
    <section className={styles.film} aria-label="Film">
      <IconButton
        className={styles.play}
        label={playing ? 'Stop' : 'Play'}
        icon={playing ? Pause : Play}
        onClick={() => useTimeline.setState({ playing: !playing })}
      />
      {exporting ? (
        <ExportBar />
      ) : (
        <>
          <FrameField />
          <ExportButton />
        </>
      )}
    </section>
  );
}
