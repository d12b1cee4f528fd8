import { Ban, RotateCcw, Spline } from 'lucide-react';
import type { DocumentNode } from '../../graph/document/document.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import { IconButton } from '../controls/Button.tsx';
import { RenameField } from '../controls/RenameField.tsx';
import { renameNode, resetParam, setNodeState } from '../document/edits.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { useDifferenceCount } from '../document/variant-differences.ts';
import { nodeIcon } from '../kit/category-icons.ts';
import { NodeFooter, useFooter } from '../node/NodeFooter.tsx';
import { ObjectiveTable } from '../objectives/ObjectiveTable.tsx';
import { AlsoDiffers } from '../variants/AlsoDiffers.tsx';
import { VariantTag } from '../variants/VariantTag.tsx';
import { WireSummary } from './Connections.tsx';
import styles from './Inspector.module.css';
import { ParamGroups } from './ParamGroups.tsx';

/** The title of a node, and how many of its values a variant changes. */
export function NodeHeading({ node }: { readonly node: DocumentNode }) {
  const definition = definitionOf(node);
  const differing = useDifferenceCount(node.id);
  const Icon = definition && nodeIcon(node.type, definition.category);
  return (
    <>
      {Icon && <Icon size={14} strokeWidth={1.75} aria-hidden="true" className={styles.icon} />}
      <h2 className={styles.title}>
        <RenameField
          key={node.label}
          label="Node title"
          value={nodeTitle(node, definition)}
          empty={node.type}
          onChange={(title) => renameNode(node.id, title === definition?.title ? '' : title)}
        />
      </h2>
      <VariantTag
        text={differing > 0 ? `${differing} ${differing === 1 ? 'differs' : 'differ'}` : undefined}
      />
    </>
  );
}

/** What can be done with all of a node. */
export function NodeButtons({ node }: { readonly node: DocumentNode }) {
  const { id, state } = node;
  const bypassed = state === 'bypassed';
  const muted = state === 'muted';
  return (
    <>
      {definitionOf(node)?.passthrough && (
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
      <IconButton small label="Reset all values" icon={RotateCcw} onClick={() => resetParam(id)} />
    </>
  );
}

/** One node: what it does, all its parameters with help, where its wires lead. */
export function NodePanel({ node }: { readonly node: DocumentNode }) {
  const { id } = node;
  const definition = definitionOf(node);
  return (
    <>
      {definition && <p className={styles.summary}>{definition.summary}</p>}
      {node.type === 'combine-objectives' && <ObjectiveTable node={id} />}
      {definition && <ParamGroups node={node} definition={definition} />}
      <AlsoDiffers node={id} />
      <WireSummary id={id} />
      <NodeFoot id={id} />
    </>
  );
}

export function NodeFoot({ id }: { readonly id: string }) {
  return (
    <div className={styles.foot}>
      <NodeFooter {...useFooter(id)} />
    </div>
  );
}
