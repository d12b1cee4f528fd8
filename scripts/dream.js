import { buildCommand } from './build-command.js';

// `npm run dream`: the command line, built anew when its sources have changed.
await buildCommand();
await import(new URL('../build/command/main.js', import.meta.url).href);
