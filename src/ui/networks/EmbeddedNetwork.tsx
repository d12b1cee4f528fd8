import { CircleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { networkCards } from '../../../models/cards.ts';
import { embeddedNetworks } from '../../../models/catalog.ts';
import type { FileReference } from '../../graph/params/file.ts';
import type { NetworkInfo } from '../../runtime/browser.ts';
import { presetPicture, presets } from '../files/presets.ts';
import { SpritePicture } from '../glyphs/SpritePicture.tsx';
import { featuresOf, layerPicturesOf } from '../network-pictures/layer-pictures.ts';
import type { Choice } from './choose-network.ts';
import { LayerSide } from './LayerSide.tsx';
import styles from './NetworkDialog.module.css';
import { Fact, NetworkHead, SpeedHere } from './NetworkFacts.tsx';
import { useNetworkInfo } from './network-info.ts';

export interface ShownNetworkProps {
  readonly reference: FileReference;
  readonly onUse: (choice?: Choice) => void;
}

/** The card of a network that comes with Dreamgraph, and its layers. */
export function EmbeddedNetwork({ reference, onUse }: ShownNetworkProps) {
  const name = reference.from === 'bundled' ? reference.name : '';
  const described = useNetworkInfo(reference);
  const info = described?.state === 'ready' ? described.network : undefined;
  const [layers, setLayers] = useState<readonly string[]>();
  const title = embeddedNetworks.find((each) => each.name === name)?.title ?? name;
  const sprites = info && layerPicturesOf(info.hash);
  return (
    <>
      <section className={styles.middle} aria-label={title}>
        <NetworkHead title={title} onUse={() => onUse({ layers })} />
        <Card name={name} info={info}>
          {info && <SpeedHere reference={reference} info={info} />}
        </Card>
      </section>
      <LayerSide
        described={described}
        chosen={layers}
        onChoose={setLayers}
        picturesOf={(layer) =>
          featuresOf(sprites, layer)
            .slice(0, 5)
            .map((feature) => <SpritePicture key={feature.channel} {...feature} shape="square" />)
        }
      >
        <p>
          Each picture is what one channel answers to, dreamed from noise. The square shows how much
          of the picture the layer sees.
        </p>
      </LayerSide>
    </>
  );
}

interface CardProps {
  readonly name: string;
  /** Undefined until it is read. */
  readonly info: NetworkInfo | undefined;
  readonly children: ReactNode;
}

function Card({ name, info, children }: CardProps) {
  const card = networkCards.find((each) => each.name === name);
  if (!card) return null;
  const titles = card.presets.map(
    (id) => presets.find((each) => each.id === id)?.document.name ?? id,
  );
  return (
    <>
      <div className={styles.dreams}>
        {card.presets.map((id, at) => (
          <img key={id} src={presetPicture(id)} alt={`The preset ${titles[at]}`} />
        ))}
      </div>
      <p className={styles.meta}>Made with this network by the presets {titles.join(', ')}.</p>
      <dl className={styles.facts}>
        <Fact name="Looks like">{card.looksLike}</Fact>
        <Fact name="Taught with">{card.taughtWith}</Fact>
        <Fact name="Take care">
          <CircleAlert size={14} strokeWidth={1.75} aria-hidden="true" /> {card.takeCare}
        </Fact>
        <Fact name="Size">
          {card.size}
          {info && ` ${info.layers.length} layers, ${info.offered.length} offered.`}
        </Fact>
        {children}
        <Fact name="Wants">{card.wants}</Fact>
        <Fact name="Licence">{card.licence}</Fact>
      </dl>
    </>
  );
}
