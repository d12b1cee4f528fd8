import { type DragEvent, useEffect, useRef, useState } from 'react';
import { sameJson } from '../../graph/document/json.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { networkFileOf } from '../../nodes/network-commands.ts';
import { useNode } from '../document/node-hooks.ts';
import { copyOf } from '../files/drop.ts';
import { filesIn } from '../files/dropped-folder.ts';
import type { PlacedFile } from '../kit/files.ts';
import { Modal } from '../session/Modal.tsx';
import { closeDialog } from '../session/session-store.ts';
import { type Choice, chooseNetwork, nodeForNetwork } from './choose-network.ts';
import { EmbeddedNetwork } from './EmbeddedNetwork.tsx';
import styles from './NetworkDialog.module.css';
import { NetworkList } from './NetworkList.tsx';
import { useNetworkInfo } from './network-info.ts';
import { OpenPlace } from './OpenPlace.tsx';
import { OwnNetwork } from './OwnNetwork.tsx';
import { type Opening, useOpening } from './use-opening.ts';

export interface NetworkDialogProps {
  /** The Load Network node that gets what is chosen. */
  readonly node?: string | undefined;
  /** What was dropped, to be opened. */
  readonly files?: readonly PlacedFile[] | undefined;
}

/** The networks at hand, what each of them is, and the way to others. */
export function NetworkDialog({ node, files }: NetworkDialogProps) {
  const current = networkFileOf(useNode(node ?? ''));
  const [shown, setShown] = useState<FileReference>(current ?? { from: 'bundled', name: 'ssd' });
  const missing = shown.from === 'file' && sameJson(shown, current) ? shown : undefined;
  const opening = useOpening(missing, ({ reference }) => setShown(reference));
  const wanted = useAddressOf(current);
  const { over, handlers } = useDropOf(opening);
  useOnce(files, opening.open);
  const use = async (choice?: Choice) => {
    const target = nodeForNetwork(node);
    if (target !== undefined) await chooseNetwork(target, shown, choice);
    closeDialog();
  };
  const Network = shown.from === 'bundled' ? EmbeddedNetwork : OwnNetwork;
  return (
    <Modal title="Networks" className={styles.dialog}>
      <div className={styles.columns} data-over={over} {...handlers}>
        <div className={styles.side}>
          <NetworkList
            shown={shown}
            onShow={(reference) => {
              opening.dismiss();
              setShown(reference);
            }}
          />
          <OpenPlace opening={opening} wanted={wanted} />
        </div>
        <Network
          key={JSON.stringify(shown)}
          reference={shown}
          onUse={(choice) => void use(choice)}
        />
      </div>
    </Modal>
  );
}

/** Where the network of a graph may be had that is not here. */
function useAddressOf(reference: FileReference | undefined): string | undefined {
  const own = reference?.from === 'file' ? reference : undefined;
  const isMissing = useNetworkInfo(own?.url === undefined ? undefined : own)?.state === 'failed';
  if (reference?.from === 'url') return reference.url;
  return isMissing ? own?.url : undefined;
}

/** What was dropped is opened when the dialog comes, once. */
function useOnce(files: readonly PlacedFile[] | undefined, open: Opening['open']): void {
  const opened = useRef<readonly PlacedFile[]>(undefined);
  useEffect(() => {
    if (!files || opened.current === files) return;
    opened.current = files;
    open(files);
  }, [files, open]);
}

function useDropOf({ open }: Opening) {
  const [over, setOver] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
      if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
      setOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      void filesIn(copyOf(event.dataTransfer)).then(open);
    },
  };
  return { over, handlers };
}
