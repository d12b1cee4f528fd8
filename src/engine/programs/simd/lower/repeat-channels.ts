import { freshView, moved, pixelsOf, type View } from '../arena/view.ts';
import { copyCall, type Grid, type Sink } from './calls.ts';
import type { Lowering } from './lowering.ts';

/** Channel c of x becomes channels c·n to c·n + n - 1. */
export function repeatChannels(l: Lowering, x: View, n: number): View {
  if (n === 1) return x;
  const repeated = freshView({ ...x.shape, channels: x.shape.channels * n });
  for (let i = 0; i < n; i++) {
    l.emit(copyCall(singly(x), everyNth(repeated, n, i), channelsAsPixels(x), overwrite));
  }
  return repeated;
}

/** The way back: `write` fills the repeated channels, then those of one origin are summed up. */
export function gatherCopies(
  l: Lowering,
  sink: Sink,
  n: number,
  write: (sink: Sink) => void,
): void {
  if (n === 1) {
    write(sink);
    return;
  }
  const { view } = sink;
  const repeated = freshView({ ...view.shape, channels: view.shape.channels * n });
  write({ view: repeated, accumulate: false });
  for (let i = 0; i < n; i++) {
    const accumulate = sink.accumulate || i > 0;
    l.emit(
      copyCall(everyNth(repeated, n, i), singly(view), channelsAsPixels(view), { accumulate }),
    );
  }
}

const overwrite = { accumulate: false };

/** Each pixel as a row, each channel as a pixel. */
function channelsAsPixels(x: View) {
  return { height: pixelsOf(x), width: x.shape.channels, channels: 1 };
}

function singly(x: View): Grid {
  return { place: x.place, pixelStride: 4, rowStride: x.pixelStride };
}

function everyNth(x: View, n: number, first: number): Grid {
  return { place: moved(x.place, 4 * first), pixelStride: 4 * n, rowStride: x.pixelStride };
}
