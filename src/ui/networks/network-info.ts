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

/** Reads it once, or again where that failed. */
export async function readInfo(key: string | FileReference): Promise<Described> {
  const id = typeof key === 'string' ? key : JSON.stringify(key);
  const known = useDescribed.getState()[id];
  if (known?.state === 'ready') return known;
  const reading = underWay.get(id) ?? tellOf(id);
  underWay.set(id, reading);
  const described = await reading;
  underWay.delete(id);
  return described;
}

const underWay = new Map<string, Promise<Described>>();

async function tellOf(id: string): Promise<Described> {
  useDescribed.setState({ [id]: { state: 'loading' } });
  const found = await worker().describeNetwork(JSON.parse(id) as FileReference);
  const described: Described = found.ok
    ? { state: 'ready', network: found.value }
    : { state: 'failed', message: problemText(found.problem) };
  useDescribed.setState({ [id]: described });
  return described;
}

/** What was read of a network that has its reference only now. */
export function noteInfo(reference: FileReference, network: NetworkInfo): void {
  useDescribed.setState({ [JSON.stringify(reference)]: { state: 'ready', network } });
}
