import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import { wasmUrls } from '../../../src/engine/backend/wasm-urls.ts';

const used = await useBackend('wasm', { wasmPaths: wasmUrls });
postMessage(used.ok ? `${used.value.backend} passed` : used.problem.message);
