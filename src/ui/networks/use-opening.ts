import { useEffect, useState } from 'react';
import { elsewhere } from '../../common/addresses.ts';
import { problemText, type Result } from '../../common/result.ts';
import type { PlacedFile } from '../kit/files.ts';
import { notify } from '../session/session-store.ts';
import type { DownloadProgress } from './download.ts';
import { type NetworkAddress, openFiles, openFromUrl } from './open-network.ts';
import type { Opened } from './read-network.ts';
import type { OwnReference } from './stored-networks.ts';

export interface Opening {
  /** What is being read, in words. */
  readonly reading: string | undefined;
  readonly progress: DownloadProgress | undefined;
  /** Why the last one was not opened. */
  readonly problem: string | undefined;
  /** What is to be known of the last one, which was opened. */
  readonly remark: string | undefined;
  /** A download that leads to another server, which the person has not allowed yet. */
  readonly asked: NetworkAddress | undefined;
  readonly open: (files: readonly PlacedFile[]) => void;
  readonly download: (address: NetworkAddress) => void;
  /** Of the download that is under way. */
  readonly stop: (() => void) | undefined;
  /** Forgets what went wrong. */
  readonly dismiss: () => void;
}

interface State {
  readonly reading?: string;
  readonly progress?: DownloadProgress | undefined;
  readonly problem?: string | undefined;
  readonly remark?: string | undefined;
  readonly asked?: NetworkAddress;
  readonly stop?: AbortController;
}

/** Opens networks from files and addresses. @param onOpened with what was read and is kept now. */
export function useOpening(
  missing: OwnReference | undefined,
  onOpened: (opened: Opened) => void,
): Opening {
  const [state, setState] = useState<State>({});
  const { stop } = state;
  // Whoever closes the dialog does not wait for the download any more.
  useEffect(() => () => stop?.abort(), [stop]);
  const settle = (opened: Result<Opened>) => {
    if (!opened.ok) return setState({ problem: problemText(opened.problem) });
    setState({ remark: remarkOn(opened.value) });
    onOpened(opened.value);
    void opened.value.kept.then((problem) => problem && notify(problemText(problem), 'alert'));
  };
  const open = (files: readonly PlacedFile[]) => {
    const [first] = files;
    if (!first) return;
    const what = files.length === 1 ? first.path : `${files.length} files`;
    setState({ reading: `Reading ${what}…` });
    void openFiles(files, missing).then(settle);
  };
  const download = (address: NetworkAddress) => {
    const controller = new AbortController();
    setState({ stop: controller });
    const tell = (progress: DownloadProgress) => setState((all) => ({ ...all, progress }));
    void openFromUrl(address, tell, controller.signal, missing).then((opened) => {
      settle(opened);
      if (opened.ok || opened.problem.code !== elsewhere) return;
      setState((all) => ({ ...all, asked: { ...address, leave: true } }));
    });
  };
  const { reading, progress, problem, remark, asked } = state;
  return {
    ...{ reading, progress, problem, remark, asked, open, download },
    stop: stop && (() => stop.abort()),
    dismiss: () => setState({}),
  };
}

function remarkOn({ insteadOf }: Opened): string | undefined {
  if (!insteadOf) return undefined;
  const file = insteadOf.name.replace(/^.*[/\\]/, '');
  return `This ${file} is another file than the one that the graph was made with: its content differs. Use it, and the graph goes on with this one.`;
}
