import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect } from 'react';
import { IconButton } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { matches } from '../kit/keys.ts';
import { pictures } from '../results/pictures.ts';
import { Modal } from '../session/Modal.tsx';
import { closeDialog, openDialog } from '../session/session-store.ts';
import viewer from '../viewer/Viewer.module.css';
import { ZoomablePicture } from '../viewer/ZoomablePicture.tsx';
import { PictureButtons } from './PictureButtons.tsx';
import { LookChoice } from './StageHeader.tsx';
import { toggleSplit, useStage } from './stage-store.ts';
import { pictureNodes } from './subject.ts';
import { isFinished, useStageStatus } from './use-stage-status.ts';
import {
  useComparison,
  useLiveSource,
  useSubject,
  useTitle,
  useWholePicture,
} from './use-subject.ts';

/** The picture of a node, or of the Stage, as large as the window; live during a run. */
export function FullScreen({ node }: { readonly node?: string | undefined }) {
  const subject = useSubject();
  const shown = node ?? subject?.node;
  return shown === undefined ? null : <NodeFullScreen key={shown} node={shown} />;
}

function NodeFullScreen({ node }: { readonly node: string }) {
  const title = useTitle(node);
  const source = useLiveSource(node);
  const comparison = useComparison(node);
  const status = useStageStatus(node);
  useWholePicture(node);
  useWholePicture(comparison?.node);
  const look = useStage((state) => (state.held ? 'photo' : state.look));
  const divide = useStage((state) => state.divide);
  const document = useDocument((state) => state.document);
  const nodes = pictureNodes(document).filter((id) => id === node || pictures.get(id));
  const at = nodes.indexOf(node);
  const go = (by: number) => {
    const next = nodes[at + by];
    if (next !== undefined) openDialog({ kind: 'picture', node: next });
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (event.key === 'ArrowLeft') go(-1);
      else if (event.key === 'ArrowRight') go(1);
      else if (matches(event, 'S')) toggleSplit();
      else if (matches(event, 'P')) closeDialog();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
  return (
    <Modal wide title={title} className={viewer.viewer}>
      <ZoomablePicture
        source={source}
        label={`Picture of ${title}`}
        compared={comparison}
        look={look}
        divide={divide}
        onDivide={(share) => useStage.setState({ divide: share })}
        about={status.kind === 'failed' ? status.problem.message : status.text}
      >
        <LookChoice compared={comparison?.title} />
        <IconButton
          label="The picture before"
          icon={ChevronLeft}
          disabled={at <= 0}
          onClick={() => go(-1)}
        />
        <IconButton
          label="The next picture"
          icon={ChevronRight}
          disabled={at === nodes.length - 1}
          onClick={() => go(1)}
        />
        {isFinished(status) && <PictureButtons node={node} stale={status.kind === 'stale'} />}
      </ZoomablePicture>
    </Modal>
  );
}
