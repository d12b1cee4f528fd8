import { VariantStrip } from '../variants/VariantStrip.tsx';
import { StripTabs } from './StripTabs.tsx';
import { Timeline } from './Timeline.tsx';
import { useTimeline } from './timeline-store.ts';

/** The strip of a film, below the column too: its frames, or in their place the variants. */
export function FilmStrip() {
  const tab = useTimeline((state) => state.tab);
  return tab === 'timeline' ? <Timeline /> : <VariantStrip heading={<StripTabs />} />;
}
