import { Ban, CircleHelp, Ellipsis, Spline } from 'lucide-react';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { DocumentNode } from '../../graph/document/document.ts';
import { IconButton } from '../controls/Button.tsx';
import { RenameField } from '../controls/RenameField.tsx';
import { collapseNodes, renameNode, setNodeState } from '../document/edits.ts';
import { useDifferenceCount } from '../document/variant-differences.ts';
import { nodeIcon } from '../kit/category-icons.ts';
import { useSession } from '../session/session-store.ts';
import { VariantTag } from '../variants/VariantTag.tsx';
import styles from './Node.module.css';
import { NodeMenu } from './NodeMenu.tsx';

export interface NodeHeaderProps {
  readonly node: DocumentNode;
  readonly definition: NodeDefinition | undefined;
  readonly title: string;
  /** Of photos that take turns. */
  readonly count?: number | undefined;
}

export function NodeHeader({ node, definition, title, count }: NodeHeaderProps) {
  const Icon = definition ? nodeIcon(definition.type, definition.category) : CircleHelp;
  const renaming = useSession((state) => state.renaming === node.id);
  const differing = useDifferenceCount(node.id);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut of the key H
    <header
      className={styles.header}
      title={tipOf(title, definition)}
      onDoubleClick={() => collapseNodes([node.id], !node.collapsed)}
    >
      <Icon className={styles.icon} size={14} strokeWidth={1.6} aria-hidden="true" />
      {renaming ? (
        <RenameField
          start
          label="Node title"
          value={title}
          empty={node.type}
          onLeave={() => useSession.setState({ renaming: undefined })}
          onChange={(text) => renameNode(node.id, text === definition?.title ? '' : text)}
        />
      ) : (
        <h3 className={styles.title}>{title}</h3>
      )}
      {count !== undefined && <span className={styles.count}>{count}</span>}
      {differing > 0 && (
        <span className={styles.differing}>
          <VariantTag text={String(differing)} />
        </span>
      )}
      <NodeTools node={node} definition={definition} title={title} />
    </header>
  );
}

/** What the node does; a name of its own may be longer than there is room for. */
function tipOf(title: string, definition: NodeDefinition | undefined): string | undefined {
  if (!definition) return title;
  return title === definition.title ? definition.summary : `${title}\n${definition.summary}`;
}

/** What lies over the end of the title while one points at the node. */
function NodeTools({ node, definition, title }: NodeHeaderProps) {
  const bypassed = node.state === 'bypassed';
  return (
    <div className={styles.tools}>
      {definition?.passthrough && (
        <IconButton
          small
          className="nodrag"
          label={bypassed ? 'Enable' : 'Bypass'}
          icon={Spline}
          tabIndex={-1}
          aria-pressed={bypassed}
          onClick={() => setNodeState([node.id], bypassed ? undefined : 'bypassed')}
        />
      )}
      {node.state === 'muted' && (
        <IconButton
          small
          className="nodrag"
          label="Unmute"
          icon={Ban}
          tabIndex={-1}
          aria-pressed
          onClick={() => setNodeState([node.id], undefined)}
        />
      )}
      <NodeMenu node={node}>
        <IconButton
          small
          className="nodrag"
          label={`More for ${title}`}
          icon={Ellipsis}
          tabIndex={-1}
        />
      </NodeMenu>
    </div>
  );
}
