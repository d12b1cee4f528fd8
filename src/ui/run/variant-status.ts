import { useMemo, useSyncExternalStore } from 'react';
import { shownTime } from '../controls/durations.ts';
import { type Kept, keptResults } from './kept-results.ts';
import type { FooterText } from './node-status.ts';
import { livePictures, type PictureSource } from './pictures.ts';
import { type Job, nameOf, useRun, type VariantId } from './run-store.ts';
import { useVariantPlans, type VariantPlan } from './variant-plans.ts';

export interface VariantStatus {
  readonly footer: FooterText;
  /** What there is to see of it; undefined: nothing yet. */
  readonly source: PictureSource | undefined;
  /** In [0, 1] while it runs. */
  readonly fraction: number | undefined;
  /** Its finished picture with all that is known of it. */
  readonly kept: Kept | undefined;
}

/** What has become of a variant, and what there is to see of it. */
export function useVariantStatus(variant: VariantId): VariantStatus {
  const plan = useVariantPlans(({ plans }) => plans.get(variant));
  const job = useRun(({ jobs }) => jobs.get(variant));
  const kept = useKept(plan?.key);
  const last = useKept(plan?.lastKey);
  const footer = variantFooter(plan, job, kept, last !== undefined);
  const key = kept ? plan?.key : last ? plan?.lastKey : undefined;
  const live = footer.status === 'running';
  const source = useMemo(() => {
    if (live) return livePictures.of(nameOf(variant));
    return key === undefined ? undefined : keptResults.pictureOf(key);
  }, [live, key, variant]);
  return { footer, source, kept, fraction: live ? job?.fraction : undefined };
}

/** Precedence as on nodes: running, will run, error, cached, stale. */
export function variantFooter(
  plan: VariantPlan | undefined,
  job: Job | undefined,
  kept: Pick<Kept, 'run'> | undefined,
  hasOlder: boolean,
): FooterText {
  if (job?.status === 'running') return { status: 'running', text: inCapital(job.detail) };
  if (job?.status === 'waiting') return { status: 'will-run', text: 'Will run' };
  if (kept) return { status: 'cached', text: 'Done', time: kept.run && shownTime(kept.run.ms) };
  if (job?.status === 'failed' && job.key === plan?.key) {
    return { status: 'error', text: job.problem?.message ?? 'Failed' };
  }
  if (plan?.problem && plan.key === undefined) return { status: 'idle', text: plan.problem.remedy };
  if (hasOlder) return { status: 'stale', text: 'Stale: its values changed' };
  return { status: 'idle', text: job?.status === 'stopped' ? 'Stopped' : 'Not run yet' };
}

function inCapital(detail = 'running'): string {
  return `${detail.charAt(0).toUpperCase()}${detail.slice(1)}`;
}

function useKept(key: string | undefined): Kept | undefined {
  return useSyncExternalStore(
    (listener) => (key === undefined ? () => {} : keptResults.subscribe(key, listener)),
    () => (key === undefined ? undefined : keptResults.get(key)),
  );
}
