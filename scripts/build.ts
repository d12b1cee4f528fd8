import { buildCommand } from './build-command.js';
import { buildKernels } from './build-kernels.ts';

/** Builds what the sources do not run without. Runs after every `npm install`. */
await buildKernels();
await buildCommand();
