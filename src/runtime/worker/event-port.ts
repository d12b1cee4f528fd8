import type { Picture } from '../../engine/picture/index.ts';
import type { RunEvent } from '../execute/events.ts';
import type { PageMessage, WorkerMessage } from './protocol.ts';
import { toRgba } from './to-rgba.ts';

/** The worker's end of the event port: turns pictures into bytes and watches whether they are seen. */
export interface EventPort {
  post(message: WorkerMessage): void;
  tell(event: RunEvent<Picture>): void;
  /** False while a live picture of the node is on its way: the page is behind. */
  isWanted(node: string): boolean;
}

export function openEventPort(port: MessagePort, previewSize: number): EventPort {
  /** Number of the picture on its way -> node. */
  const unseen = new Map<number, string>();
  const post = (message: WorkerMessage, transfer: Transferable[] = []) =>
    port.postMessage(message, transfer);
  port.onmessage = ({ data }: MessageEvent<PageMessage>) => {
    switch (data.kind) {
      case 'alive?':
        return post({ kind: 'alive' });
      case 'shown':
        unseen.delete(data.seq);
    }
  };
  return {
    post,
    tell: (event) => {
      if (event.kind === 'start') unseen.clear();
      if (event.kind !== 'preview') return post({ kind: 'run', event });
      if (!event.final) unseen.set(event.seq, event.node);
      const picture = toRgba(event.picture, previewSize);
      post({ kind: 'run', event: { ...event, picture } }, [picture.data.buffer]);
    },
    isWanted: (node) => ![...unseen.values()].includes(node),
  };
}
