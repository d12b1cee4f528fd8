import { memo } from 'react';
import { nodeTitle } from '../../graph/document/names.ts';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import { usePhotosOf } from '../run/photos.ts';
import { loadLater } from '../session/load-later.tsx';
import { useSession } from '../session/session-store.ts';
import { CollapsedNode } from './CollapsedNode.tsx';
import styles from './Node.module.css';
import { NodeBody } from './NodeBody.tsx';
import { NodeFooter, useFooter } from './NodeFooter.tsx';
import { NodeHeader } from './NodeHeader.tsx';
import { NodeMessages } from './NodeMessages.tsx';
import { NodeParams } from './NodeParams.tsx';
import { NodePicture } from './NodePicture.tsx';
import { NodeResize } from './NodeResize.tsx';
import { NodeSockets } from './NodeSockets.tsx';
import { StyleHint } from './StyleHint.tsx';

/**
 * A node, made from its definition: header, sockets, parameters, what is special, picture, footer.
 * React Flow passes more than the id, which is no reason to render.
 */
export const NodeView = memo(function NodeView({ id }: WithId) {
  const node = useNode(id);
  const footer = useFooter(id);
  const selected = useSession(({ selection }) => selection.has(id));
  const photos = usePhotosOf(id);
  if (!node) return null;
  const definition = definitionOf(node);
  const collapsed = node.collapsed === true;
  const title = nodeTitle(node, definition);
  const header = { node, definition, title, count: photos };
  return (
    <article
      className={styles.node}
      data-status={footer.status}
      data-selected={selected}
      data-collapsed={collapsed}
      data-node-type={node.type}
      style={collapsed ? undefined : { minHeight: node.size?.height }}
    >
      {collapsed ? (
        <CollapsedNode {...header} footer={footer} />
      ) : (
        <>
          <NodeHeader {...header} />
          <NodeSockets id={id} />
          {definition && <NodeParams id={id} definition={definition} />}
          {definition && <NodeBody node={node} definition={definition} />}
          <NodeMessages node={node} definition={definition} />
          <StyleHint id={id} />
          {photos ? (
            <PhotoGrid />
          ) : (
            <>
              {definition?.preview && (
                <NodePicture node={node} definition={definition} status={footer.status} />
              )}
              <NodeFooter {...footer} />
            </>
          )}
        </>
      )}
      {selected && <NodeResize id={id} collapsed={collapsed} />}
    </article>
  );
}, sameId);

const PhotoGrid = loadLater(async () => (await import('../batch/PhotoGrid.tsx')).PhotoGrid);

interface WithId {
  readonly id: string;
}

function sameId(before: WithId, after: WithId): boolean {
  return before.id === after.id;
}
