import { readdir } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { motifs } from '../../src/nodes/motifs.ts';
import { ownFolder } from './own-folder.ts';
import { dream } from './run-dream.ts';

const photo = 'assets/samples/boats.jpg';
const quick = ['--size', '96', '--octaves', '2', '--iterations', '2', '-q', '--no-metadata'];
const { at, path } = ownFolder();

async function pixels(...flags: readonly string[]): Promise<Buffer> {
  const output = at('dream.png');
  expect(await dream(photo, ...quick, ...flags, '-o', output)).toEqual({
    ...{ status: 0, stdout: '', stderr: '' },
  });
  return sharp(output).raw().toBuffer();
}

test('a motif stands for its channels and its recipe, unless told otherwise', async () => {
  const mean = ['--set', 'objective.measure=mean'];
  const layers = ['--layer', 'mixed5[159]:0.5', '--layer', 'mixed5[53+172]'];
  const spelled = ['--network', 'inception-v3', ...layers, ...mean, '--form', '1'];
  const colour = ['--set', 'ascent.colour=0.9'];
  const byName = await pixels('--motif', 'coil:0.5', '--motif', 'fan');
  expect(byName).toEqual(await pixels(...spelled, ...colour, '--step', '0.008'));
  const stepped = await pixels('--motif', 'coil:0.5', '--motif', 'fan', '--step', '0.003');
  expect(stepped).not.toEqual(byName);
  expect(stepped).toEqual(await pixels(...spelled, ...colour, '--step', '0.003'));
});

test('an unknown motif gets the closest one, and what cannot go together is said', async () => {
  const said = async (...flags: readonly string[]) => {
    const { status, stderr } = await dream(photo, ...flags, '-q', '-o', at('never.png'));
    expect(status).toBe(2);
    return stderr;
  };
  expect(await said('--motif', 'coli')).toBe('There is no motif "coli". Closest: coil.\n');
  expect(await said('--motif', 'coil:9')).toMatch(/weight must be a number from -5 to 5/);
  expect(await said('--motif', 'coil', '--layer', 'mixed3')).toMatch(/Use one of them/);
  expect(await said('--motif', 'coil', '--network', 'other')).toMatch(/Leave --network out/);
  expect(await said('--motif', 'coil', '--preset', 'guided-deepdream')).toMatch(
    /no Layer Objective/,
  );
});

test('--list names every motif', async () => {
  const { stdout } = await dream('--list');
  for (const { name, title } of motifs)
    expect(stdout).toMatch(new RegExp(`^${name} +${title}`, 'm'));
});

test('channels of a layer are one value of a sweep', async () => {
  const sweep = ['--sweep', 'layer=mixed5[53, 172],mixed6[not 3+7-9]:0.5'];
  const network = ['--network', 'inception-v3'];
  const { status, stdout } = await dream(
    photo,
    ...quick,
    ...network,
    ...sweep,
    '-o',
    at('sweep.png'),
  );
  expect([status, stdout]).toEqual([0, '']);
  const files = (await readdir(path())).filter((name) => /^sweep-0/.test(name)).sort();
  expect(files).toEqual(['sweep-01-mixed5-53-172.png', 'sweep-02-mixed6-not-3-7-9-0.5.png']);
});
