import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { Port } from '../../graph/definition/port.ts';
import { inSentence, partTitle } from '../../graph/document/names.ts';
import type { NamedMotif } from '../../nodes/motifs.ts';
import { KindGlyph } from '../glyphs/KindGlyph.tsx';
import { selectedObjective } from '../motifs/choose-motif.ts';
import { MotifPicture } from '../motifs/MotifCards.tsx';
import styles from './Palette.module.css';

/** What the highlighted node takes and gives. */
export function NodePreview({ definition }: { readonly definition: NodeDefinition }) {
  const { title, summary, inputs, outputs } = definition;
  return (
    <div className={styles.preview} aria-hidden="true">
      <div className={styles.card}>
        <p className={styles.cardTitle}>{title}</p>
        <div className={styles.sockets}>
          <div>
            {Object.entries(inputs).map(([key, port]) => (
              <SocketLine key={key} name={key} port={port} filled={!port.optional} />
            ))}
          </div>
          <div className={styles.outputs}>
            {Object.entries(outputs).map(([key, port]) => (
              <SocketLine key={key} name={key} port={port} filled />
            ))}
          </div>
        </div>
      </div>
      <p className={styles.about}>{summary}</p>
    </div>
  );
}

/** What the highlighted motif looks like. */
export function MotifPreview({ motif }: { readonly motif: NamedMotif }) {
  return (
    <div className={styles.preview} aria-hidden="true">
      <MotifPicture motif={motif} />
      <p className={styles.about}>
        {selectedObjective() === undefined
          ? 'Adds a Layer Objective that dreams of it.'
          : 'Sets it on the selected Layer Objective.'}
      </p>
    </div>
  );
}

interface SocketLineProps {
  readonly name: string;
  readonly port: Port;
  readonly filled: boolean;
}

function SocketLine({ name, port, filled }: SocketLineProps) {
  return (
    <p className={styles.socket}>
      <KindGlyph kind={port.kinds[0] ?? 'image'} filled={filled} size={12} />
      {inSentence(partTitle(name, port))}
    </p>
  );
}
