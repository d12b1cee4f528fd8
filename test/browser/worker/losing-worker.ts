import { backend, getBackend } from '@tensorflow/tfjs-core';
import type { RunContext } from '../../../src/nodes/_run/node-run.ts';
import type { AnyRun } from '../../../src/runtime/execute/executor-types.ts';
import { engineParts } from '../../../src/runtime/worker/engine-parts.ts';
import { serve } from '../../../src/runtime/worker/serve.ts';

const { 'gradient-ascent': ascent } = engineParts.runs as Record<string, AnyRun>;

/** The app's worker; but during an ascent on WebGL the graphics context is lost at the third step. */
serve({ ...engineParts, runs: { ...engineParts.runs, 'gradient-ascent': losing as AnyRun } });

function losing(inputs: never, params: never, context: RunContext) {
  let steps = 0;
  const progress: RunContext['progress'] = (...told) => {
    context.progress(...told);
    steps++;
    if (steps === 3 && getBackend() === 'webgl') loseContext();
  };
  return ascent?.(inputs, params, { ...context, progress });
}

/** As a driver reset does. */
function loseContext(): void {
  const { gpgpu } = backend() as unknown as { gpgpu: { gl: WebGLRenderingContext } };
  gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext();
}
