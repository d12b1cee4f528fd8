import { fail, ok, type Result } from '../../common/result.ts';
import type { Network } from '../network/network.ts';
import { unknownLayer } from '../network/unknown-layer.ts';
import type { Picture } from '../picture/picture.ts';
import type { Session } from '../session/session.ts';
import { toTensor } from '../tensors/picture-tensor.ts';

/** What one layer answers to a picture: `height` x `width` units, row-major, channels interleaved. */
export interface LayerResponse {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Float32Array;
}

/** Problems: `unknown-layer`, `layer-too-deep` for a picture too small, those of the session. */
export async function look(
  session: Session,
  network: Network,
  layer: string,
  picture: Picture,
): Promise<Result<LayerResponse>> {
  const unknown = unknownLayer(network, [layer]);
  if (unknown) return fail(unknown);
  const program = session.program(network, [layer]);
  if (!program.ok) return program;
  const fits = program.value.fits(picture);
  if (!fits.ok) return fits;
  const image = toTensor(picture);
  const activations = program.value.forward(image);
  image.dispose();
  const activation = activations.get(layer);
  if (!activation) throw new Error(`The program was compiled for ${layer}.`);
  const [, height, width, channels] = activation.shape;
  const data = (await activation.data<'float32'>()).slice();
  activation.dispose();
  return ok({ width, height, channels, data });
}
