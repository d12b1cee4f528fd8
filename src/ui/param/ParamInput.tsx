import type { Json } from '../../graph/document/json.ts';
import type { FileReference } from '../../graph/params/file.ts';
import type { LayerWeight } from '../../graph/params/layers.ts';
import type { Param } from '../../graph/params/param.ts';
import type { SeedValue } from '../../graph/params/seed.ts';
import type { Stroke } from '../../graph/params/strokes.ts';
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

export interface ParamInputProps extends ControlProps {
  readonly param: Param;
  /** Valid for the parameter. */
  readonly value: Json;
}

/** The control that fits the type of a parameter. */
export function ParamInput({ param, value, set, reset, ...rest }: ParamInputProps) {
  const { node, name, ...field } = rest;
  const drawn = useRun(({ seeds }) => seeds[`${node}.${name}`]);
  switch (param.type) {
    case 'number':
      return (
        <NumberField
          {...field}
          value={value as number}
          range={param}
          unit={param.unit}
          onChange={set}
          onReset={reset}
        />
      );
    case 'choice':
      return (
        <ChoiceField {...field} value={value as string} options={param.options} onChange={set} />
      );
    case 'boolean':
      return <ToggleField {...field} value={value as boolean} onChange={set} />;
    case 'colour':
      return <ColourField {...field} value={value as string} onChange={set} />;
    case 'seed':
      return (
        <SeedField
          {...field}
          param={param}
          value={value as SeedValue}
          lastDrawn={drawn}
          onChange={(next) => set(next as SeedValue)}
          onReset={reset}
        />
      );
    case 'layers':
      return (
        <LayersControl
          {...rest}
          param={param}
          value={value as readonly LayerWeight[]}
          set={set}
          reset={reset}
        />
      );
    case 'layer':
      return (
        <LayersControl
          {...rest}
          param={param}
          value={[{ layer: value as string, weight: 1 }]}
          set={(next) => set((next as readonly LayerWeight[])[0]?.layer ?? param.default)}
          reset={reset}
        />
      );
    case 'file':
      return (
        <FileControl
          {...rest}
          param={param}
          value={value as FileReference}
          set={set}
          reset={reset}
        />
      );
    case 'strokes':
      return (
        <StrokesControl {...rest} value={value as readonly Stroke[]} set={set} reset={reset} />
      );
    case 'text':
    case 'channels':
    case 'numbers':
      if (param.type === 'numbers' && param.edges) {
        return <CropControl {...rest} value={value as readonly number[]} set={set} reset={reset} />;
      }
      return (
        <ParsedField
          {...field}
          text={formatted(param, value)}
          parse={param.parse}
          mono={param.type === 'channels'}
          onChange={(next) => set(next as Json)}
          onReset={reset}
        />
      );
  }
}

/** `value` has passed `param.validate`, which the type system cannot follow through the union. */
function formatted(param: Param, value: Json): string {
  return (param.format as (value: Json) => string)(value);
}
