import { type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { own } from '../../common/own.ts';
import { useDocument } from '../document/document-store.ts';
import { photoOf } from '../document/photo-of.ts';
import type { PictureSource } from '../results/pictures.ts';
import type { Viewport } from '../results/viewport.ts';
import { about } from '../run/outlook.ts';
import { useRun } from '../run/run-store.ts';
import { missingPhotoWords, useMissingPhotos } from '../run/source-pictures.ts';
import { openDialog } from '../session/session-store.ts';
import { createPictureViewport, type Look, PictureWell } from '../viewer/PictureWell.tsx';
import styles from './Stage.module.css';
import { useStage } from './stage-store.ts';
import type { StageStatus } from './use-stage-status.ts';
import {
  type Comparison,
  useHasSource,
  useLiveSource,
  useTitle,
  useWholePicture,
} from './use-subject.ts';

export interface StageWellProps {
  readonly node: string;
  readonly comparison: Comparison | undefined;
  readonly status: StageStatus;
}

/** The picture, large and never cropped; before there is one, the photo it will begin as. */
export function StageWell({ node, comparison, status }: StageWellProps) {
  const title = useTitle(node);
  const viewport = useMemo(createPictureViewport, []);
  const live = useLiveSource(node);
  const hasPicture = useHasSource(live);
  const look = useStage((state): Look => (state.held ? 'photo' : state.look));
  const divide = useStage((state) => state.divide);
  const missing = useStage((state) => state.missing);
  useWholePicture(node);
  useWholePicture(look === 'dream' ? undefined : comparison?.node);
  const words = useEmptyWords(node, status);
  const source = hasPicture ? live : comparison?.source;
  if (!source) return <p className={styles.nothing}>{words}</p>;
  return (
    <PictureWell
      source={source}
      label={hasPicture ? `Picture of ${title}` : `Photo of ${title}`}
      viewport={viewport}
      compared={hasPicture ? comparison : undefined}
      look={look}
      divide={divide}
      onDivide={(share) => useStage.setState({ divide: share })}
      faded={!hasPicture && status.kind !== 'running'}
      held={missing}
      onDoubleClick={() => openDialog({ kind: 'picture', node })}
    >
      {status.kind === 'stale' && look !== 'photo' && (
        <StaleEdge source={source} viewport={viewport} />
      )}
      {!hasPicture && <p className={styles.say}>{words}</p>}
      {hasPicture && comparison && look !== 'split' && <HoldButton title={comparison.title} />}
    </PictureWell>
  );
}

/** What there is to do while there is no picture: "Run to see a picture, about 38 s". */
function useEmptyWords(node: string, status: StageStatus): string {
  const photo = useDocument(({ document }) => photoOf(document, node) ?? node);
  const missing = useMissingPhotos((files) => own(files, photo));
  const outlook = useRun((state) => state.outlook);
  if (status.kind === 'running') return 'The first picture is on its way';
  if (status.kind === 'failed') return status.problem.remedy ?? status.problem.message;
  if (missing !== undefined) return missingPhotoWords(missing);
  if (outlook?.node !== undefined) return outlook.help ?? outlook.text;
  return outlook?.ms === undefined
    ? 'Run to see a picture'
    : `Run to see a picture, ${about(outlook.ms)}`;
}

/** Shows the photo as long as it is held; from the keyboard it changes over. */
function HoldButton({ title }: { readonly title: string }) {
  const photo = useStage(({ look }) => look === 'photo');
  const hold = (held: boolean) => (event: PointerEvent) => {
    event.stopPropagation();
    useStage.setState({ held });
  };
  return (
    <button
      type="button"
      className={styles.hold}
      aria-pressed={photo}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        hold(true)(event);
      }}
      onPointerUp={hold(false)}
      onPointerCancel={hold(false)}
      onDoubleClick={(event) => event.stopPropagation()}
      onClick={(event) => {
        // A press of a key has no pointer and cannot be held.
        if (event.detail === 0) useStage.setState({ look: photo ? 'dream' : 'photo' });
      }}
    >
      <kbd className={styles.key}>Q</kbd>
      {photo ? 'Back to the dream' : `Hold for the ${title.toLowerCase()}`}
    </button>
  );
}

interface StaleEdgeProps {
  readonly source: PictureSource;
  readonly viewport: Viewport;
}

/** The hatched upper edge of a picture that other values made. */
function StaleEdge({ source, viewport }: StaleEdgeProps) {
  const edge = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const place = () => {
      const shown = source.get();
      const element = edge.current;
      const well = element?.parentElement;
      if (!shown || !element || !well) return;
      const stage = { width: well.clientWidth, height: well.clientHeight };
      const { x, y, zoom } = viewport.place(shown, stage);
      const left = Math.max(0, x);
      const right = Math.min(stage.width, x + shown.width * zoom);
      Object.assign(element.style, {
        left: `${left}px`,
        top: `${Math.max(0, y)}px`,
        width: `${Math.max(0, right - left)}px`,
      });
    };
    place();
    return viewport.subscribe(place);
  }, [source, viewport]);
  return <span ref={edge} className={styles.hatch} />;
}
