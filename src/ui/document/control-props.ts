import type { Json } from '../../graph/document/json.ts';
import type { LayerParam, LayersParam, LayerWeight } from '../../graph/params/layers.ts';

/** What every control of a parameter gets. */
export interface ControlProps {
  readonly node: string;
  readonly name: string;
  readonly label: string;
  readonly disabled: boolean;
  /** The graph's value in words, where the shown variant has another. */
  readonly was: string | undefined;
  readonly describedBy: string | undefined;
  /** `last` ends the gesture and with it the step of history. */
  readonly set: (value: Json, last?: boolean) => void;
  readonly reset: () => void;
  /** Takes back what was set since the gesture began. */
  readonly cancel: () => void;
}

/** What the controls of layers get beyond that. */
export interface LayersControlProps extends ControlProps {
  readonly param: LayerParam | LayersParam;
  readonly value: readonly LayerWeight[];
}
