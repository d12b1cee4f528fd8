import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl';
import type { FusedActivation } from './correlator.ts';

/*
 * The steps of winograd.ts as fragment shaders. A texel of the backend's packed textures holds two
 * neighbours along the last axis but one (xy, zw) of two channels each. What reads beyond the end of
 * an odd axis ends up in texels that nobody reads.
 */

const packed = { packedInputs: true, packedOutput: true, enableShapeUniforms: true } as const;

/**
 * Bᵀ d B of each tile of 2x2 outputs: [16, tiles, channels]. Each place of a tile is a sum of four
 * pixels, two rows of two, with the signs of Bᵀ.
 * Uniforms: tiles in a row, zeros before the picture, height and width.
 */
export function inputTransform(tiles: number, channels: number): GPGPUProgram {
  return {
    ...packed,
    variableNames: ['x'],
    outputShape: [16, tiles, channels],
    customUniforms: [
      { name: 'across', type: 'int' },
      { name: 'before', type: 'ivec2' },
      { name: 'size', type: 'ivec2' },
    ],
    userCode: `
      vec2 pixel(ivec2 at, int channel) {
        if (any(lessThan(at, ivec2(0))) || any(greaterThanEqual(at, size))) return vec2(0.0);
        vec4 pair = getX(0, at.x, at.y, channel);
        return (at.y & 1) == 0 ? pair.xy : pair.zw;
      }

      vec2 tile(int index, int channel, ivec2 plus, ivec2 other, vec2 sign) {
        int row = index / across;
        ivec2 corner = 2 * ivec2(row, index - row * across) - before;
        vec2 first = pixel(corner + plus, channel)
          + sign.y * pixel(corner + ivec2(plus.x, other.y), channel);
        vec2 second = pixel(corner + ivec2(other.x, plus.y), channel)
          + sign.y * pixel(corner + other, channel);
        return first + sign.x * second;
      }

      // Rows of Bᵀ: d0 - d2, d2 + d1, d2 - d1, d3 - d1.
      const int pluses[4] = int[4](0, 2, 2, 3);
      const int others[4] = int[4](2, 1, 1, 1);
      const float signs[4] = float[4](-1.0, 1.0, -1.0, -1.0);

      void main() {
        ivec3 at = getOutputCoords();
        int i = at.x >> 2, j = at.x & 3;
        ivec2 plus = ivec2(pluses[i], pluses[j]), other = ivec2(others[i], others[j]);
        vec2 sign = vec2(signs[i], signs[j]);
        setOutput(vec4(
          tile(at.y, at.z, plus, other, sign),
          tile(at.y + 1, at.z, plus, other, sign)
        ));
      }
    `,
  };
}

type Shape3D = readonly [number, number, number];

/**
 * [n, rows, k] times [n, k, columns], k even. As tf.matMul, which divides integers for each texel
 * that it reads: here the places go on from texel to texel.
 */
export function batchProduct([n, rows, k]: Shape3D, [, , columns]: Shape3D): GPGPUProgram {
  return {
    ...packed,
    variableNames: ['left', 'right'],
    outputShape: [n, rows, columns],
    userCode: `
      const int steps = ${k / 2};

      ivec2 place(int index, int width) {
        return ivec2(index % width, index / width);
      }

      void main() {
        ivec3 at = getOutputCoords();
        int rows = (outShape[1] + 1) >> 1, columns = (outShape[2] + 1) >> 1;
        int leftWidth = textureSize(left, 0).x, rightWidth = textureSize(right, 0).x;
        ivec2 l = place((at.x * rows + (at.y >> 1)) * steps, leftWidth);
        ivec2 r = place(at.x * steps * columns + (at.z >> 1), rightWidth);
        vec4 sum = vec4(0.0);
        for (int step = 0; step < steps; step++) {
          vec4 a = texelFetch(left, l, 0), b = texelFetch(right, r, 0);
          sum += a.xxzz * b.xyxy;
          sum += a.yyww * b.zwzw;
          l.x++;
          if (l.x >= leftWidth) l = ivec2(l.x - leftWidth, l.y + 1);
          r.x += columns;
          while (r.x >= rightWidth) r = ivec2(r.x - rightWidth, r.y + 1);
        }
        setOutput(sum);
      }
    `,
  };
}

/**
 * Aᵀ m A of each tile, with bias and activation, cut to the outputs that exist.
 * @param shape [1, rows, columns, channels] of the outputs.
 * Uniforms: tiles in a row.
 */
export function outputTransform(
  shape: readonly [1, number, number, number],
  bias: boolean,
  activation: FusedActivation,
): GPGPUProgram {
  return {
    ...packed,
    variableNames: bias ? ['m', 'bias'] : ['m'],
    outputShape: [...shape],
    customUniforms: [{ name: 'across', type: 'int' }],
    userCode: `
      vec2 product(int place, int tile, int channel) {
        vec4 pair = getM(place, tile, channel);
        return (tile & 1) == 0 ? pair.xy : pair.zw;
      }

      // Rows of Aᵀ: m0 + m1 + m2, m1 - m2 + m3.
      vec2 column(int j, int tile, int channel, bool upper) {
        vec2 m1 = product(4 + j, tile, channel), m2 = product(8 + j, tile, channel);
        return upper
          ? product(j, tile, channel) + m1 + m2
          : m1 - m2 + product(12 + j, tile, channel);
      }

      void main() {
        ivec4 at = getOutputCoords();
        int tile = (at.y >> 1) * across + (at.z >> 1);
        bool upper = (at.y & 1) == 0;
        vec2 c1 = column(1, tile, at.w, upper), c2 = column(2, tile, at.w, upper);
        vec4 x = vec4(
          column(0, tile, at.w, upper) + c1 + c2,
          c1 - c2 + column(3, tile, at.w, upper)
        );
        ${bias ? 'x += getBiasAtOutCoords();' : ''}
        setOutput(${activated[activation]});
      }
    `,
  };
}

/** Not-a-number stays so. */
const activated: Record<FusedActivation, string> = {
  linear: 'x',
  relu: 'x * vec4(greaterThan(x, vec4(0.0)))',
  relu6: 'min(x * vec4(greaterThan(x, vec4(0.0))), 6.0)',
  sigmoid: '1.0 / (1.0 + exp(-x))',
};
