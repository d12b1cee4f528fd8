import { describe, expect, test } from 'vitest';
import { readChecksums } from '../../../src/ui/networks/checksums.ts';
import { checkSum, shardNames } from '../../../src/ui/networks/download.ts';

const sum = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('sums that a person pastes', () => {
  test('one alone is that of model.json; lines of sha256sum name their files', () => {
    const read = readChecksums(`${sum.toUpperCase()}\n\n${sum}  folder/group1-shard1of2.bin\n`);
    expect(read.ok && [...read.value]).toEqual([
      ['model.json', sum],
      ['group1-shard1of2.bin', sum],
    ]);
  });

  test('none is none, and what is no sum is refused', () => {
    const empty = readChecksums(' \n');
    expect(empty.ok && empty.value.size).toBe(0);
    expect(readChecksums('1234').ok).toBe(false);
  });
});

describe('a downloaded file', () => {
  const abc = new Blob(['abc']);

  test('passes with its own sum and without any', async () => {
    expect((await checkSum('model.json', abc, new Map([['model.json', sum]]))).ok).toBe(true);
    expect((await checkSum('model.json', abc, new Map())).ok).toBe(true);
  });

  test('is refused with another, in words that name the file', async () => {
    const wrong = new Map([['shard.bin', '0'.repeat(64)]]);
    const checked = await checkSum('weights/shard.bin', abc, wrong);
    expect(!checked.ok && checked.problem.code).toBe('checksum');
    expect(!checked.ok && checked.problem.message).toContain('weights/shard.bin');
  });
});

test('the weights of a model are read from its manifest, and other JSON is no model', () => {
  const model = { weightsManifest: [{ paths: ['a.bin', 'b.bin'] }, { paths: ['c.bin'] }] };
  const names = shardNames(JSON.stringify(model));
  expect(names.ok && names.value).toEqual(['a.bin', 'b.bin', 'c.bin']);
  for (const text of ['{}', 'no', '{"weightsManifest":[{"paths":[7]}]}']) {
    expect(shardNames(text).ok).toBe(false);
  }
});
