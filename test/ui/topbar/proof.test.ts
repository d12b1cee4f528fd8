import { expect, test } from 'vitest';
import type { Document, ParamValues } from '../../../src/graph/document/document.ts';
import { proofOf } from '../../../src/ui/topbar/proof.ts';
import { noiseDocument } from '../run/fake-worker.ts';

/** Noise and further nodes, with these values. */
function documentOf(...nodes: readonly (readonly [type: string, params: ParamValues])[]): Document {
  const plain = noiseDocument();
  const made = nodes.map(([type, params], index) => ({
    ...{ id: `n${index}`, type, version: 1, params, position: { x: 0, y: 0 } },
  }));
  return { ...plain, nodes: [...plain.nodes, ...made] } as Document;
}

const sizes = (document: Document | undefined) =>
  document?.nodes.map(({ params }) => params.size ?? params.width).filter(Boolean);

test('a small graph needs no proof', () => {
  expect(proofOf(documentOf(['load-image', { size: 512 }]))).toBeUndefined();
});

test('everything that sets a size is scaled alike, to 512 px at most', () => {
  const proof = proofOf(
    documentOf(
      ['load-image', { size: 1024 }],
      ['resize-crop', { size: 2048 }],
      ['resize-crop', { fit: 'cover', width: 512, height: 256, size: 4096 }],
    ),
  );
  // The noise has the size that nodes come with.
  expect(sizes(proof)).toEqual([128, 256, 512, 4096]);
  expect(proof?.nodes.at(-1)?.params).toMatchObject({ width: 128, height: 64 });
});

test('a photo that keeps its size is brought to 512 px', () => {
  const proof = proofOf(documentOf(['load-image', { fit: 'original' }]));
  expect(proof?.nodes.at(-1)?.params).toMatchObject({ fit: 'limit', size: 512 });
});
