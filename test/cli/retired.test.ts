import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Document } from '../../src/graph/document/document.ts';
import { ownFolder } from './own-folder.ts';
import { dream } from './run-dream.ts';

const { at } = ownFolder();
const photo = 'assets/samples/stream.jpg';
const quick = ['--size', '80', '--octaves', '1', '--iterations', '1'];

/** A graph of before, with the network and the photo that it had. */
async function graphOf(network: string, sample: string): Promise<string> {
  const preset: Document = JSON.parse(await readFile('presets/deepdream.json', 'utf8'));
  const files: Readonly<Record<string, string>> = { network, photo: sample };
  const nodes = preset.nodes.map((node) => {
    const name = files[node.id];
    return name ? { ...node, params: { ...node.params, file: { from: 'bundled', name } } } : node;
  });
  await writeFile(at('old.dream.json'), JSON.stringify({ ...preset, nodes }));
  return at('old.dream.json');
}

test('a graph with a sample that no longer comes along says so, and what to do', async () => {
  const graph = await graphOf('ssd', 'cats');
  const ran = await dream('--graph', graph, ...quick, '-o', at('a.png'));
  const sentence =
    'The sample picture "Animal locomotion: a house cat" no longer comes with Dreamgraph. Choose another, such as Picos de Europa, or a file of your own.';
  expect(ran.status).toBe(2);
  expect(ran.stderr).toContain(`Note: Load Image, picture: ${sentence}`);
  expect(ran.stderr.trim().split('\n').at(-1)).toBe(`Load Image: ${sentence}`);
});

test('it runs on another photo and network without a word', async () => {
  const graph = await graphOf('mobilenet-v2', 'cats');
  const ran = await dream(
    photo,
    '--graph',
    graph,
    '--network',
    'nanodet',
    ...quick,
    '-o',
    at('b.png'),
    '-q',
  );
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  const loud = await dream(photo, '--graph', graph, ...quick, '-o', at('c.png'));
  expect(loud.status).toBe(2);
  expect(loud.stderr).toContain('Note: Load Network, network: The network "MobileNetV2" no longer');
  expect(loud.stderr).not.toContain('house cat');
});

test('the network that no longer comes along is known by name, the photos by their path', async () => {
  const network = await dream(photo, '--network', 'mobilenet-v2', '-o', at('d.png'), '-q');
  expect(network.stderr).toBe(
    'Load Network: The network "MobileNetV2" no longer comes with Dreamgraph. Choose SSD MobileNetV2 or Inception V3, or a file of your own.\n',
  );
  const path = await dream('assets/samples/alps.jpg', '-o', at('e.png'), '-q');
  expect(path.status).toBe(2);
  expect(path.stderr).toContain('The sample picture "Alpine landscape" no longer comes');
});
