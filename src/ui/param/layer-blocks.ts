import type { LayerInfo } from '../../runtime/browser.ts';

/**
 * The layers worth showing first: the ends of the network's blocks ("mixed4", "block_8_add"). A
 * network whose names tell of no blocks shows all of its layers.
 */
export function isBlock(name: string, layers: readonly LayerInfo[]): boolean {
  const named = layers.some((layer) => blockName.test(layer.name));
  return named ? blockName.test(name) : true;
}

const blockName = /^(mixed\d+|block_?\d+_(add|pool|output)|.*_out|out_relu|conv_pw_\d+_relu)$/;
