import { Popover, Tabs } from 'radix-ui';
import { useState } from 'react';
import { layersInWords } from '../../graph/params/layers.ts';
import { motifOf } from '../../nodes/motifs.ts';
import { embeddedNetworkOf } from '../../nodes/network-commands.ts';
import fields from '../controls/Field.module.css';
import { changedFrom, FieldValue } from '../controls/FieldValue.tsx';
import menus from '../controls/Menu.module.css';
import type { LayersControlProps } from '../document/control-props.ts';
import { useDocument } from '../document/document-store.ts';
import { classNames } from '../kit/class-names.ts';
import { loadLater } from '../session/load-later.tsx';
import styles from './LayersControl.module.css';
import { useNetworkOf } from './use-network-of.ts';

const MotifPicker = loadLater(
  async () => (await import('../motifs/MotifPicker.tsx')).MotifPicker,
  'soon',
);
const LayerPicker = loadLater(async () => (await import('./LayerPicker.tsx')).LayerPicker, 'soon');

/** Names the chosen layers; opens the ladder of all layers of the network. */
export function LayersControl(props: LayersControlProps) {
  const { node, param, label, value, disabled, was } = props;
  const network = useNetworkOf(node, param.from);
  const embedded = network?.from === 'bundled' ? network.name : undefined;
  const shown = layersInWords(value, (entry) => motifOf(embedded, entry)?.title);
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button
          type="button"
          disabled={disabled}
          aria-label={`${label}: ${shown}`}
          aria-describedby={props.describedBy}
          className={classNames(fields.field, 'nodrag nopan')}
          {...changedFrom(was)}
        >
          <span className={fields.name}>{label}</span>{' '}
          <FieldValue mono was={was}>
            {shown}
          </FieldValue>
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={classNames(menus.menu, menus.panel)}
          side="right"
          sideOffset={12}
          collisionPadding={8}
          aria-label={label}
        >
          <LayersPanel {...props} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Layers by name, and where layers take channels also motifs; opens at what is chosen. */
function LayersPanel(props: LayersControlProps) {
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
