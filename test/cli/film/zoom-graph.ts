interface ZoomOptions {
  readonly frames: number;
  /** Long side in pixels. */
  readonly size: number;
  /** Of a dream in each frame; 0: none. */
  readonly iterations?: number;
}

type Place = `${string}.${string}`;

/** The JSON text of an endless zoom: each frame is the one before, a little larger and turned. */
export function zoomGraph({ frames, size, iterations = 0 }: ZoomOptions): string {
  const photo = { file: { from: 'bundled', name: 'boats' }, fit: 'limit', size };
  const layers = [{ layer: 'block_8_expand_relu', weight: 1 }];
  const dreams = iterations > 0;
  const nodes = [
    { id: 'photo', type: 'load-image', version: 3, params: photo },
    { id: 'before', type: 'previous-frame', version: 1, params: {} },
    { id: 'zoom', type: 'transform', version: 1, params: { zoom: 1.05 } },
    { id: 'save', type: 'save-image', version: 1, params: {} },
    ...(dreams
      ? [
          {
            id: 'network',
            type: 'load-network',
            version: 2,
            params: { file: { from: 'bundled', name: 'ssd' } },
          },
          { id: 'objective', type: 'layer-objective', version: 2, params: { layers } },
          { id: 'split', type: 'octave-split', version: 1, params: { count: 1 } },
          { id: 'ascent', type: 'gradient-ascent', version: 2, params: { iterations } },
          { id: 'merge', type: 'octave-merge', version: 2, params: {} },
        ]
      : []),
  ].map((node, x) => ({ ...node, position: { x: 200 * x, y: 0 } }));
  const wires: readonly (readonly [Place, Place])[] = [
    ['photo.image', 'before.first'],
    ['before.image', 'zoom.image'],
    ...dreamWires(dreams),
  ];
  const edges = wires.map(([from, to], index) => {
    const [[fromNode, output], [toNode, input]] = [from.split('.'), to.split('.')];
    return { id: `e${index}`, from: { node: fromNode, output }, to: { node: toNode, input } };
  });
  const keys = [
    { frame: 0, value: 0 },
    { frame: frames - 1, value: 20 },
  ];
  return JSON.stringify({
    ...{ format: 'dreamgraph', version: 2, name: 'Zoom', nodes, edges },
    sequence: { frames, fps: 12 },
    tracks: [{ node: 'zoom', param: 'rotate', keys }],
  });
}

/** From the zoomed picture to the next frame, straight or through a dream. */
function dreamWires(dreams: boolean): readonly (readonly [Place, Place])[] {
  const last: Place = dreams ? 'merge.image' : 'zoom.image';
  const ends: readonly (readonly [Place, Place])[] = [
    [last, 'before.next'],
    [last, 'save.image'],
  ];
  if (!dreams) return ends;
  return [
    ['zoom.image', 'split.image'],
    ['split.octaves', 'ascent.image'],
    ['network.network', 'objective.network'],
    ['objective.objective', 'ascent.objective'],
    ['ascent.octaves', 'merge.octaves'],
    ...ends,
  ];
}
