import { own } from '../../common/own.ts';
import { edgesInto, graphIndex } from '../../graph/document/graph-index.ts';
import { useDocument } from '../document/document-store.ts';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import { ParamControl } from '../param/ParamControl.tsx';
import { useRunSettings } from '../run/run-settings.ts';
import styles from './Phone.module.css';

/** How strong the dream is: of what is dreamed already, or else of dreaming itself. */
export function Strength() {
  const live = useRunSettings((state) => state.live);
  const document = useDocument((state) => state.document);
  const byType = (type: string) => document.nodes.findLast((node) => node.type === type)?.id;
  const id = byType('octave-merge') ?? byType('gradient-ascent') ?? '';
  const node = useNode(id);
  const definition = node && definitionOf(node);
  const param = own(definition?.params ?? {}, 'strength');
  if (!definition || !param) return null;
  const driven = edgesInto(graphIndex(document), { node: id, input: 'strength' }).length > 0;
  const effect = !param.late
    ? 'A new dream is needed.'
    : live
      ? 'Changes at once: no new dream is needed.'
      : 'No new dream is needed, but Live is off: press Run.';
  return (
    <div className={styles.strength}>
      <ParamControl
        node={id}
        definition={definition}
        name="strength"
        driven={driven}
        describedBy="strength-effect"
      />
      <p id="strength-effect" className={styles.note}>
        {effect}
      </p>
    </div>
  );
}
