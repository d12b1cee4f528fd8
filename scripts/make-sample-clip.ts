import { extname } from 'node:path';
import { argv, exit } from 'node:process';
import { createClipFile } from '../src/cli/clips/clip-file.ts';
import { clipFormatOf } from '../src/cli/clips/clip-path.ts';
import { sampleClip } from './motion/sample-clip.ts';

/**
 * `npm run -s sample-clip -- FILE [FRAMES] [WIDTH]`: writes the clip that tests and figures share, a dog
 * that moves over mountains, as a film to dream on: an .mp4, .webm, .webp or .gif.
 */

const [file = 'sample.mp4', frames = '48', width = '320'] = argv.slice(2);
/** As measure-motion does: camera and shape both move. */
const first = 20;

const format = clipFormatOf(file);
if (format === undefined || format === 'png')
  throw new Error(`${extname(file) || file} is no film: name an .mp4, .webm, .webp or .gif.`);
const size = { width: Number(width), height: 2 * Math.round((Number(width) * 9) / 32) };
const clip = await sampleClip(size);
const film = await createClipFile(file, format, { ...size, fps: 24, quality: 95, graph: null });
if (!film.ok) throw new Error(film.problem.message);
for (let at = 0; at < Number(frames); at++) {
  const added = await film.value.add(clip.frame(first + at));
  if (!added.ok) throw new Error(added.problem.message);
}
const finished = await film.value.finish();
if (!finished.ok) throw new Error(finished.problem.message);
exit(0);
