import { type InputRange, inputChannels, uniformRange } from '../../network/input-range.ts';

/** From a picture to a network's input, and from the gradient by the input to that by the picture. */
interface ColourMap {
  readonly forward: (image: Float32Array, input: Float32Array) => void;
  /** @returns new numbers, three for each pixel. */
  readonly backward: (gradient: Float32Array) => Float32Array;
}

export function colourMap(range: InputRange, channels: number): ColourMap {
  const uniform = uniformRange(range, channels);
  return uniform ? uniformMap(uniform) : matrixMap(range, channels);
}

function uniformMap({ scale, offset }: { scale: number; offset: number }): ColourMap {
  return {
    forward: (image, input) => {
      input.set(image);
      if (scale === 1 && offset === 0) return;
      for (let i = 0; i < input.length; i++) input[i] = (input[i] as number) * scale + offset;
    },
    backward: (gradient) => {
      const numbers = gradient.slice();
      if (scale === 1) return numbers;
      for (let i = 0; i < numbers.length; i++) numbers[i] = (numbers[i] as number) * scale;
      return numbers;
    },
  };
}

/** Each channel of the input is a weighted sum of the colours. */
function matrixMap(range: InputRange, channels: number): ColourMap {
  const inputs = inputChannels(range, channels);
  return {
    forward: (image, input) => {
      inputs.forEach(({ weights: [red, green, blue], offset }, channel) => {
        for (let from = 0, to = channel; from < image.length; from += 3, to += channels) {
          const sum = (image[from] as number) * red + (image[from + 1] as number) * green;
          input[to] = sum + (image[from + 2] as number) * blue + offset;
        }
      });
    },
    backward: (gradient) => {
      const numbers = new Float32Array((gradient.length / channels) * 3);
      inputs.forEach(({ weights: [red, green, blue] }, channel) => {
        for (let to = 0, from = channel; to < numbers.length; to += 3, from += channels) {
          const value = gradient[from] as number;
          numbers[to] = (numbers[to] as number) + value * red;
          numbers[to + 1] = (numbers[to + 1] as number) + value * green;
          numbers[to + 2] = (numbers[to + 2] as number) + value * blue;
        }
      });
      return numbers;
    },
  };
}
