import { useState } from 'react';
import { embeddedNetworks } from '../../../models/catalog.ts';
import type { LayersParam, LayerWeight } from '../../graph/params/layers.ts';
import { motifOf, motifs, type NamedMotif, searchMotifs } from '../../nodes/motifs.ts';
import { embeddedNetworkOf } from '../../nodes/network-commands.ts';
import { Button } from '../controls/Button.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import type { LayersControlProps } from '../document/control-props.ts';
import { useDocument } from '../document/document-store.ts';
import { performTogether } from '../document/edits.ts';
import type { NumberScale } from '../kit/number-scale.ts';
import { MotifCards } from './MotifCards.tsx';
import styles from './MotifPicker.module.css';
import { RecipeLine } from './RecipeLine.tsx';
import { toggleCommands } from './toggle-motif.ts';

export interface MotifPickerProps extends LayersControlProps {
  readonly param: LayersParam;
}

/** Channels by what they dream of: those of the network wired in, then those of others. */
export function MotifPicker({ node, name, param, value, set }: MotifPickerProps) {
  const [query, setQuery] = useState('');
  /** Of another network: asked about before the network is switched. */
  const [foreign, setForeign] = useState<NamedMotif>();
  const network = useDocument(({ shown }) => embeddedNetworkOf(shown, node));
  const found = searchMotifs(query);
  const own = found.filter((motif) => motif.network === network);
  const others = found.filter((motif) => motif.network !== network);
  const chosen = chosenMotifs(network, value);
  const toggle = (motif: NamedMotif) => {
    const { shown } = useDocument.getState();
    const target = { node, param, name, value };
    performTogether(`Set motif ${motif.title}`, toggleCommands(shown, target, motif));
    setForeign(undefined);
  };
  return (
    <div className={styles.picker}>
      <input
        type="search"
        className={styles.search}
        placeholder="Find a motif"
        aria-label="Find a motif"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <ChosenMotifs
        chosen={chosen}
        range={{ min: param.min, max: param.max, step: 0.05 }}
        onWeigh={(at, entry, last) => set(value.with(at, entry), last)}
      />
      {chosen[0] && <RecipeLine node={node} motif={chosen[0].motif} />}
      <div className={styles.cards}>
        {own.length > 0 && (
          <MotifCards
            label="Motifs"
            motifs={own}
            isChosen={(motif) => chosen.some((each) => each.motif === motif)}
            onToggle={toggle}
          />
        )}
        {found.length === 0 && <p className={styles.note}>No motif matches.</p>}
        {others.length > 0 && (
          <details className={styles.others} open={query !== '' || own.length === 0}>
            <summary>
              {others.length} of {motifs.length} are of {networksOf(others)}
            </summary>
            <MotifCards
              label="Motifs of other networks"
              motifs={others}
              isChosen={(motif) => motif === foreign}
              onToggle={(motif) => setForeign(motif === foreign ? undefined : motif)}
            />
          </details>
        )}
      </div>
      {foreign && <SwitchNetwork motif={foreign} onSwitch={() => toggle(foreign)} />}
    </div>
  );
}

interface SwitchNetworkProps {
  readonly motif: NamedMotif;
  readonly onSwitch: () => void;
}

function SwitchNetwork({ motif, onSwitch }: SwitchNetworkProps) {
  return (
    <p className={styles.line} role="status">
      {motif.title} is of {titleOf(motif.network)}, another network.
      <Button small onClick={onSwitch}>
        Switch to it
      </Button>
    </p>
  );
}

interface ChosenMotif {
  readonly motif: NamedMotif;
  readonly entry: LayerWeight;
  /** Its place in the value. */
  readonly at: number;
}

function chosenMotifs(
  network: string | undefined,
  value: readonly LayerWeight[],
): readonly ChosenMotif[] {
  return value.flatMap((entry, at) => {
    const motif = motifOf(network, entry);
    return motif ? [{ motif, entry, at }] : [];
  });
}

interface ChosenMotifsProps {
  readonly chosen: readonly ChosenMotif[];
  readonly range: NumberScale;
  readonly onWeigh: (at: number, entry: LayerWeight, last?: boolean) => void;
}

/** The motifs that are dreamed of, each with its weight. */
function ChosenMotifs({ chosen, range, onWeigh }: ChosenMotifsProps) {
  if (chosen.length === 0) return null;
  return (
    <ul className={styles.chosen} aria-label="Chosen motifs">
      {chosen.map(({ motif, entry, at }) => (
        <li key={motif.name} className={styles.row}>
          <NumberField
            label={motif.title}
            value={entry.weight}
            range={range}
            onChange={(weight, last) => onWeigh(at, { ...entry, weight }, last)}
            onReset={() => onWeigh(at, { ...entry, weight: 1 })}
          />
          <span className={styles.layer}>{motif.layer}</span>
        </li>
      ))}
    </ul>
  );
}

function networksOf(others: readonly NamedMotif[]): string {
  return [...new Set(others.map(({ network }) => titleOf(network)))].join(', ');
}

function titleOf(network: string): string {
  return embeddedNetworks.find(({ name }) => name === network)?.title ?? network;
}
