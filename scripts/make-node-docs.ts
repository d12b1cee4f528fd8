import { writeFile } from 'node:fs/promises';
import { nodeDocs } from './node-docs.ts';

/** Writes docs/nodes.md. `npm run -s docs`; a test holds that the page is up to date. */
await writeFile('docs/nodes.md', nodeDocs());
