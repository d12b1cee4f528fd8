import { ChevronRight } from 'lucide-react';
import { useId } from 'react';
import { kindInfo, portKinds } from '../../graph/definition/port.ts';
import { count, nodeTitle } from '../../graph/document/names.ts';
import { useDocument } from '../document/document-store.ts';
import { KindGlyph } from '../glyphs/KindGlyph.tsx';
import { classNames } from '../kit/class-names.ts';
import { ParamControl } from '../param/ParamControl.tsx';
import { select } from '../session/session-store.ts';
import { AlsoDiffers } from '../variants/AlsoDiffers.tsx';
import styles from './Inspector.module.css';
import { type ValueToTry, valuesToTry } from './values-to-try.ts';

/** The graph itself, while no node is selected: what changes its picture most, and what it is. */
export function DocumentPanel() {
  const document = useDocument((state) => state.document);
  const { late, dream } = valuesToTry(useDocument((state) => state.shown));
  return (
    <>
      {document.description && <p className={styles.about}>{document.description}</p>}
      <AlsoDiffers />
      <Values title="Without a new dream" values={late} />
      <Values title={late.length > 0 ? 'With a new dream' : 'What to change'} values={dream} />
      <p className={styles.tally}>
        {count(document.nodes.length, 'node')}, {count(document.edges.length, 'wire')}. Select a
        node to see all its values.
      </p>
      <Kinds />
    </>
  );
}

interface ValuesProps {
  readonly title: string;
  readonly values: readonly ValueToTry[];
}

function Values({ title, values }: ValuesProps) {
  if (values.length === 0) return null;
  return (
    <section className={classNames(styles.params, styles.brief)} aria-label={title}>
      <h3 className={styles.group}>{title}</h3>
      {values.map((value) => (
        <Value key={`${value.node.id} ${value.name}`} {...value} />
      ))}
    </section>
  );
}

/** The value, and the node that has it, to see the others there. */
function Value({ node, definition, name }: ValueToTry) {
  const from = useId();
  return (
    <div className={styles.param} data-help={definition.params[name]?.help}>
      <div className={styles.control}>
        <ParamControl
          node={node.id}
          definition={definition}
          name={name}
          driven={false}
          describedBy={from}
        />
      </div>
      <button id={from} type="button" className={styles.from} onClick={() => select([node.id])}>
        {nodeTitle(node, definition)}
      </button>
    </div>
  );
}

/** What the signs on sockets and wires mean. */
function Kinds() {
  return (
    <details className={styles.fold}>
      <summary className={styles.foldHead}>
        <ChevronRight size={12} aria-hidden="true" />
        Kinds of values
      </summary>
      <ul className={styles.kinds}>
        {portKinds.map((kind) => (
          <li key={kind} className={styles.legend}>
            <KindGlyph kind={kind} />
            <div>
              <p className={styles.legendTitle}>{kindInfo[kind].title}</p>
              <p className={styles.help}>{kindInfo[kind].help}</p>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}
