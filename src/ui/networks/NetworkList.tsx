import { Network, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { networkCards } from '../../../models/cards.ts';
import { embeddedNetworks } from '../../../models/catalog.ts';
import { sameJson } from '../../graph/document/json.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { IconButton } from '../controls/Button.tsx';
import { presetPicture } from '../files/presets.ts';
import { shownBytes } from '../kit/durations.ts';
import { BlobPicture } from '../network-pictures/BlobPicture.tsx';
import { clearShelf, dreamShelf } from '../network-pictures/picture-shelf.ts';
import { useKeptPictures } from '../network-pictures/use-kept-pictures.ts';
import styles from './NetworkDialog.module.css';
import { readInfo } from './network-info.ts';
import { forgetNotes } from './network-notes.ts';
import { type StoredNetwork, storedNetworks } from './stored-networks.ts';

export interface NetworkListProps {
  readonly shown: FileReference;
  readonly onShow: (reference: FileReference) => void;
}

/** The embedded networks, and those of the person's own, which can be forgotten. */
export function NetworkList(props: NetworkListProps) {
  const stored = storedNetworks.use();
  return (
    <div className={styles.lists}>
      <h3 className={styles.heading}>With Dreamgraph</h3>
      <ul>
        {embeddedNetworks.map(({ name, title }) => {
          const card = networkCards.find((each) => each.name === name);
          return (
            <Row
              key={name}
              {...props}
              reference={{ from: 'bundled', name }}
              title={title}
              about={card?.short ?? ''}
              bytes={card?.bytes ?? 0}
              picture={<img src={presetPicture(card?.presets[0] ?? '')} alt="" />}
            />
          );
        })}
      </ul>
      <h3 className={styles.heading}>Yours, in this browser</h3>
      {stored.length === 0 && <p className={styles.none}>None yet.</p>}
      <ul>
        {stored.map((network) => (
          <Row
            key={network.reference.name}
            {...props}
            reference={network.reference}
            title={network.title}
            about={`kept ${shownDay(network.added)}`}
            bytes={network.bytes}
            picture={<Sample hash={network.hash} />}
          >
            <IconButton
              small
              label={`Forget ${network.title}`}
              icon={Trash2}
              onClick={() => {
                void forget(network);
                if (sameJson(network.reference, props.shown)) {
                  props.onShow({ from: 'bundled', name: embeddedNetworks[0]?.name ?? '' });
                }
              }}
            />
          </Row>
        ))}
      </ul>
    </div>
  );
}

/** The small dream that was made when the network was opened. */
function Sample({ hash }: { readonly hash: string | undefined }) {
  const dream = useKeptPictures(hash).get(dreamShelf)?.pictures[0];
  if (dream) return <BlobPicture blob={dream.blob} />;
  return <Network size={18} strokeWidth={1.5} aria-hidden="true" />;
}

interface RowProps extends NetworkListProps {
  readonly reference: FileReference;
  readonly title: string;
  readonly about: string;
  readonly bytes: number;
  readonly picture: ReactNode;
  readonly children?: ReactNode;
}

function Row({ shown, onShow, reference, title, about, bytes, picture, children }: RowProps) {
  return (
    <li className={styles.row} data-shown={sameJson(reference, shown)}>
      <button
        type="button"
        className={styles.network}
        aria-current={sameJson(reference, shown)}
        onClick={() => onShow(reference)}
      >
        <span className={styles.picture}>{picture}</span>
        <span className={styles.words}>
          <span className={styles.name}>{title}</span>
          <span className={styles.meta}>{about}</span>
        </span>
        <span className={styles.bytes}>{shownBytes(bytes)}</span>
      </button>
      {children}
    </li>
  );
}

/** With the pictures that were made of it, and what the person noted on it. */
async function forget({ reference }: StoredNetwork): Promise<void> {
  const known = await readInfo(reference);
  await storedNetworks.remove(reference);
  if (known.state !== 'ready') return;
  forgetNotes(known.network.hash);
  await clearShelf(known.network.hash);
}

/** "Nov 30" in the person's own way of writing it. */
function shownDay(time: number): string {
  const today = new Date().toDateString() === new Date(time).toDateString();
  return today ? 'today' : new Date(time).toLocaleDateString(undefined, { dateStyle: 'medium' });
}
