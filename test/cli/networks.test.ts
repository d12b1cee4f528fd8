import { copyFile, readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ownFolder } from './own-folder.ts';
import { dream, dreamIn } from './run-dream.ts';

const resnet = 'test/fixtures/networks/onnx/resnet18.onnx';
const photo = 'assets/samples/acanthus.jpg';

describe('--describe of a network', () => {
  test('says what it consists of, what it wants and why, and that its gradient is right', async () => {
    const { status, stdout } = await dream('--describe', resnet);
    expect(status).toBe(0);
    expect(stdout).toContain('ONNX, opset 9');
    expect(stdout).toMatch(/imagenet, rgb +Its layers are named as in torchvision's networks\./);
    expect(stdout).toMatch(/^\* \/layer3\.1\/relu_1\/Relu +relu, \d+ channels, stride 16/m);
    expect(stdout).toMatch(/^ {2}\/layer3\.1\/Add /m);
    expect(stdout).toContain('Operations: 21 convolution');
    expect(stdout).toMatch(/largest error 0\.00\d/);
  });

  test('as JSON, for programs', async () => {
    const { stdout } = await dream('--describe', resnet, '--json');
    const about = JSON.parse(stdout);
    expect(about).toMatchObject({
      format: 'ONNX, opset 9',
      defaultLayers: ['/layer3.1/relu_1/Relu'],
      notes: [],
    });
    expect(about.wants[0]).toMatchObject({ values: 'imagenet', order: 'rgb' });
    expect(about.offered).toHaveLength(9);
    expect(about.layers.at(-1)).toMatchObject({ receptiveField: 'all' });
    expect(about.gradient.error).toBeLessThan(0.1);
  });

  test.each([
    [['--describe', 'docs/networks.md'], 'This is not a graph'],
    [['--describe', photo], 'Only PNG, GIF and WebP pictures and films can carry a graph'],
    [['--describe', 'deepdream', '--json'], '--json belongs to --describe of a network'],
    [['--describe', 'none.onnx'], 'There is no file none.onnx'],
    [[photo, '--values', 'caffee'], '--values: "caffee" does not fit'],
    [[photo, '--order', 'grb'], '--order: "grb" does not fit'],
  ])('%j is refused in words', async (args, words) => {
    const { status, stderr } = await dream(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
  });
});

const folder = ownFolder();

test('a network of one’s own dreams on a layer from its middle, in the values that are set', async () => {
  const picture = async (name: string, ...args: readonly string[]) => {
    const out = folder.at(name);
    const made = ['--network', resnet, '--size', '96', '-o', out, '-q', '--no-metadata'];
    const { status, stderr } = await dream(photo, ...made, ...args);
    expect([status, stderr]).toEqual([0, '']);
    return readFile(out);
  };
  const [guessed, same, other] = [
    await picture('a.png', '--deterministic'),
    await picture('b.png', '--deterministic', '--values', 'imagenet', '--order', 'rgb'),
    await picture('c.png', '--deterministic', '--values', 'imagenet', '--order', 'bgr'),
  ];
  expect(same.equals(guessed)).toBe(true);
  expect(other.equals(guessed)).toBe(false);
});

test('a picture carries its network by name and hash; another file of that name is refused', async () => {
  const out = folder.at('carried.png');
  await copyFile(resnet, folder.at('own.onnx'));
  const made = ['--network', folder.at('own.onnx'), '--size', '64', '-o', out, '-q'];
  expect(await dream(photo, ...made)).toMatchObject({ status: 0 });
  const again = () =>
    dreamIn(folder.path(), '--graph', out, '--image', resolve(photo), '-o', 'b.png', '-q');
  expect(await again()).toMatchObject({ status: 0 });
  await copyFile('test/fixtures/networks/onnx/squeezenet.onnx', folder.at('own.onnx'));
  const wrong = await again();
  expect(wrong.stderr).toContain('is not the file that the graph was made with');
  await rm(folder.at('own.onnx'));
  expect((await again()).stderr).toContain('There is no file own.onnx here or beside the graph');
});
