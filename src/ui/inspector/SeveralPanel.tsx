import { RotateCcw } from 'lucide-react';
import type { Json } from '../../graph/document/json.ts';
import { inSentence, partTitle } from '../../graph/document/names.ts';
import { formatValue } from '../../graph/params/values.ts';
import { IconButton } from '../controls/Button.tsx';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { ParsedField } from '../controls/ParsedField.tsx';
import type { ControlProps } from '../document/control-props.ts';
import { useDocument } from '../document/document-store.ts';
import { cancelParams, resetParams, setParams } from '../document/edits.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { ParamInput } from '../param/ParamInput.tsx';
import { type CommonParam, commonParams } from './common-params.ts';
import styles from './Inspector.module.css';

/** Several nodes: the values that they have in common, each set for all of them at once. */
export function SeveralPanel({ ids }: { readonly ids: readonly string[] }) {
  const document = useDocument((state) => state.shown);
  const common = commonParams(document, ids);
  const titles = document.nodes
    .filter(({ id }) => ids.includes(id))
    .map((node) => definitionOf(node)?.title ?? node.type);
  const kinds = [...new Set(titles)].map((title) => {
    const times = titles.filter((other) => other === title).length;
    return times === 1 ? title : `${times} × ${title}`;
  });
  return (
    <>
      <p className={styles.summary}>{kinds.join(', ')}</p>
      {common.length === 0 && <p className={styles.tally}>They have no values in common.</p>}
      <div className={styles.params}>
        {common.map((each) => (
          <div key={each.key} className={styles.param}>
            <CommonControl ids={ids} common={each} />
          </div>
        ))}
      </div>
    </>
  );
}

interface CommonControlProps {
  readonly ids: readonly string[];
  readonly common: CommonParam;
}

function CommonControl({ ids, common }: CommonControlProps) {
  const { key, param } = common;
  const label = partTitle(key, param);
  const props: ControlProps = {
    node: ids[0] ?? '',
    name: key,
    label,
    disabled: false,
    was: undefined,
    describedBy: undefined,
    set: (value, last = true) => setParams(ids, key, value, last),
    reset: () => resetParams(ids, key),
    cancel: () => cancelParams(ids, key),
  };
  return (
    <div className={styles.control}>
      <CommonInput {...props} common={common} />
      <IconButton
        small
        className={styles.reset}
        label={`Reset ${inSentence(label)} of all`}
        icon={RotateCcw}
        onClick={props.reset}
      />
    </div>
  );
}

const mixed = 'mixed';

/** The control of the parameter; where the values differ, one that says so and sets them alike. */
function CommonInput({ common, ...props }: ControlProps & Pick<CommonControlProps, 'common'>) {
  const { param, value } = common;
  const { type } = param;
  // The ladder of layers shows and sets more of its node than this one value.
  const asText = type === 'layers' || type === 'layer';
  if (value !== undefined && !asText) {
    return <ParamInput {...props} param={param} value={value as typeof param.default} />;
  }
  if (type === 'choice' || type === 'boolean') {
    const options =
      type === 'choice'
        ? param.options
        : [
            { value: 'true', label: 'yes' },
            { value: 'false', label: 'no' },
          ];
    const set = (chosen: string) => props.set(type === 'choice' ? chosen : chosen === 'true');
    return <ChoiceField label={props.label} value={mixed} options={options} onChange={set} />;
  }
  const text = value === undefined ? '' : formatValue(param, value);
  return (
    <ParsedField
      label={props.label}
      text={text}
      shown={text || mixed}
      parse={param.parse}
      mono={asText || type === 'channels'}
      onChange={(next) => props.set(next as Json)}
      onReset={props.reset}
    />
  );
}
