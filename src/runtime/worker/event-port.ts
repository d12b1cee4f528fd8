import { limitLongSide, type Picture, pictureToRgba8 } from '../../engine/picture/index.ts';
import type { RgbaPicture, RunEvent } from '../execute/events.ts';
import type { PageMessage, WorkerMessage } from './protocol.ts';

/** The worker's end of the event port: turns pictures into bytes, and counts those on their way. */
export interface EventPort {
  post(message: WorkerMessage): void;
  emit(event: RunEvent<Picture>): void;
  /** False while a live picture of the node is on its way: the page is behind. */
  isWanted(node: string): boolean;
}

export function openEventPort(port: MessagePort, previewSize: number): EventPort {
  /** Number of the picture on its way -> node. */
  const pending = new Map<number, string>();
  const post = (message: WorkerMessage, transfer: Transferable[] = []) =>
    port.postMessage(message, transfer);
  port.onmessage = ({ data }: MessageEvent<PageMessage>) => {
    switch (data.kind) {
      case 'alive?':
        return post({ kind: 'alive' });
      case 'received':
        pending.delete(data.seq);
    }
  };
  return {
    post,
    emit: (event) => {
      if (event.kind === 'start') pending.clear();
      if (event.kind !== 'preview') return post({ kind: 'run', event });
      if (!event.final) pending.set(event.seq, event.node);
      const { width, height } = event.size ?? event.picture;
      const picture = toRgba(event.picture, previewSize);
      post({ kind: 'run', event: { ...event, picture, size: { width, height } } }, [
        picture.data.buffer,
      ]);
    },
    isWanted: (node) => ![...pending.values()].includes(node),
  };
}

/** Bytes of their own, which may be transferred: the picture stays as it is. */
export function toRgba(picture: Picture, longSide = Infinity): RgbaPicture {
  const { width, height } = picture;
  const shown = Math.max(width, height) <= longSide ? picture : limitLongSide(picture, longSide);
  return { width: shown.width, height: shown.height, data: pictureToRgba8(shown) };
}
