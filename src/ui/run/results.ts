import { objectiveCurves } from './curves.ts';
import { pictures } from './pictures.ts';
import { provenance } from './provenance.ts';
import { useRun } from './run-store.ts';

/** What was made for another document does not belong to this one. */
export function forgetResults(): void {
  pictures.clear();
  provenance.clear();
  objectiveCurves.clear();
  useRun.setState({ nodes: {}, plan: {}, diagnostics: {}, seeds: {}, outcome: undefined });
}
