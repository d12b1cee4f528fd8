import { own } from '../../../common/own.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import { sha256 } from '../../../common/sha256.ts';
import type { Network } from '../network.ts';
import {
  type Imported,
  type Importer,
  type NetworkFile,
  NetworkFileError,
  type NetworkSource,
} from '../sources.ts';
import { wantsOf } from '../wants/wants.ts';
import { checkGeometry } from './check-geometry.ts';
import { graphModel } from './graph-model/import-graph-model.ts';
import { layersModel } from './keras/import-layers-model.ts';
import { kerasHdf5, kerasZip } from './keras-file/import-keras-file.ts';
import { onnx } from './onnx/import-onnx.ts';
import { fingerprint, type VerifiedFile, verifyFile } from './verify-file.ts';

/** Another one is a folder beside keras/ and an entry here (docs/adding-an-importer.md). */
const importers: readonly Importer[] = [kerasHdf5, kerasZip, onnx, graphModel, layersModel];

export interface NetworkDescription {
  readonly name: string;
  /** What the network wants of a picture; absent: what its files say, or what is guessed of them. */
  readonly range?: Network['range'];
  readonly offered?: Network['offered'];
  readonly defaultLayers?: Network['defaultLayers'];
  readonly avoid?: Network['avoid'];
  readonly proven?: Network['proven'];
  /** How sentences call the file that was chosen; model.json when absent. */
  readonly main?: string;
  /** SHA-256 by file, of the one that was chosen by ''; a file that is listed must match. */
  readonly checksums?: Readonly<Record<string, string>>;
}

/** Opens a network: reads, verifies, imports. Weights are unpacked when first used. */
export async function loadNetwork(
  source: NetworkSource,
  description: NetworkDescription,
): Promise<Result<Network>> {
  try {
    return await load(source, description);
  } catch (error) {
    if (error instanceof NetworkFileError) return fail(error.problem);
    throw error;
  }
}

async function load(
  source: NetworkSource,
  description: NetworkDescription,
): Promise<Result<Network>> {
  const { name, avoid, offered, defaultLayers, proven } = description;
  const files: VerifiedFile[] = [];
  const open = async (file: string): Promise<Result<NetworkFile>> => {
    const place = files.length;
    files.length += 1;
    const verified = await openVerified(source, file, description);
    if (!verified.ok) return verified;
    files[place] = verified.value;
    return ok(verified.value.file);
  };
  const main = await open('');
  if (!main.ok) return main;
  const importer = importers.find(({ accepts }) => accepts(main.value));
  if (!importer) return fail(unknownFormat(description));
  const imported = await importer.toIr(main.value, open);
  if (!imported.ok) return imported;
  const { ir, notes, format } = imported.value;
  const fitting = checkGeometry(ir);
  if (!fitting.ok) return fitting;
  const hash = await hashOf(files, imported.value);
  const wants = wantsOf(imported.value, description.range);
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  return ok({
    ...{ name, hash, ir, bytes, wants, range: wants[0].range },
    ...(avoid && { avoid }),
    ...(proven && { proven }),
    ...(offered && { offered }),
    ...(defaultLayers && { defaultLayers }),
    ...(format !== undefined && { format }),
    ...(notes && { notes }),
  });
}

async function openVerified(
  source: NetworkSource,
  file: string,
  { name, main = 'model.json', checksums }: NetworkDescription,
): Promise<Result<VerifiedFile>> {
  const opened = await source.open(file);
  if (!opened.ok) return opened;
  return verifyFile(opened.value, `${file || main} of ${name}`, own(checksums, file));
}

async function hashOf(files: readonly VerifiedFile[], { tensors }: Imported): Promise<string> {
  const hashes: string[] = [];
  for (const { file, hash } of files) {
    hashes.push(hash ?? (await fingerprint(file, tensors?.get(file) ?? [])));
  }
  return sha256(new TextEncoder().encode(hashes.join()));
}

function unknownFormat({ name, main = 'model.json' }: NetworkDescription) {
  const formats = importers.map(({ words }) => words).join(', or ');
  return {
    code: 'network-format',
    message: `${main} of ${name} is of no format that is known here: it should be ${formats}.`,
    remedy: 'Choose another file, or export the network again.',
  };
}
