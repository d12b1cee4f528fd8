/**
 * What is known of the embedded networks, in the words of docs/networks.md. Nothing is left out for
 * being unflattering.
 */
export interface NetworkCard {
  /** As in the catalog. */
  readonly name: string;
  /** In two or three words. */
  readonly short: string;
  readonly looksLike: string;
  readonly taughtWith: string;
  readonly takeCare: string;
  /** Of its files. */
  readonly bytes: number;
  readonly size: string;
  readonly wants: string;
  readonly licence: string;
  /** Presets whose pictures show it. */
  readonly presets: readonly [string, string, string];
}

export const networkCards: readonly NetworkCard[] = [
  {
    name: 'inception-v3',
    short: 'eyes, spirals, arches',
    looksLike:
      'Eyes, spirals, fur, arches and leaves: the classic motifs. Early layers give strokes and cells.',
    taughtWith:
      'A million photographs of a thousand kinds of things (ImageNet), over a hundred of them dogs. Afterwards the nsfwjs project taught it to tell drawings, harmless photos and pornography apart, so it has seen such pictures.',
    takeCare:
      'In smooth light areas, whole layers from mixed3 to mixed5 grow pink, dome-like forms that can look like flesh. Layer Objective leaves out the channels that do this most.',
    bytes: 22_000_000,
    size: '22 MB, 21.8 million weights as 8-bit integers.',
    wants: 'Values from 0 to 1. Any size that its layers can see.',
    licence: 'MIT, from the package nsfwjs; after Inception V3 of Keras.',
    presets: ['cathedral', 'fan', 'coil'],
  },
  {
    name: 'nanodet',
    short: 'glasses, bowls, animals',
    looksLike:
      'Wine glasses, bowls, sheep, big cats: small and whole, because a detector has to find them at any place. Early layers give relief and embossed letters.',
    taughtWith:
      '118,000 photographs of daily life with 80 kinds of labelled things (COCO), from wine glasses and bowls to sheep, cats and people.',
    takeCare: 'The deeper layers show faces of people: small, repeated, and eerie.',
    bytes: 6_400_000,
    size: '6.4 MB, 3.2 million weights as 16-bit numbers.',
    wants: 'Values from 0 to 1: its first layer makes of them what it was taught with.',
    licence: 'Apache 2.0, by RangiLyu; converted by Vladimir Mandic.',
    presets: ['herd', 'fur', 'still-life'],
  },
  {
    name: 'ssd',
    short: 'dogs, crowds, wheels',
    looksLike:
      'Crowds of walking figures, dogs, faces, chairs and wheels. Early layers give folded paper, herringbone, coils.',
    taughtWith:
      'Open Images V4 with 23 kinds of things: people, dogs, cats, cattle, chairs, tables, cars, bicycles, boots, bottles, cups, cameras, computers and the like.',
    takeCare:
      'On skin, the shells of block_7_expand_relu look like flesh; legs in block_11_expand_relu are sometimes bare. Both layers leave channels out.',
    bytes: 1_200_000,
    size: '1.2 MB, 0.6 million weights as 16-bit numbers.',
    wants: 'Values from -1 to 1. Any size that its layers can see.',
    licence: 'Apache 2.0, by the MediaPipe authors (@mediapipe/objectron).',
    presets: ['deepdream', 'menagerie', 'what-ssd-sees'],
  },
];
