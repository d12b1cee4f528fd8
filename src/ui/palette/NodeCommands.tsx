import { Command } from 'cmdk';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import { catalog } from '../../nodes/catalog.ts';
import { addNode } from '../document/add-node.ts';
import { useDocument } from '../document/document-store.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { classNames } from '../kit/class-names.ts';
import { canvas } from '../session/canvas-handle.ts';
import { focusAfterDialog } from '../session/Modal.tsx';
import { closeDialog, select, useView } from '../session/session-store.ts';
import styles from './Palette.module.css';

const types: readonly NodeDefinition[] = Object.values(catalog).filter(
  (definition: NodeDefinition) => !definition.deprecated,
);

/** The nodes of the graph to go to, and those that can be added, in the command palette. */
export function NodeCommands() {
  const document = useDocument((state) => state.document);
  const isEditing = useView(({ view }) => view === 'edit');
  return (
    <>
      <Command.Group heading="Go to a node" className={styles.heading}>
        {namesOf(document).map(({ id, name, type }) => (
          <Command.Item
            key={id}
            value={`Go to ${name}`}
            keywords={[type]}
            disabled={!isEditing}
            className={classNames(styles.entry, styles.command)}
            onSelect={() => goTo(id)}
          >
            <span className={styles.words}>Go to {name}</span>
            {!name.startsWith(type) && <span className={styles.keys}>{type}</span>}
          </Command.Item>
        ))}
      </Command.Group>
      <Command.Group heading="Add a node" className={styles.heading}>
        {types.map(({ type, title, keywords }) => (
          <Command.Item
            key={type}
            value={`Add ${title}`}
            keywords={[title, ...keywords]}
            disabled={!isEditing}
            className={classNames(styles.entry, styles.command)}
            onSelect={() => add(type)}
          >
            <span className={styles.words}>Add {title}</span>
          </Command.Item>
        ))}
      </Command.Group>
    </>
  );
}

/** Nodes of the same title are told apart by their place in the document. */
function namesOf({ nodes }: Document) {
  const seen = new Map<string, number>();
  return nodes.map((node) => {
    const definition = definitionOf(node);
    const title = nodeTitle(node, definition);
    const count = (seen.get(title) ?? 0) + 1;
    seen.set(title, count);
    const name = count === 1 ? title : `${title} (${count})`;
    return { id: node.id, name, type: definition?.title ?? node.type };
  });
}

function goTo(id: string): void {
  select([id]);
  canvas().centreOn(id);
  focusAfterDialog.set(id);
  closeDialog();
}

function add(type: string): void {
  const id = addNode(type);
  if (id) focusAfterDialog.set(id);
  closeDialog();
}
