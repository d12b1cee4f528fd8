/**
 * The orthonormal DCT-II of `n` points as an n x n matrix, row-major: row k holds the cosine of
 * frequency k / (2n) cycles per sample. Its transpose is its inverse.
 */
export function cosineBasis(n: number): Float32Array {
  const basis = new Float32Array(n * n);
  for (let k = 0; k < n; k++) {
    const size = Math.sqrt((k === 0 ? 1 : 2) / n);
    for (let i = 0; i < n; i++) {
      basis[k * n + i] = size * Math.cos((Math.PI * (i + 0.5) * k) / n);
    }
  }
  return basis;
}

/** 1 / max(f, 1 / longer side), f in cycles per pixel: Lucid's scale of spectra (`fft_image`). */
export function frequencyGain(frequency: number, height: number, width: number): number {
  return 1 / Math.max(frequency, 1 / Math.max(height, width));
}

/** `frequencyGain` to a power for every coefficient, divided by their RMS: the mean step stays. */
export function frequencyGains(height: number, width: number, power: number): Float32Array {
  const gains = new Float32Array(height * width);
  let squares = 0;
  for (let k = 0; k < height; k++) {
    for (let l = 0; l < width; l++) {
      const frequency = Math.hypot(k / height, l / width) / 2;
      const gain = frequencyGain(frequency, height, width) ** power;
      gains[k * width + l] = gain;
      squares += gain * gain;
    }
  }
  const rms = Math.sqrt(squares / gains.length);
  return gains.map((gain) => gain / rms);
}
