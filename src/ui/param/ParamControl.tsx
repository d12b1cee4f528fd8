import { problemText } from '../../common/result.ts';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { Json } from '../../graph/document/json.ts';
import { partTitle } from '../../graph/document/names.ts';
import { paramValue } from '../../graph/params/values.ts';
import { ParsedField } from '../controls/ParsedField.tsx';
import type { ControlProps } from '../document/control-props.ts';
import { cancelParam, resetParam, setParam } from '../document/edits.ts';
import { useNode } from '../document/node-hooks.ts';
import { useKeyState } from '../document/tracks.ts';
import { useGraphValue } from '../document/variant-differences.ts';
import { loadLater } from '../session/load-later.tsx';
import marks from './KeyMark.module.css';
import { ParamInput } from './ParamInput.tsx';

/** Only films have keys. */
const KeyMark = loadLater(async () => (await import('./KeyMark.tsx')).KeyMark);

export interface ParamControlProps {
  readonly node: string;
  readonly definition: NodeDefinition;
  readonly name: string;
  /** A wire sets the value. */
  readonly driven: boolean;
  /** Id of the help text, where it is on the screen. */
  readonly describedBy?: string;
}

/** The control of one parameter, the same in the node and in the inspector; in a film with its key. */
export function ParamControl(props: ParamControlProps) {
  const { node, name, definition, driven } = props;
  const keyed = useKeyState(node, name) !== undefined && !driven;
  if (!keyed) return <ValueControl {...props} />;
  const label = partTitle(name, definition.params[name]);
  return (
    <div className={marks.keyed}>
      <ValueControl {...props} />
      <KeyMark node={node} param={name} label={label} className={marks.inField} />
    </div>
  );
}

function ValueControl({ node: id, definition, name, driven, describedBy }: ParamControlProps) {
  const node = useNode(id);
  const param = definition.params[name];
  const was = useGraphValue(id, name);
  if (!node || !param) return null;
  const value = paramValue(node.params, name, param);
  const props: ControlProps = {
    node: id,
    name,
    label: partTitle(name, param),
    disabled: driven,
    was: driven ? undefined : was,
    describedBy,
    set: (next, last = true) => setParam(id, name, next, last),
    reset: () => resetParam(id, name),
    cancel: () => cancelParam(id, name),
  };
  if (driven) {
    return (
      <ParsedField
        {...props}
        text="by wire"
        parse={param.parse}
        onChange={() => {}}
        onReset={() => {}}
      />
    );
  }
  const checked = param.validate(value);
  if (!checked.ok) {
    // A value from a file that does not fit is shown as it is, with what would fit.
    return (
      <ParsedField
        {...props}
        text={typeof value === 'string' ? value : JSON.stringify(value)}
        parse={param.parse}
        startRefusal={problemText(checked.problem)}
        onChange={(next) => props.set(next as Json)}
        onReset={props.reset}
      />
    );
  }
  return <ParamInput {...props} param={param} value={value as typeof checked.value} />;
}
