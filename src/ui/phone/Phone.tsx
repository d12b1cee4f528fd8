import { Maximize2 } from 'lucide-react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useDocument } from '../document/document-store.ts';
import { useWindowSize } from '../kit/use-media.ts';
import { Stage } from '../stage/Stage.tsx';
import { Depths } from './Depths.tsx';
import styles from './Phone.module.css';
import { PhoneFilm } from './PhoneFilm.tsx';
import { PhoneFoot } from './PhoneFoot.tsx';
import { PhoneHeader } from './PhoneHeader.tsx';
import { PresetStrip } from './PresetStrip.tsx';
import { Strength } from './Strength.tsx';

/**
 * Where the window is as narrow as a phone: the picture, what changes it most, and Run. The graph is
 * not drawn.
 */
export function Phone({ hidden }: { readonly hidden: boolean }) {
  const { width, height } = useWindowSize();
  const film = useDocument(({ document }) => document.sequence !== undefined);
  // The photos that most people take are 4:3; lower where that would leave nothing for the rest.
  const picture = Math.round(Math.min(0.75 * width, Math.max(140, 0.44 * height)));
  return (
    <>
      <PhoneHeader />
      <div className={styles.body} data-hidden={hidden} inert={hidden}>
        <div className={styles.picture}>
          <Stage plain height={width > height ? undefined : picture} />
          <span className={styles.large}>
            <ActionButton action="full-screen" icon={Maximize2} />
          </span>
        </div>
        {film && <PhoneFilm />}
        <main className={styles.choices} aria-label="What to dream">
          <Strength />
          <Depths />
          <PresetStrip />
        </main>
      </div>
      {!hidden && <PhoneFoot />}
    </>
  );
}
