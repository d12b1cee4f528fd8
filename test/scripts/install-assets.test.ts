import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { embeddedNetworks } from '../../models/catalog.ts';
import checksums from '../../models/checksums.json' with { type: 'json' };
import { samples } from '../../models/samples.ts';

const recorded: Readonly<Record<string, string>> = checksums;
const shard = 'models/inception-v3/group1-shard3of6.bin';
const wrongSum = '0'.repeat(64);

describe('what the installation of this checkout has left', () => {
  test.each(Object.entries(recorded))('%s is what is recorded', (path, sum) => {
    expect(sha256(join('assets', path))).toBe(sum);
  });

  test('every network and every photograph is recorded', () => {
    const paths = Object.keys(recorded);
    for (const { name } of embeddedNetworks) expect(paths).toContain(`models/${name}/model.json`);
    for (const { name } of samples) expect(paths).toContain(`samples/${name}.jpg`);
  });

  test.each(embeddedNetworks)('$name ends at $lastLayer, before its classifier', (network) => {
    const path = `assets/models/${network.name}/model.json`;
    const { layers } = JSON.parse(readFileSync(path, 'utf8')).modelTopology.model_config.config;
    expect(layers.at(-1).name).toBe(network.lastLayer);
    expect(layers.map((layer: { class_name: string }) => layer.class_name)).not.toContain('Dense');
  });
});

describe('the script', () => {
  const project = mkdtempSync(join(tmpdir(), 'dreamgraph-assets-'));
  const at = (path: string) => join(project, path);
  mkdirSync(at('models'));
  for (const path of ['node_modules', 'models/nanodet', 'models/samples'])
    symlinkSync(resolve(path), at(path));
  afterAll(() => rmSync(project, { recursive: true }));

  beforeEach(() => {
    rmSync(at('assets'), { recursive: true, force: true });
    cpSync('models/checksums.json', at('models/checksums.json'));
  });

  const install = (...options: string[]) =>
    spawnSync(
      process.execPath,
      ['--import', 'tsx', resolve('scripts/install-assets.ts'), ...options],
      { cwd: project, encoding: 'utf8' },
    );

  test('refuses content that is not what is recorded, names it, and installs nothing', () => {
    writeFileSync(at('models/checksums.json'), JSON.stringify({ ...recorded, [shard]: wrongSum }));
    const { status, stderr } = install();
    expect(status).toBe(1);
    expect(stderr).toContain(`assets/${shard} is not what models/checksums.json records.`);
    expect(stderr).not.toContain('shard2of6');
    expect(existsSync(at('assets'))).toBe(false);
  });

  test('installs all, leaves an intact installation alone, and mends a damaged one', () => {
    expect(install().status).toBe(0);
    for (const [path, sum] of Object.entries(recorded)) {
      expect(sha256(at(`assets/${path}`)), path).toBe(sum);
    }
    const installedAt = statSync(at('assets/samples/mountains.jpg')).mtimeMs;

    expect(install()).toMatchObject({ status: 0, stdout: '' });
    expect(statSync(at('assets/samples/mountains.jpg')).mtimeMs).toBe(installedAt);

    writeFileSync(at(`assets/${shard}`), 'damaged');
    expect(install().status).toBe(0);
    expect(sha256(at(`assets/${shard}`))).toBe(recorded[shard]);
  });

  test('records new sums when asked to', () => {
    writeFileSync(at('models/checksums.json'), JSON.stringify({ [shard]: wrongSum }));
    expect(install('--record').status).toBe(0);
    expect(JSON.parse(readFileSync(at('models/checksums.json'), 'utf8'))).toEqual(recorded);
  });
});

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
