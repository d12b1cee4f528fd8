import { useSyncExternalStore } from 'react';
import { problemText } from '../../common/result.ts';
import { shownTime } from '../kit/durations.ts';
import { livePictures, type PictureSource } from '../results/pictures.ts';
import { type SavedResult, savedResults } from '../results/saved-results.ts';
import { cutWords, type FooterText, runningBriefly } from './node-status.ts';
import { type Job, nameOf, useRun, type VariantId } from './run-store.ts';
import { useVariantPlans, type VariantPlan } from './variant-plans.ts';

export interface VariantStatus {
  readonly footer: FooterText;
  /** What there is to see of it; undefined: nothing yet. */
  readonly source: PictureSource | undefined;
  /** In [0, 1] while it runs. */
  readonly fraction: number | undefined;
  /** Its finished picture with all that is known of it. */
  readonly saved: SavedResult | undefined;
}

/** What has become of the graph and its variants, in their order. */
export function useVariantStatuses(variants: readonly VariantId[]): readonly VariantStatus[] {
  const plans = useVariantPlans((state) => state.plans);
  const jobs = useRun((state) => state.jobs);
  useSyncExternalStore(savedResults.subscribeAll, savedResults.version);
  return variants.map((id) => statusOf(id, plans.get(id), jobs.get(id)));
}

/** What has become of one of them, and what there is to see of it. */
export function useVariantStatus(variant: VariantId): VariantStatus {
  const plan = useVariantPlans(({ plans }) => plans.get(variant));
  const job = useRun(({ jobs }) => jobs.get(variant));
  useSyncExternalStore(savedResults.subscribeAll, () => {
    const { key = '', lastKey = '' } = plan ?? {};
    return savedResults.get(key) ?? savedResults.get(lastKey);
  });
  return statusOf(variant, plan, job);
}

function statusOf(
  variant: VariantId,
  plan: VariantPlan | undefined,
  job: Job | undefined,
): VariantStatus {
  const { key = '' } = plan ?? {};
  const lastKey = job?.cutKey ?? plan?.lastKey ?? '';
  const saved = savedResults.get(key);
  const last = savedResults.get(lastKey);
  const footer = variantFooter(plan, job, saved, last);
  const live = footer.status === 'running';
  const shownKey = saved ? key : last && lastKey;
  return {
    footer,
    saved,
    fraction: live ? job?.fraction : undefined,
    source: live
      ? livePictures.of(nameOf(variant))
      : shownKey === undefined
        ? undefined
        : savedResults.pictureOf(shownKey),
  };
}

/** Precedence as on nodes: running, will run, error, cached, stale. */
export function variantFooter(
  plan: VariantPlan | undefined,
  job: Job | undefined,
  saved: Pick<SavedResult, 'run'> | undefined,
  older: Pick<SavedResult, 'cut'> | undefined,
): FooterText {
  if (job?.status === 'running') return { status: 'running', text: runningBriefly(job.detail) };
  if (job?.status === 'waiting') return { status: 'will-run', text: 'Will run' };
  if (saved) return { status: 'cached', text: 'Done', time: saved.run && shownTime(saved.run.ms) };
  if (job?.status === 'failed' && job.key === plan?.key) {
    return { status: 'error', text: job.problem ? problemText(job.problem) : 'Failed' };
  }
  if (plan?.problem && plan.key === undefined) {
    return { status: 'idle', text: plan.problem.remedy ?? plan.problem.message };
  }
  if (older?.cut) return { status: 'stale', text: cutWords(older.cut) };
  if (older) return { status: 'stale', text: 'Stale: its values changed' };
  return { status: 'idle', text: job?.status === 'stopped' ? 'Stopped' : 'Not run yet' };
}
