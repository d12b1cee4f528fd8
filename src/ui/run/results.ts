import { objectiveCurves } from '../results/curves.ts';
import { pictures } from '../results/pictures.ts';
import { provenance } from '../results/provenance.ts';
import { keptResults } from '../results/saved-results.ts';
import { forgetNodes } from './node-runs.ts';
import { useRun } from './run-store.ts';
import { useVariantPlans } from './variant-plans.ts';

/** What was made for another document does not belong to this one. */
export function forgetResults(): void {
  pictures.clear();
  keptResults.clear();
  forgetNodes();
  useVariantPlans.setState({ plans: new Map() });
  provenance.clear();
  objectiveCurves.clear();
  useRun.setState({
    jobs: new Map(),
    nodes: {},
    plan: {},
    errors: {},
    seeds: {},
    outcome: undefined,
  });
}
