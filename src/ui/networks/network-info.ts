import { useEffect, useMemo, useState } from 'react';
import { create } from 'zustand';
import { problemText, type Result } from '../../common/result.ts';
import type { FileReference } from '../../graph/params/file.ts';
import type { GradientCheck, NetworkInfo } from '../../runtime/browser.ts';
import { worker } from '../run/worker.ts';
import { useNetworkNotes, withNotes } from './network-notes.ts';

export type Described =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly network: NetworkInfo }
  | { readonly state: 'failed'; readonly message: string };

const useDescribed = create<Readonly<Record<string, Described>>>(() => ({}));

/**
 * What a network consists of, with the layers that the person added to those offered; read by the
 * worker once it is asked for.
 */
export function useNetworkInfo(reference: FileReference | undefined): Described | undefined {
  const key = reference && JSON.stringify(reference);
  const described = useDescribed((all) => (key ? all[key] : undefined));
  useEffect(() => {
    if (key) void readInfo(key);
  }, [key]);
  const notes = useNetworkNotes(described?.state === 'ready' ? described.network.hash : undefined);
  return useMemo(
    () =>
      described?.state === 'ready'
        ? { ...described, network: withNotes(described.network, notes) }
        : described,
    [described, notes],
  );
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

/** By hash: a network is checked once in a visit. */
const checks = new Map<string, Result<GradientCheck>>();

/**
 * What the worker finds when it compares the network's gradient with small changes of a picture;
 * undefined until then. Layers whose gradient is wrong are no longer offered.
 * @param hash of that network.
 */
export function useGradientCheck(
  reference: FileReference,
  hash: string,
): Result<GradientCheck> | undefined {
  const [check, setCheck] = useState(checks.get(hash));
  useEffect(() => {
    if (checks.has(hash)) return;
    // Who has gone on is not kept waiting by the layers that are left.
    const leaving = new AbortController();
    void worker()
      .checkNetwork(reference, leaving.signal)
      .then((found) => {
        if (leaving.signal.aborted) return;
        checks.set(hash, found);
        setCheck(found);
      });
    return () => leaving.abort();
  }, [reference, hash]);
  useEffect(() => {
    const wrong = check?.ok ? check.value.wrong : undefined;
    // As it was read: what the person offers too is left to them.
    const read = useDescribed.getState()[JSON.stringify(reference)];
    if (wrong === undefined || read?.state !== 'ready') return;
    noteInfo(reference, withoutLayersFrom(read.network, wrong));
  }, [reference, check]);
  return check;
}

/** @returns the same network where nothing of it changes. */
function withoutLayersFrom(network: NetworkInfo, wrong: string): NetworkInfo {
  const at = network.offered.indexOf(wrong);
  if (at < 0) return network;
  const offered = network.offered.slice(0, at);
  const usual = network.defaultLayers.filter((layer) => offered.includes(layer));
  const last = offered.at(-1);
  return { ...network, offered, defaultLayers: usual.length > 0 || !last ? usual : [last] };
}
