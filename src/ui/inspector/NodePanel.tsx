import type { DocumentNode } from '../../graph/document/document.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { ObjectiveTable } from '../objectives/ObjectiveTable.tsx';
import { usePhotosOf } from '../run/photos.ts';
import { loadLater } from '../session/load-later.tsx';
import { AlsoDiffers } from '../variants/AlsoDiffers.tsx';
import { WireSummary } from './Connections.tsx';
import styles from './Inspector.module.css';
import { ParamGroups } from './ParamGroups.tsx';

const PhotoList = loadLater(async () => (await import('../batch/PhotoList.tsx')).PhotoList);

/** One node: what it does, all its parameters with help, where its wires lead. */
export function NodePanel({ node }: { readonly node: DocumentNode }) {
  const { id } = node;
  const definition = definitionOf(node);
  const photos = usePhotosOf(id);
  return (
    <>
      {definition && <p className={styles.summary}>{definition.summary}</p>}
      {node.type === 'combine-objectives' && <ObjectiveTable node={id} />}
      {photos !== undefined && <PhotoList node={id} />}
      {definition && <ParamGroups node={node} definition={definition} />}
      <AlsoDiffers node={id} />
      <WireSummary id={id} />
    </>
  );
}
