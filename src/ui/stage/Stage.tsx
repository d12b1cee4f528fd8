import { PanelRightOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useDocument } from '../document/document-store.ts';
import { StateMark } from '../glyphs/StateMark.tsx';
import { shownTimeLeft } from '../kit/durations.ts';
import { OctaveBar } from '../node/OctaveBar.tsx';
import { Thumb } from '../results/Thumb.tsx';
import { photosToRun } from '../run/photos.ts';
import { useLayout } from '../session/layout-store.ts';
import { loadLater } from '../session/load-later.tsx';
import styles from './Stage.module.css';
import { StageFooter } from './StageFooter.tsx';
import { StageHeader } from './StageHeader.tsx';
import { StageWell } from './StageWell.tsx';
import { useStage } from './stage-store.ts';
import type { Subject } from './subject.ts';
import { type StageStatus, useStageStatus } from './use-stage-status.ts';
import { useComparison, useLiveSource, useSubject, useTitle } from './use-subject.ts';

export interface StageProps {
  /** How high the picture is, in pixels; undefined: as high as there is room. */
  readonly height?: number | undefined;
  /** Without its header, and never folded. */
  readonly plain?: boolean | undefined;
  readonly drag?: React.HTMLAttributes<HTMLElement> | undefined;
  /** The edges by which it is made larger. */
  readonly children?: ReactNode;
}

/** One picture large: the result of the last run, or of the node that is selected or pinned. */
export function Stage({ height, plain, drag, children }: StageProps) {
  const subject = useSubject();
  const folded = useLayout(({ stage }) => stage.folded);
  if (!subject) return null;
  return folded && !plain ? (
    <FoldedStage subject={subject} drag={drag} />
  ) : (
    <OpenStage subject={subject} drag={drag} height={height} plain={plain}>
      {children}
    </OpenStage>
  );
}

/** The code comes with the first graph that has several photos. */
const PhotoSheet = loadLater(async () => (await import('../batch/PhotoSheet.tsx')).PhotoSheet);
const SheetFooter = loadLater(async () => (await import('../batch/SheetFooter.tsx')).SheetFooter);

/** Whether the Stage shows all photos of the graph. */
function useSheet(): boolean {
  const several = useDocument(({ document }) => photosToRun(document) !== undefined);
  return useStage((state) => state.sheet) && several;
}

interface ShownStageProps extends StageProps {
  readonly subject: Subject;
}

function OpenStage({ subject, height, plain, drag, children }: ShownStageProps) {
  const { node } = subject;
  const title = useTitle(node);
  const comparison = useComparison(node);
  const status = useStageStatus(node);
  const sheet = useSheet();
  return (
    <section
      className={styles.stage}
      aria-label={`Stage: ${title}`}
      data-stage
      data-fills={height === undefined}
    >
      {!plain && <StageHeader subject={subject} compared={comparison?.title} drag={drag} />}
      <div className={styles.place} style={height === undefined ? undefined : { height }}>
        {sheet ? (
          <PhotoSheet onOpen={() => useStage.setState({ sheet: false })} />
        ) : (
          <StageWell node={node} comparison={comparison} status={status} />
        )}
      </div>
      {!sheet && status.kind === 'running' && status.worker !== undefined && (
        <div className={styles.bar}>
          <OctaveBar node={status.worker} />
        </div>
      )}
      {sheet ? <SheetFooter node={node} /> : <StageFooter node={node} status={status} />}
      <p role="status" data-visually-hidden>
        {spoken(status)}
      </p>
      {children}
    </section>
  );
}

/** Of a run its octaves; more would never fall silent. */
function spoken(status: StageStatus): string {
  if (status.kind === 'failed') return status.problem.message;
  return status.kind === 'running' ? status.brief : status.text;
}

/** A bar with the picture as a thumbnail. */
function FoldedStage({ subject, drag }: ShownStageProps) {
  const { node } = subject;
  const title = useTitle(node);
  const source = useLiveSource(node);
  const status = useStageStatus(node);
  return (
    <section className={styles.folded} aria-label={`Stage: ${title}`} data-stage {...drag}>
      <Thumb source={source} label={`Picture of ${title}`} className={styles.thumb} />
      <h2 className={styles.title}>{title}</h2>
      {status.kind === 'running' && (
        <>
          <StateMark status="running" />
          <span className={styles.working}>{status.brief}</span>
          {status.msLeft !== undefined && <span>{shownTimeLeft(status.msLeft)}</span>}
        </>
      )}
      <span className={styles.space} />
      <ActionButton small action="fold-stage" icon={PanelRightOpen} />
    </section>
  );
}
