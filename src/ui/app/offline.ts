import { create } from 'zustand';

/** A version of the app that is kept already, but waits until no tab uses the one before. */
export const useNewVersion = create<{ readonly waiting: ServiceWorker | undefined }>(() => ({
  waiting: undefined,
}));

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

/** Every tab of the app goes over to it. */
export function takeNewVersion(): void {
  useNewVersion.getState().waiting?.postMessage('take-over');
}

function watch(registration: ServiceWorkerRegistration): void {
  const { serviceWorker } = navigator;
  const tell = () => {
    // Without one that is active this is the first visit, and nothing has to give way.
    if (registration.active) useNewVersion.setState({ waiting: registration.waiting ?? undefined });
  };
  const follow = () => registration.installing?.addEventListener('statechange', tell);
  tell();
  follow();
  registration.addEventListener('updatefound', follow);
  let controlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (controlled) location.reload();
    controlled = true;
  });
}
