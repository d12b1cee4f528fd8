import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { embeddedNetworkOf } from '../../nodes/motif-commands.ts';
import { motifOf } from '../../nodes/motifs.ts';
import type { LayersControlProps } from '../document/control-props.ts';
import { useDocument } from '../document/document-store.ts';
import { MotifPicker } from '../motifs/MotifPicker.tsx';
import { LayerPicker } from './LayerPicker.tsx';
import styles from './LayersPanel.module.css';

/** Layers by name, and where layers take channels also motifs; opens at what is chosen. */
export function LayersPanel(props: LayersControlProps) {
  const { node, param, value } = props;
  const [first] = useState(() => {
    const network = embeddedNetworkOf(useDocument.getState().shown, node);
    return value.some((entry) => motifOf(network, entry)) ? 'motifs' : 'layers';
  });
  if (param.type !== 'layers' || !param.channels) return <LayerPicker {...props} />;
  return (
    <Tabs.Root defaultValue={first} className={styles.panel}>
      <Tabs.List className={styles.tabs} aria-label="Choose by">
        <Tabs.Trigger value="layers" className={styles.tab}>
          Layers
        </Tabs.Trigger>
        <Tabs.Trigger value="motifs" className={styles.tab}>
          Motifs
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="layers" className={styles.content} tabIndex={-1}>
        <LayerPicker {...props} />
      </Tabs.Content>
      <Tabs.Content value="motifs" className={styles.content} tabIndex={-1}>
        <MotifPicker {...props} param={param} />
      </Tabs.Content>
    </Tabs.Root>
  );
}
