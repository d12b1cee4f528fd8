import type { Document } from '../../graph/document.ts';
import { graphIndex } from '../../graph/graph-index.ts';
import { nodeTitle } from '../../graph/names.ts';
import {
  type Plan,
  pinSeeds,
  type RgbaPicture,
  type RunEvent,
  type StepNews,
} from '../../runtime/client.ts';
import { useDocument } from '../document/document-store.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { objectiveCurves } from './curves.ts';
import { pictures } from './pictures.ts';
import { createProgress } from './progress.ts';
import { provenance } from './provenance.ts';
import { patchNode, useRun } from './run-store.ts';

/** Turns what a run tells into what the nodes show. */
export function listenTo(plan: Plan, document: Document): (event: RunEvent<RgbaPicture>) => void {
  const made = pinSeeds(document, plan.seeds);
  const keys = new Map(plan.steps.map(({ step, key }) => [step, key]));
  const progress = createProgress(plan);
  return (event) => {
    if (!('step' in event)) return;
    hearStep(event, keys.get(event.step));
    if (event.kind === 'preview') return;
    if (event.kind === 'step-done') provenance.set(event.node, made);
    const told = progress.hear(event);
    const { current } = useRun.getState();
    if (told && current) useRun.setState({ current: { ...current, ...told } });
  };
}

function hearStep(event: StepNews<RgbaPicture>, key: string | undefined): void {
  const { node } = event;
  switch (event.kind) {
    case 'step-start':
      objectiveCurves.start(node);
      patchNode(node, {
        status: 'running',
        fraction: 0,
        startedAt: performance.now(),
        octave: undefined,
        octaves: undefined,
        problem: undefined,
        warnings: undefined,
      });
      break;
    case 'progress': {
      const octave = octaveOf(event.detail);
      if (event.objective !== undefined) {
        objectiveCurves.add(node, { octave: octave?.octave ?? 0, objective: event.objective });
      }
      patchNode(node, { fraction: event.fraction, detail: event.detail, ...octave });
      break;
    }
    case 'preview': {
      const { width, height } = event.picture;
      pictures.set(node, { width, height, pixels: event.picture, final: event.final });
      break;
    }
    case 'warning': {
      const before = useRun.getState().nodes[node]?.warnings ?? [];
      const others = before.filter(({ code }) => code !== event.problem.code);
      patchNode(node, { warnings: [...others, event.problem] });
      break;
    }
    case 'step-done':
      patchNode(node, { status: 'done', ms: event.ms, cached: event.cached, key });
      break;
    case 'step-failed':
      patchNode(node, { status: 'failed', problem: event.problem });
      break;
    case 'step-skipped':
      patchNode(node, { status: 'skipped', because: titleOf(event.because) });
  }
}

/** The seeds of a plan by `node.param`. */
export function seedsOf({ seeds }: Plan): Readonly<Record<string, number>> {
  return Object.fromEntries(seeds.map(({ node, param, seed }) => [`${node}.${param}`, seed]));
}

/** "octave 2 of 5" */
export function octaveOf(
  detail: string | undefined,
): { readonly octave: number; readonly octaves: number } | undefined {
  const [, octave, octaves] = /octave (\d+) of (\d+)/i.exec(detail ?? '') ?? [];
  return octave && octaves ? { octave: Number(octave), octaves: Number(octaves) } : undefined;
}

function titleOf(id: string): string {
  const node = graphIndex(useDocument.getState().document).nodes.get(id);
  return node ? nodeTitle(node, definitionOf(node)) : id;
}
