import type { DocumentNode } from '../../graph/document/document.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import { RenameField } from '../controls/RenameField.tsx';
import { renameNode } from '../document/edits.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { useDifferenceCount } from '../document/variant-differences.ts';
import { nodeIcon } from '../kit/category-icons.ts';
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
    </>
  );
}
