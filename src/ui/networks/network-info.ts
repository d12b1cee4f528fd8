import { useEffect } from 'react';
import { create } from 'zustand';
import { problemText } from '../../common/result.ts';
import type { FileReference } from '../../graph/params/file.ts';
import type { NetworkInfo } from '../../runtime/browser.ts';
import { worker } from '../run/worker.ts';

export type Described =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly network: NetworkInfo }
  | { readonly state: 'failed'; readonly message: string };

const useDescribed = create<Readonly<Record<string, Described>>>(() => ({}));

/** What a network consists of; read by the worker once it is asked for. */
export function useNetworkInfo(reference: FileReference | undefined): Described | undefined {
  const key = reference && JSON.stringify(reference);
  const described = useDescribed((all) => (key ? all[key] : undefined));
  useEffect(() => {
    if (key) void readInfo(key);
  }, [key]);
  return described;
}

async function readInfo(key: string): Promise<void> {
  const known = useDescribed.getState()[key];
  if (known && known.state !== 'failed') return;
  useDescribed.setState({ [key]: { state: 'loading' } });
  const found = await worker().describeNetwork(JSON.parse(key) as FileReference);
  useDescribed.setState({
    [key]: found.ok
      ? { state: 'ready', network: found.value }
      : { state: 'failed', message: problemText(found.problem) },
  });
}
