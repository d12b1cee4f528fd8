import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildCommand } from './build-command.js';

// `npm run dream`: the command line, built anew when its sources have changed.
await buildCommand();
goWherePersonIs();
await import(new URL('../build/command/main.js', import.meta.url).href);

/** npm runs scripts in the folder of their package; paths are meant from where npm was called. */
function goWherePersonIs() {
  const { INIT_CWD: called, npm_lifecycle_event: script, npm_package_json: manifest } = process.env;
  if (!called || script !== 'dream' || !manifest || !existsSync(called)) return;
  const own = fileURLToPath(new URL('../package.json', import.meta.url));
  if (existsSync(manifest) && realpathSync(manifest) === realpathSync(own)) process.chdir(called);
}
