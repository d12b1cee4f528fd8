import { Popover } from 'radix-ui';
import fields from '../controls/Field.module.css';
import menus from '../controls/Menu.module.css';
import type { LayersControlProps } from '../document/control-props.ts';
import { layersInWords } from '../document/value-in-words.ts';
import { classNames } from '../kit/class-names.ts';
import { LayersPanel } from './LayersPanel.tsx';
import { useNetworkOf } from './use-network-of.ts';

/** Names the chosen layers; opens the ladder of all layers of the network. */
export function LayersControl(props: LayersControlProps) {
  const { node, param, label, value, disabled, changed } = props;
  const network = useNetworkOf(node, param.from);
  const shown = layersInWords(value, network?.from === 'bundled' ? network.name : undefined);
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button
          type="button"
          disabled={disabled}
          aria-label={`${label}: ${shown}`}
          aria-describedby={props.describedBy}
          title={shown}
          className={classNames(fields.field, changed && fields.changed, 'nodrag nopan')}
        >
          <span className={fields.name}>{label}</span>{' '}
          <span className={classNames(fields.value, fields.mono)}>{shown}</span>
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
