import { exposedParams } from '../../graph/addressing/exposed.ts';
import type { Document } from '../../graph/document/document.ts';
import { partTitle } from '../../graph/document/names.ts';
import { catalog } from '../../nodes/catalog.ts';

const own: readonly string[] = [
  row('-o, --output FILE', 'PNG, JPEG or WebP, by the extension; PHOTO-dream.png by default'),
  row(
    '-o FOLDER/ or PATTERN',
    'for several photos; the pattern as in "out/{photo}-{seed}.jpg", with',
  ),
  row('', '{photo}, {folder}, {preset}, {layer}, {seed}, {variant}'),
  row('--preset NAME', 'deepdream by default; --list names them all'),
  row('--graph FILE', 'a .dream.json file, or a PNG that contains its graph'),
  row('--image [NODE=]PATH', 'the picture that a Load Image node loads'),
  row('--set NODE.PARAM=VALUE', 'any parameter; NODE is an id or a unique label'),
  row('--variant NAME', 'a variant of the graph, or "all" of them, with a contact sheet'),
  row(
    '--sweep NODE.PARAM=A,B,C',
    'make a picture for each value, and a contact sheet; twice for a grid',
  ),
  row('--to NODE', 'run to this node instead of to the outputs'),
  row('--frames 0-119', 'of a film, or "all": -o film.mp4, .webm, .gif, .webp or frames/%04d.png'),
  row('--shard 2/5', 'only the second of five parts of the pictures, for several machines'),
  row('--motif NAME[:WEIGHT]', 'dream of coil, fan, …; --list names them; repeatable'),
  row('--network NAME', 'inception-v3, nanodet, ssd, or a file: ONNX, or a model.json'),
  row('--values NAME', 'what it wants of pictures: imagenet, caffe, zero-to-one, …'),
  row('--order NAME', 'rgb or bgr: the order of colours that it wants'),
  row('--other-hosts', "let a network's weights, and all redirects, lead to further servers"),
  row('--backend NAME', 'wasm or cpu; by default the fastest that passes its self-test'),
  row('--deterministic', 'the same picture on every machine, to the bit; on wasm, somewhat slower'),
  row('--report FILE', 'write a report as JSON'),
  row('--no-metadata', 'leave the graph out of the PNG'),
  row('-', 'as PHOTO, FILE or PATH: standard input or output'),
  row('--force', 'make again what is there; replace a picture of another dream, or a file that'),
  row('', 'the command reads'),
  row('--list', 'list the presets and the motifs'),
  row('--describe GRAPH', 'list the nodes, parameters and ranges of a preset or graph file'),
  row('--describe NETWORK', 'list the layers of a network, and what it wants; --json for programs'),
  row(
    '-q, --quiet',
    'print no progress, and of the notes only those on what was not made as usual',
  ),
  row('-h, --help', 'print this help'),
  row('--version', 'print the version'),
];

/** `--help`: the command's own options, then the flags of the chosen graph. */
export function helpText(document: Document): string {
  const flags = exposedParams(document, catalog).map(({ name, param, spec }) =>
    row(`--${name} VALUE`, spec.help ?? partTitle(param, spec)),
  );
  return `Dream on a photo, or run any graph.

  npm run -s dream -- PHOTO [-o OUT] [--preset NAME] [flags]
  npm run -s dream -- PHOTO|FOLDER... -o OUT/ [--preset NAME] [flags]
  npm run -s dream -- --graph FILE [--image [NODE=]PATH]... [--set NODE.PARAM=VALUE]...
  npm run -s dream -- submit|work|jobs --help      to share the work with other machines

${own.join('\n')}

Flags of ${document.name}

${flags.join('\n')}

Without --size the photo keeps its size. Of several photos, pictures that are there already are
skipped. Exit status: 0 done, 2 bad input or usage, 1 failed, also if one of several did.
`;
}

function row(option: string, meaning: string): string {
  return `  ${option.padEnd(24)} ${meaning}`;
}
