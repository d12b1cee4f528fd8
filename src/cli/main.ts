import { argv, exit } from 'node:process';
import { dream } from './dream.ts';
import { endOnFaults, endOnSignals } from './terminal/process-end.ts';
import { processTerminal } from './terminal/process-terminal.ts';

endOnSignals();
endOnFaults();
const result = await dream(argv.slice(2), processTerminal());
// Workers and sockets of libraries must not keep a finished command alive.
exit(result);
