/** A tone of 440 Hz in one channel, as a WAV file of 16 bits. */
export function makeTone(seconds: number, rate = 48_000): Uint8Array<ArrayBuffer> {
  const count = Math.round(seconds * rate);
  const bytes = new Uint8Array(44 + 2 * count);
  const view = new DataView(bytes.buffer);
  const text = (at: number, letters: string) => bytes.set(new TextEncoder().encode(letters), at);
  text(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * count, true);
  for (let i = 0; i < count; i++) {
    view.setInt16(44 + 2 * i, 12_000 * Math.sin((2 * Math.PI * 440 * i) / rate), true);
  }
  return bytes;
}
