import type { ReactNode } from 'react';
import type { Json } from '../../graph/document/json.ts';
import type { LayerWeight } from '../../graph/params/layers.ts';
import type { Param } from '../../graph/params/param.ts';
import { formatValue } from '../../graph/params/values.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { ColourField } from '../controls/ColourField.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { ParsedField } from '../controls/ParsedField.tsx';
import { SeedField } from '../controls/SeedField.tsx';
import { ToggleField } from '../controls/ToggleField.tsx';
import type { ControlProps } from '../document/control-props.ts';
import { useRun } from '../run/run-store.ts';
import { CropControl } from './CropControl.tsx';
import { FileControl } from './FileControl.tsx';
import { LayersControl } from './LayersControl.tsx';
import { StrokesControl } from './StrokesControl.tsx';

/** A parameter of one kind with a value that is valid for it. */
interface InputProps<P extends Param> extends ControlProps {
  readonly param: P;
  readonly value: P['default'];
}

type Kind = Param['type'];
type Control<K extends Kind> = (props: InputProps<Extract<Param, { type: K }>>) => ReactNode;

/** The control of each kind of parameter. */
const controls: { readonly [K in Kind]: Control<K> } = {
  number: ({ param, value, set, reset, cancel, ...rest }) => (
    <NumberField
      {...fieldOf(rest)}
      value={value}
      range={param}
      unit={param.unit}
      onChange={set}
      onReset={reset}
      onCancel={cancel}
    />
  ),
  choice: ({ param, value, set, ...rest }) => (
    <ChoiceField {...fieldOf(rest)} value={value} options={param.options} onChange={set} />
  ),
  boolean: ({ value, set, ...rest }) => (
    <ToggleField {...fieldOf(rest)} value={value} onChange={set} />
  ),
  colour: ({ value, set, ...rest }) => (
    <ColourField {...fieldOf(rest)} value={value} onChange={set} />
  ),
  seed: SeedControl,
  layers: LayersControl,
  layer: ({ param, value, set, ...rest }) => (
    <LayersControl
      {...rest}
      param={param}
      value={[{ layer: value, weight: 1 }]}
      set={(next) => set((next as readonly LayerWeight[])[0]?.layer ?? param.default)}
    />
  ),
  file: FileControl,
  files: TypedControl,
  strokes: StrokesControl,
  text: TypedControl,
  channels: TypedControl,
  numbers: (props) =>
    props.param.edges ? <CropControl {...props} /> : <TypedControl {...props} />,
};

/** The control that fits the kind of a parameter. */
export function ParamInput(props: InputProps<Param>) {
  const Control = controls[props.param.type] as (props: InputProps<Param>) => ReactNode;
  return <Control {...props} />;
}

function SeedControl(props: InputProps<Extract<Param, { type: 'seed' }>>) {
  const { node, name, param, value, set, reset } = props;
  const drawn = useRun(({ seeds }) => seeds[`${node}.${name}`]);
  return (
    <SeedField
      {...fieldOf(props)}
      param={param}
      value={value}
      lastDrawn={drawn}
      onChange={(next) => set(next as typeof value)}
      onReset={reset}
    />
  );
}

/** A value that is typed as a text: serves every kind. */
function TypedControl(props: InputProps<Param>) {
  const { param, value, set, reset } = props;
  return (
    <ParsedField
      {...fieldOf(props)}
      text={formatValue(param, value)}
      parse={param.parse}
      mono={param.type === 'channels'}
      onChange={(next) => set(next as Json)}
      onReset={reset}
    />
  );
}

function fieldOf({
  label,
  disabled,
  was,
  describedBy,
}: Omit<ControlProps, 'set' | 'reset' | 'cancel'>) {
  return { label, disabled, was, describedBy };
}
