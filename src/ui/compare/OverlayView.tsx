import { NumberField } from '../controls/NumberField.tsx';
import { Captions } from '../panes/Caption.tsx';
import { CompareStage, StageLetter } from '../panes/CompareStage.tsx';
import { useCompare } from '../panes/compare-store.ts';
import { Divider } from '../panes/Divider.tsx';
import { PaneCanvas } from '../panes/PaneCanvas.tsx';
import type { Pane } from '../panes/pane.ts';
import type { Viewport } from '../results/viewport.ts';
import styles from './OverlayView.module.css';

export interface OverlayViewProps {
  readonly mode: 'slider' | 'onion';
  readonly panes: readonly [Pane, Pane];
  readonly viewport: Viewport;
}

/** B over A: to the right of a line that one moves, or all over with as much weight as one likes. */
export function OverlayView({ mode, panes, viewport }: OverlayViewProps) {
  const [a, b] = panes;
  const divide = useCompare((state) => state.divide);
  const mix = useCompare((state) => state.mix);
  const over = mode === 'slider' ? { clipPath: `inset(0 0 0 ${divide * 100}%)` } : { opacity: mix };
  return (
    <>
      <CompareStage
        label="Picture B over picture A"
        viewport={viewport}
        source={a.source ?? b.source}
      >
        {a.source && (
          <PaneCanvas source={a.source} viewport={viewport} leads label={`Picture of ${a.title}`} />
        )}
        {b.source && (
          <PaneCanvas
            source={b.source}
            viewport={viewport}
            label={`Picture of ${b.title}`}
            style={over}
          />
        )}
        <StageLetter letter="A" />
        <StageLetter letter="B" right />
        {mode === 'slider' && <OverlayDivider />}
      </CompareStage>
      {mode === 'onion' && (
        <div className={styles.mix}>
          <span>A</span>
          <NumberField
            label="How much of B covers A"
            value={Math.round(mix * 100)}
            range={{ min: 0, max: 100, step: 1, integer: true }}
            unit="%"
            onChange={(value) => useCompare.setState({ mix: value / 100 })}
            onReset={() => useCompare.setState({ mix: 0.5 })}
          />
          <span>B</span>
        </div>
      )}
      <Captions panes={panes} />
    </>
  );
}

function OverlayDivider() {
  const divide = useCompare((state) => state.divide);
  return (
    <Divider
      share={divide}
      label="Where A ends and B begins"
      step={0.01}
      onChange={(share) => useCompare.setState({ divide: share })}
    />
  );
}
