import { clearCurves } from '../results/curves.ts';
import { pictures } from '../results/pictures.ts';
import { provenance } from '../results/provenance.ts';
import { savedResults } from '../results/saved-results.ts';
import { clearNodes } from './node-runs.ts';
import { useRun } from './run-store.ts';
import { useVariantPlans } from './variant-plans.ts';

/** What was made for another document does not belong to this one. */
export function clearResults(): void {
  pictures.clear();
  savedResults.clear();
  clearNodes();
  useVariantPlans.setState({ plans: new Map() });
  provenance.clear();
  clearCurves();
  useRun.setState({
    jobs: new Map(),
    nodes: {},
    plan: {},
    errors: {},
    outlook: undefined,
    film: undefined,
    seeds: {},
    outcome: undefined,
  });
}
