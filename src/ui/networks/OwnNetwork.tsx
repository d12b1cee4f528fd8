import { useState } from 'react';
import { Button } from '../controls/Button.tsx';
import { Message } from '../controls/Message.tsx';
import { BlobPicture } from '../network-pictures/BlobPicture.tsx';
import type { ChannelPicture } from '../network-pictures/picture-shelf.ts';
import { type LayerSheet, perLayer, useLayerSheet } from '../network-pictures/use-layer-sheet.ts';
import { useQuickDreams } from '../network-pictures/use-quick-dreams.ts';
import type { ShownNetworkProps } from './EmbeddedNetwork.tsx';
import { LayerSide } from './LayerSide.tsx';
import styles from './NetworkDialog.module.css';
import { Fact, NetworkHead, NoteField, SpeedHere, shownSpeed } from './NetworkFacts.tsx';
import { type Described, useGradientCheck, useNetworkInfo } from './network-info.ts';
import { noteOnNetwork, useNetworkNotes } from './network-notes.ts';
import { QuickDreamChoice } from './QuickDreamChoice.tsx';
import { WhatWasRead } from './WhatWasRead.tsx';

/** What was read of a network of the person's own, what it wants, and its layers. */
export function OwnNetwork(props: ShownNetworkProps) {
  const { reference } = props;
  const described = useNetworkInfo(reference);
  const title = titleOf(reference);
  if (described?.state === 'ready') {
    return <ReadNetwork {...props} title={title} described={described} />;
  }
  return (
    <>
      <section className={styles.middle} aria-label={title}>
        <NetworkHead title={title} onUse={undefined} />
        {described?.state === 'failed' && (
          <>
            <Message
              text={`${described.message} Drop it here, and the graph goes on with it if it is the same file.`}
            />
            <WhatIsMissing reference={reference} />
          </>
        )}
      </section>
      <LayerSide
        described={described}
        chosen={undefined}
        onChoose={() => {}}
        picturesOf={() => null}
      />
    </>
  );
}

/** By what a person finds the file again. */
function WhatIsMissing({ reference }: Pick<ShownNetworkProps, 'reference'>) {
  if (reference.from !== 'file' && reference.from !== 'url') return null;
  const { sha256, url } = reference;
  return (
    <dl className={styles.facts}>
      {reference.from === 'file' && (
        <Fact name="File">{reference.name.replace(/^.*[/\\]/, '')}</Fact>
      )}
      {sha256 !== undefined && (
        <Fact name="SHA-256">
          <code className={styles.sum}>{sha256}</code>
        </Fact>
      )}
      {url !== undefined && <Fact name="Came from">{url}</Fact>}
    </dl>
  );
}

interface ReadNetworkProps extends ShownNetworkProps {
  readonly title: string;
  readonly described: Extract<Described, { state: 'ready' }>;
}

function ReadNetwork({ reference, onUse, title, described }: ReadNetworkProps) {
  const info = described.network;
  const check = useGradientCheck(reference, info.hash);
  const notes = useNetworkNotes(info.hash);
  const quick = useQuickDreams(reference, info, check !== undefined);
  const [guess, setGuess] = useState<number>();
  const [layers, setLayers] = useState<readonly string[]>();
  const wanted = guess === undefined ? undefined : info.wants[guess];
  const ready = !quick.dreams.some(({ state }) => state === 'waiting' || state === 'making');
  const sheet = useLayerSheet(reference, info, wanted, ready);
  const first = quick.dreams.find((dream) => dream.state === 'made');
  return (
    <>
      <section className={styles.middle} aria-label={title}>
        <NetworkHead
          title={title}
          format={info.format}
          onUse={() => onUse({ wanted: guess === 0 ? undefined : wanted, layers })}
        />
        <WhatWasRead info={info} check={check} />
        <QuickDreamChoice info={info} quick={quick} chosen={guess ?? 0} onChoose={setGuess} />
        <dl className={styles.facts}>
          {first ? (
            <Fact name="Speed here">{shownSpeed(first.ms)}</Fact>
          ) : (
            <SpeedHere reference={reference} info={info} />
          )}
          <NoteField
            name="Taught with"
            value={notes.taughtWith}
            empty="Not known. Write it down if you know it."
            onChange={(taughtWith) => noteOnNetwork(info.hash, { taughtWith })}
          />
          <NoteField
            name="Licence"
            value={notes.licence}
            empty="Not known. Shared graphs name the file, they never contain it."
            onChange={(licence) => noteOnNetwork(info.hash, { licence })}
          />
        </dl>
      </section>
      <LayerSide
        described={described}
        chosen={layers}
        onChoose={setLayers}
        added={notes.offered ?? []}
        onAdd={(offered) => noteOnNetwork(info.hash, { offered })}
        picturesOf={(layer) =>
          info.offered.includes(layer) && (
            <LayerPictures pictures={sheet.layers.get(layer)?.pictures ?? []} />
          )
        }
      >
        <SheetState sheet={sheet} ready={ready} />
      </LayerSide>
    </>
  );
}

function SheetState({ sheet, ready }: { readonly sheet: LayerSheet; readonly ready: boolean }) {
  const { made, all, paused, setPaused } = sheet;
  return (
    <>
      {made < all && (
        <>
          <p role="status" className={styles.working}>
            {paused || !ready ? 'Layer pictures' : 'Making layer pictures'}, {made} of {all}
          </p>
          <Button small onClick={() => setPaused(!paused)}>
            {paused ? 'Go on' : 'Pause'}
          </Button>
        </>
      )}
      <p>
        Those offered are the ends of blocks, found in the graph. Under All, offer any other layer
        too. Each picture is what one channel answers to, dreamed from noise. They are kept in this
        browser.
      </p>
    </>
  );
}

function LayerPictures({ pictures }: { readonly pictures: readonly ChannelPicture[] }) {
  const places = Array.from({ length: perLayer }, (_, at) => pictures[at]);
  return places.map((picture, at) =>
    picture ? (
      <BlobPicture key={picture.channel} className={styles.feature} blob={picture.blob} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: an empty place is nothing but its place
      <span key={`place ${at}`} className={styles.blank} />
    ),
  );
}

function titleOf(reference: ShownNetworkProps['reference']): string {
  if (reference.from === 'file') {
    const [folder = '', ...rest] = reference.name.split('/');
    return rest.length > 0 ? folder.replace(/ [0-9a-f]{6}$/, '') : reference.name;
  }
  return reference.from === 'url' ? reference.url.replace(/^.*\//, '') : 'No network';
}
