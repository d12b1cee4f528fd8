import { own } from '../../../common/own.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import { checkSha256, sha256 } from '../../../common/sha256.ts';
import type { Network } from '../network.ts';
import type { Importer, NetworkSource } from '../sources.ts';
import { checkGeometry } from './check-geometry.ts';
import { importLayersModel } from './keras/import-layers-model.ts';

/** By format. Another one is a folder beside keras/ and an entry here (docs/adding-an-importer.md). */
const importers = {
  'layers-model': importLayersModel,
} as const satisfies Readonly<Record<string, Importer>>;

export interface NetworkDescription {
  readonly name: string;
  /** What the network wants for a picture in [0, 1]: scale · x + offset. */
  readonly range: { readonly scale: number; readonly offset: number };
  /** Of its files; a TF.js layers model when absent. */
  readonly format?: keyof typeof importers;
  readonly avoid?: Network['avoid'];
  /** SHA-256 by file; a file that is listed must match. */
  readonly checksums?: Readonly<Record<string, string>>;
}

/** Opens a network: reads, verifies, imports. Weights are unpacked when first used. */
export async function loadNetwork(
  source: NetworkSource,
  description: NetworkDescription,
): Promise<Result<Network>> {
  const { name, range, avoid, format = 'layers-model' } = description;
  const hashes: string[] = [];
  const ir = await importers[format](async (file) => {
    const place = hashes.push('') - 1;
    const read = await readVerified(source, file, description);
    if (!read.ok) return read;
    hashes[place] = read.value.hash;
    return ok(read.value.bytes);
  });
  if (!ir.ok) return ir;
  const fitting = checkGeometry(ir.value);
  if (!fitting.ok) return fitting;
  const hash = await sha256(new TextEncoder().encode(hashes.join()));
  return ok({ name, range, hash, ...(avoid && { avoid }), ir: ir.value });
}

async function readVerified(
  source: NetworkSource,
  file: string,
  { name, checksums }: NetworkDescription,
): Promise<Result<{ bytes: Uint8Array; hash: string }>> {
  const read = await source.read(file);
  if (!read.ok) return read;
  const expected = own(checksums, file);
  const checked = await checkSha256(`${file} of ${name}`, read.value, expected);
  if (checked.ok) return ok({ bytes: read.value, hash: checked.value });
  const remedy = 'Run "npm run -s assets", or download the network again.';
  return fail({ ...checked.problem, code: 'network-checksum', remedy });
}
