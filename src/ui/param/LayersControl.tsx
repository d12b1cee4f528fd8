import { Popover } from 'radix-ui';
import { classNames } from '../controls/class-names.ts';
import fields from '../controls/Field.module.css';
import menus from '../menu/Menu.module.css';
import type { LayersControlProps } from './control-props.ts';
import { LayerPicker } from './LayerPicker.tsx';
import { layersInWords } from './value-in-words.ts';

/** Names the chosen layers; opens the ladder of all layers of the network. */
export function LayersControl(props: LayersControlProps) {
  const { label, value, disabled, changed } = props;
  const shown = layersInWords(value);
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
          <LayerPicker {...props} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
