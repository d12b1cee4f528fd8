import { create } from 'zustand';
import { useRun } from '../run/run-store.ts';

interface NewVersion {
  /** A version of the app that is stored already, but waits until no tab uses the one before. */
  readonly waiting: ServiceWorker | undefined;
  /** It has taken over, in this tab or another one, while this tab was dreaming. */
  readonly taken: boolean;
}

export const useNewVersion = create<NewVersion>(() => ({ waiting: undefined, taken: false }));

/**
 * Keeps the app in this browser, so that it opens and dreams without its server. Not in development,
 * where files change; where the browser refuses it (a private window), the app works as long as it is
 * online.
 */
export function startOffline(): void {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
  const start = () => void register().catch(() => {});
  if (document.readyState === 'complete') start();
  else window.addEventListener('load', start, { once: true });
}

async function register(): Promise<void> {
  const { serviceWorker } = navigator;
  await serviceWorker.register('offline.js');
  const registration = await serviceWorker.getRegistration();
  if (registration) watch(registration);
}

/** Every tab of the app goes over to it; those that dream, when they are asked to once more. */
export function takeNewVersion(): void {
  const { waiting, taken } = useNewVersion.getState();
  if (taken) location.reload();
  else waiting?.postMessage('take-over');
}

function watch(registration: ServiceWorkerRegistration): void {
  const { serviceWorker } = navigator;
  const update = () => {
    // Without one that is active this is the first visit, and nothing has to give way.
    if (registration.active) useNewVersion.setState({ waiting: registration.waiting ?? undefined });
  };
  const follow = () => registration.installing?.addEventListener('statechange', update);
  update();
  follow();
  registration.addEventListener('updatefound', follow);
  let controlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (controlled) reloadUnlessRunning();
    controlled = true;
  });
}

/** A run would be lost with the page, so it may end first. */
function reloadUnlessRunning(): void {
  if (useRun.getState().current) useNewVersion.setState({ taken: true });
  else location.reload();
}
