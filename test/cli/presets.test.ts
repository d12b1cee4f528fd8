import { describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import { presetNames } from '../../src/cli/graph/open-graph.ts';
import { ownFolder } from './own-folder.ts';
import { dream } from './run-dream.ts';

const photo = 'assets/samples/stream.jpg';
const names = await presetNames();
const { at } = ownFolder();

describe('every preset', () => {
  const lesson = ['edges', 'textures', 'patterns', 'parts'].flatMap((node) => [
    '--set',
    `${node}.iterations=1`,
  ]);
  const small: Readonly<Record<string, readonly string[]>> = {
    deepstyle: ['--style-iterations', '1', '--iterations', '1', '--octaves', '1'],
    'what-a-network-sees': lesson,
    'what-nanodet-sees': lesson,
    'what-ssd-sees': lesson,
  };
  test.each(names)('%s runs on a sample photo', async (preset) => {
    const flags = small[preset] ?? ['--iterations', '1', '--octaves', '1'];
    const path = at(`${preset}.png`);
    const ran = await dream(photo, '--preset', preset, '--size', '96', ...flags, '-o', path, '-q');
    // A preset without a photo says so; one that dreams on a clip takes it as a clip of one frame.
    if (preset === 'from-noise') {
      expect(ran).toMatchObject({ status: 2, stderr: expect.stringMatching(/loads no picture/) });
      return;
    }
    expect(ran).toMatchObject({ status: 0, stderr: '' });
  });

  test('is listed and described', async () => {
    const { stdout } = await dream('--list');
    for (const name of names) expect(stdout).toContain(name);
    expect((await dream('--describe', 'gentle')).stdout).toMatch(
      /--layer .*\n.*--octaves +6 \(1 to 16, whole\)/,
    );
  });
});

test('the command tells its version', async () => {
  expect(await dream('--version')).toMatchObject({ status: 0, stdout: `dreamgraph ${version}\n` });
});
