import type { Network } from '../network/network.ts';
import type { Mask, Picture } from '../picture/picture.ts';

/**
 * What a dream strives for: a weighted sum of terms, each over one layer of a network or over the
 * picture itself. Pure data. Objectives add and scale like algebra (`algebra.ts`).
 *
 * Everything is maximised. Terms that measure a distance (style, content, total variation, start
 * distance) report the distance as their value and enter the sum with its sign turned, so a
 * positive weight always means "towards this".
 */
export interface Objective {
  readonly terms: readonly Term[];
  /**
   * What the objective as a whole was multiplied by, which the weights of its terms contain; 1 when
   * absent. Who brings the weights to a common sum must keep it.
   */
  readonly weight?: number;
  /** Of a sum: how many of the terms came with each of its objectives, in their order. */
  readonly parts?: readonly number[];
}

export type Term =
  | LayerTerm
  | NeuronTerm
  | DirectionTerm
  | GuideTerm
  | StyleTerm
  | ContentTerm
  | ImageTerm;

/** A term over a layer of a network. */
export type NetworkTerm = Exclude<Term, ImageTerm>;

interface OnLayer {
  readonly network: Network;
  readonly layer: string;
  /** Either sign. */
  readonly weight: number;
  /** Factors on the weight, smallest octave first; the last serves the octaves after it. */
  readonly byOctave?: readonly number[];
  /** Divide the cotangent by its mean magnitude at every step, so that weights are comparable. */
  readonly normalise: boolean;
  /** Where on the picture the term counts; resized to the layer. */
  readonly mask?: Mask;
}

export type Measure = 'mean' | 'mean-square' | 'mean-cube' | 'half-sum-of-squares' | 'l2-norm';

/** How strongly a layer, or some of its channels, responds. */
export interface LayerTerm extends OnLayer {
  readonly kind: 'layer';
  readonly measure: Measure;
  /** All when absent. */
  readonly channels?: readonly number[];
}

/** The unit of one channel at the centre of the layer. */
export interface NeuronTerm extends OnLayer {
  readonly kind: 'neuron';
  readonly channel: number;
}

/** mean over positions of (a·v)·max(0.1, cos(a, v))^power (Lucid, `_dot_cossim`). */
export interface DirectionTerm extends OnLayer {
  readonly kind: 'direction';
  readonly direction: readonly number[];
  readonly power: number;
}

/** Draws the picture towards what the guide shows, as the layer sees it. */
export interface GuideTerm extends OnLayer {
  readonly kind: 'guide';
  readonly guide: Picture;
  readonly match: 'dot' | 'channel-contrast' | 'channel-weights';
  /** Long side in pixels at which the guide is looked at. */
  readonly guideSize: number;
  /** All when absent. */
  readonly channels?: readonly number[];
}

export type StyleStatistic = 'gram-absolute' | 'gram-square' | 'moments' | 'wasserstein';

/** Distance between the layer's statistics of the dream and of the style picture. */
export interface StyleTerm extends OnLayer {
  readonly kind: 'style';
  readonly style: Picture;
  readonly statistic: StyleStatistic;
  /** Size of the style picture relative to itself at the largest octave. */
  readonly styleScale: number;
}

/** mean (a - a*)², a* from the content picture, or from the ascent's start when absent. */
export interface ContentTerm extends OnLayer {
  readonly kind: 'content';
  readonly content?: Picture;
}

/** Terms on the picture itself. */
export interface ImageTerm {
  readonly kind: 'total-variation' | 'start-distance';
  readonly weight: number;
}
