/** Mean magnitude of each channel of a layer on each kind of picture. */
export interface Responses {
  readonly skinBodies: Float64Array;
  /** The same bodies in other colours. */
  readonly otherBodies: Float64Array;
  /** Small domes with dark centres, in colours of skin. */
  readonly buttons: Float64Array;
  /** Domes that shine, in colours of skin and others. */
  readonly glossy: Float64Array;
  readonly photos: Float64Array;
}

/** How much more a channel responds to one kind of picture than to another, in [-1, 1]. */
export interface FleshScore {
  /** Bodies in colours of skin against photographs. */
  readonly body: number;
  /** Bodies in colours of skin against the same in other colours. */
  readonly colour: number;
  /** Small domes with dark centres against photographs. */
  readonly button: number;
  /** Domes that shine, in any colour, against photographs. */
  readonly gloss: number;
}

/**
 * Scores as (a - b) / (a + b + e): e, a quarter of what is usual on photographs, keeps channels that
 * hardly respond to anything near 0.
 */
export function scoreChannels(responses: Responses): readonly FleshScore[] {
  const { skinBodies, otherBodies, buttons, glossy, photos } = responses;
  const usual = photos.reduce((sum, value) => sum + value, 0) / photos.length;
  const contrast = (a: Float64Array, b: Float64Array, channel: number, e: number) => {
    const [one, other] = [a[channel] as number, b[channel] as number];
    return one + other + e === 0 ? 0 : (one - other) / (one + other + e);
  };
  return Array.from(photos, (_, channel) => ({
    body: contrast(skinBodies, photos, channel, usual / 4),
    colour: contrast(skinBodies, otherBodies, channel, usual / 2),
    button: contrast(buttons, photos, channel, usual / 4),
    gloss: contrast(glossy, photos, channel, usual / 4),
  }));
}

/** Channels with any score above its limit, by number. */
export function fleshChannels(
  scores: readonly FleshScore[],
  limits: FleshScore,
): readonly number[] {
  const kinds = ['body', 'colour', 'button', 'gloss'] as const;
  const passes = (score: FleshScore) => kinds.some((kind) => score[kind] > limits[kind]);
  return [...scores.keys()].filter((channel) => passes(scores[channel] as FleshScore));
}

/** Mean over the pictures of each channel's mean magnitude; all responses have as many channels. */
export function meanResponse(
  responses: readonly { readonly channels: number; readonly data: Float32Array }[],
): Float64Array {
  const means = new Float64Array(responses[0]?.channels ?? 0);
  for (const { channels, data } of responses) {
    const units = (data.length / channels) * responses.length;
    for (let at = 0; at < data.length; at++) {
      means[at % channels] =
        (means[at % channels] as number) + Math.abs(data[at] as number) / units;
    }
  }
  return means;
}
