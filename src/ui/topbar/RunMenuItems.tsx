import { actionById, runAction } from '../actions/action.ts';
import { MenuHeading, MenuItem, MenuLine, MenuSwitch } from '../controls/Menu.tsx';
import { useDocument } from '../document/document-store.ts';
import { selectedNodes } from '../document/selection.ts';
import { shownBytes } from '../kit/durations.ts';
import { shownKeys } from '../kit/keys.ts';
import { setTelling } from '../run/away.ts';
import { expectedTime } from '../run/expected-time.ts';
import { cheap } from '../run/live.ts';
import { about } from '../run/outlook.ts';
import { whatOf } from '../run/run-queue.ts';
import { setLive, useRunSettings } from '../run/run-settings.ts';
import { useRun } from '../run/run-store.ts';
import { renderRange, runOrEnqueue } from '../run/runner.ts';
import { ComputesOn } from './ComputesOn.tsx';
import { proofOf, proofSize } from './proof.ts';
import { QueueList } from './QueueList.tsx';

/** What waits to run, the ways to run, and what computes. */
export function RunMenuItems() {
  return (
    <>
      <QueueList />
      <WaysToRun />
      <MenuLine />
      <Switches />
      <MenuLine />
      <ComputesOn />
    </>
  );
}

function Switches() {
  const { live, tell } = useRunSettings();
  return (
    <>
      <MenuSwitch on={live} note={`changes under ${cheap / 1000} s run at once`} onChange={setLive}>
        Live
      </MenuSwitch>
      <MenuSwitch on={tell} note="runs over 30 s" onChange={(on) => void setTelling(on)}>
        Tell me when it is done
      </MenuSwitch>
    </>
  );
}

function WaysToRun() {
  const { document, variant } = useDocument();
  const running = useRun(({ current }) => current !== undefined);
  const outlook = useRun((state) => state.whole ?? state.outlook);
  const { frame } = useDocument();
  const film = document.sequence !== undefined;
  const selected = selectedNodes().map(({ id }) => id);
  const variants = [undefined, ...document.variants.map(({ id }) => id)];
  const proof = proofOf(document);
  const timed = (ms: number | undefined) => (ms === undefined ? undefined : about(ms));
  const runNote = outlook?.ms === undefined ? undefined : about(outlook.ms);
  const memory = outlook?.bytes === undefined ? undefined : shownBytes(outlook.bytes);
  const act = (id: string) => () => void runAction(actionById(id));
  const empty = document.nodes.length === 0;
  return (
    <>
      <MenuItem
        disabled={empty}
        note={[runNote, memory, shownKeys('Mod+Enter')].filter(Boolean).join(' · ')}
        onSelect={act('run')}
      >
        {running ? 'Add to the queue' : film ? 'Render the range' : 'Run'}
      </MenuItem>
      {outlook?.tooLarge && <MenuHeading>{outlook.tooLarge}</MenuHeading>}
      {film && (
        <MenuItem onSelect={() => void renderRange({ first: frame, last: frame })}>
          Render frame {frame} alone
        </MenuItem>
      )}
      {selected.length > 0 && (
        <MenuItem
          note={timed(expectedTime(document, [variant], selected))}
          onSelect={act('run-here')}
        >
          {whatOf(document, selected)}
        </MenuItem>
      )}
      {proof && (
        <MenuItem
          note={timed(expectedTime(proof, [variant]))}
          onSelect={() => {
            const what = `Proof at ${proofSize} px`;
            void runOrEnqueue({ what, variants: [variant], document: proof, title: what });
          }}
        >
          A proof at {proofSize} px first
        </MenuItem>
      )}
      {variants.length > 1 && (
        <MenuItem note={timed(expectedTime(document, variants))} onSelect={act('run-all')}>
          Run the graph and all {variants.length - 1} variants
        </MenuItem>
      )}
      <MenuItem disabled={empty} note="forgets what is cached" onSelect={act('run-anew')}>
        Run again from nothing
      </MenuItem>
    </>
  );
}
