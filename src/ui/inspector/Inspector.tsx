import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { DocumentNode } from '../../graph/document/document.ts';
import { count, nodeTitle } from '../../graph/document/names.ts';
import { IconButton } from '../controls/Button.tsx';
import { Tabs } from '../controls/Choices.tsx';
import { RenameField } from '../controls/RenameField.tsx';
import { useDocument } from '../document/document-store.ts';
import { renameNode } from '../document/edits.ts';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import { useDifferenceCount } from '../document/variant-differences.ts';
import { nodeIcon } from '../kit/category-icons.ts';
import { NodeMenu } from '../node/NodeMenu.tsx';
import { useLayout } from '../session/layout-store.ts';
import { loadLater } from '../session/load-later.tsx';
import { useSession } from '../session/session-store.ts';
import { VariantTag } from '../variants/VariantTag.tsx';
import { DocumentPanel } from './DocumentPanel.tsx';
import styles from './Inspector.module.css';

/** Nothing is selected when the page opens. */
const NodePanel = loadLater(async () => (await import('./NodePanel.tsx')).NodePanel, 'soon');
const SeveralPanel = loadLater(
  async () => (await import('./SeveralPanel.tsx')).SeveralPanel,
  'soon',
);
const Connections = loadLater(async () => (await import('./Connections.tsx')).Connections, 'soon');
const Outline = loadLater(async () => (await import('./Outline.tsx')).Outline, 'soon');

type Tab = 'values' | 'wires' | 'outline';

const labels: Readonly<Record<Tab, string>> = {
  values: 'Values',
  wires: 'Wires',
  outline: 'Outline',
};

/** Everything about the selected node, what several have in common, or the graph; or the outline. */
export function Inspector() {
  const outline = useLayout(({ open }) => open.outline);
  const [part, setPart] = useState<Exclude<Tab, 'outline'>>('values');
  const selection = useSession((state) => state.selection);
  const nodes = useDocument(({ document }) => document.nodes);
  const chosen = [...selection].filter((id) => nodes.some((each) => each.id === id));
  const several = chosen.length > 1;
  const node = useNode(several ? '' : (chosen[0] ?? ''));
  const tab: Tab = outline ? 'outline' : node ? part : 'values';
  const choose = (next: Tab) => {
    if ((next === 'outline') !== outline) useLayout.getState().toggle('outline');
    if (next !== 'outline') setPart(next);
  };
  const options = (['values', 'wires', 'outline'] as const)
    .filter((value) => node || value !== 'wires')
    .map((value) => ({
      value,
      label: node || several || value === 'outline' ? labels[value] : 'Graph',
    }));
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      <div className={styles.head}>
        {node && <NodeHeading key={node.id} node={node} />}
        {several && <h2 className={styles.title}>{count(chosen.length, 'node')}</h2>}
        {!node && !several && <GraphHeading />}
        <Tabs<Tab> label="Inspector" value={tab} options={options} onChange={choose} />
        {node && (
          <NodeMenu node={node}>
            <IconButton small label="What can be done with this node" icon={Ellipsis} />
          </NodeMenu>
        )}
      </div>
      <div
        key={node?.id}
        className={styles.content}
        role="tabpanel"
        aria-label={options.find(({ value }) => value === tab)?.label}
      >
        {tab === 'outline' && <Outline />}
        {tab === 'values' && node && <NodePanel node={node} />}
        {tab === 'values' && several && <SeveralPanel key={chosen.join(' ')} ids={chosen} />}
        {tab === 'values' && !node && !several && <DocumentPanel />}
        {tab === 'wires' && node && <Connections id={node.id} />}
      </div>
    </aside>
  );
}

/** The title of a node, and how many of its values a variant changes. */
function NodeHeading({ node }: { readonly node: DocumentNode }) {
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

function GraphHeading() {
  const name = useDocument(({ document }) => document.name);
  return (
    <>
      <h2 className={styles.title}>{name}</h2>
      <VariantTag />
    </>
  );
}
