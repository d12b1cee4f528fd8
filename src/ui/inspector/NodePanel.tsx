import { Ban, RotateCcw, Spline } from 'lucide-react';
import { nodeTitle } from '../../graph/document/names.ts';
import { IconButton } from '../controls/Button.tsx';
import { RenameField } from '../controls/RenameField.tsx';
import { renameNode, resetParam, setNodeState } from '../document/edits.ts';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import { useDifferenceCount } from '../document/variant-differences.ts';
import { NodeFooter, useFooter } from '../node/NodeFooter.tsx';
import { ObjectiveTable } from '../objectives/ObjectiveTable.tsx';
import { AlsoDiffers } from '../variants/AlsoDiffers.tsx';
import { VariantTag } from '../variants/VariantTag.tsx';
import { Connections } from './Connections.tsx';
import styles from './Inspector.module.css';
import { ParamGroups } from './ParamGroups.tsx';

/** One node: title, what it does, all its parameters with help, its connections. */
export function NodePanel({ id }: { readonly id: string }) {
  const node = useNode(id);
  const footer = useFooter(id);
  const differing = useDifferenceCount(id);
  if (!node) return null;
  const definition = definitionOf(node);
  const bypassed = node.state === 'bypassed';
  const muted = node.state === 'muted';
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>
          <RenameField
            key={node.label}
            label="Node title"
            value={nodeTitle(node, definition)}
            empty={node.type}
            onChange={(title) => renameNode(id, title === definition?.title ? '' : title)}
          />
        </h2>
        <VariantTag
          text={
            differing > 0 ? `${differing} ${differing === 1 ? 'differs' : 'differ'}` : undefined
          }
        />
        {definition?.passthrough && (
          <IconButton
            small
            label={bypassed ? 'Enable' : 'Bypass'}
            icon={Spline}
            aria-pressed={bypassed}
            onClick={() => setNodeState([id], bypassed ? undefined : 'bypassed')}
          />
        )}
        <IconButton
          small
          label={muted ? 'Unmute' : 'Mute'}
          icon={Ban}
          aria-pressed={muted}
          onClick={() => setNodeState([id], muted ? undefined : 'muted')}
        />
        <IconButton
          small
          label="Reset all values"
          icon={RotateCcw}
          onClick={() => resetParam(id)}
        />
      </div>
      {definition && <p className={styles.summary}>{definition.summary}</p>}
      {node.type === 'combine-objectives' && <ObjectiveTable node={id} />}
      {definition && <ParamGroups node={node} definition={definition} />}
      <AlsoDiffers node={id} />
      <Connections id={id} />
      <div className={styles.foot}>
        <NodeFooter {...footer} />
      </div>
    </>
  );
}
