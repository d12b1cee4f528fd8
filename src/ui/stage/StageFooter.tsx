import { Check } from 'lucide-react';
import { problemText } from '../../common/result.ts';
import { ActionButton } from '../actions/ActionButton.tsx';
import { actionById, runAction } from '../actions/action.ts';
import { Button } from '../controls/Button.tsx';
import { type NodeStatus, StateMark } from '../glyphs/StateMark.tsx';
import { shownTimeLeft } from '../kit/durations.ts';
import { about } from '../run/outlook.ts';
import { useRun } from '../run/run-store.ts';
import { focusNode } from '../session/canvas-handle.ts';
import { loadLater } from '../session/load-later.tsx';
import { select } from '../session/session-store.ts';
import { PictureButtons } from './PictureButtons.tsx';
import styles from './Stage.module.css';
import { isFinished, type StageStatus } from './use-stage-status.ts';

export interface StageFooterProps {
  readonly node: string;
  readonly status: StageStatus;
}

const marks: Readonly<Record<StageStatus['kind'], NodeStatus>> = {
  empty: 'idle',
  running: 'running',
  done: 'cached',
  stale: 'stale',
  kept: 'stale',
  failed: 'error',
};

/** Few runs fail. */
const RemedyButton = loadLater(
  async () => (await import('../remedies/RemedyButton.tsx')).RemedyButton,
);

/** How the picture stands, and what can be done with it. */
export function StageFooter({ node, status }: StageFooterProps) {
  const { kind } = status;
  const outlook = useRun((state) => state.outlook);
  const missing = kind === 'failed' && outlook?.node === status.node ? outlook.text : undefined;
  const words = missing ?? (kind === 'failed' ? status.brief : status.text);
  const whole = kind === 'failed' ? problemText(status.problem) : words;
  return (
    <footer className={styles.footer} data-kind={kind}>
      <span className={styles.state} title={whole}>
        <StateMark status={marks[kind]} />
        <span className={styles.words}>
          {kind === 'running' ? status.brief : words}
          {kind === 'running' && (
            <span className={styles.step}>{words.slice(status.brief.length)}</span>
          )}
        </span>
        {kind === 'running' && status.msLeft !== undefined && (
          <span className={styles.left}>{shownTimeLeft(status.msLeft)}</span>
        )}
      </span>
      {kind === 'running' && <ActionButton small words action="stop-and-keep" icon={Check} />}
      {kind === 'failed' && (
        <RemedyButton problem={status.problem} node={status.node}>
          <ShowNode node={status.node} />
        </RemedyButton>
      )}
      {isFinished(status) && <PictureButtons node={node} stale={kind === 'stale'} />}
      {(kind === 'stale' || kind === 'kept') && <RunButton />}
    </footer>
  );
}

function RunButton() {
  const ms = useRun(({ outlook }) => outlook?.ms);
  const time = ms === undefined ? '' : `, ${about(ms)}`;
  return (
    <Button small aria-label={`Run${time}`} onClick={() => runAction(actionById('run'))}>
      <span>
        Run<span className={styles.time}>{time}</span>
      </span>
    </Button>
  );
}

/** To the node that is at fault. */
function ShowNode({ node }: { readonly node: string }) {
  return (
    <Button
      small
      onClick={() => {
        select([node]);
        focusNode(node);
      }}
    >
      Show the node
    </Button>
  );
}
