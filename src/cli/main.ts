import { argv, exit, stderr, stdout } from 'node:process';
import { dream } from './dream.ts';

// Unfinished temporary files go when the process exits in order.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => exit(1));

const result = await dream(argv.slice(2), { stdout, stderr });
// Workers and sockets of libraries must not keep a finished command alive.
exit(result);
