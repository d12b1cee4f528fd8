import { type ComponentType, lazy, Suspense } from 'react';
import { notify } from '../passing/passing-store.ts';

/** A component whose code is loaded when it is first shown, so that the page opens sooner. */
export function loadLater<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load().catch(tellMissing) }));
  return (props) => (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}

/** The server is gone, or has another version of the app by now. */
function tellMissing(): ComponentType {
  notify(
    'This part of the app could not be loaded. Your graph is kept: check the connection and reload the page.',
    'alert',
  );
  return () => null;
}
