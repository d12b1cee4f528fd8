import { X } from 'lucide-react';
import type { SweepWay } from '../../graph/params/base.ts';
import { IconButton } from '../controls/Button.tsx';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { Message } from '../controls/Message.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { useOfferedLayers } from '../param/use-network-of.ts';
import dialogs from '../session/Modal.module.css';
import { type AxisDraft, mostSteps, startAxis } from './axis-draft.ts';
import styles from './SweepDialog.module.css';
import { optionsOf, type Sweepable } from './sweepable.ts';

export interface AxisFieldsProps {
  /** "Down" or "Across". */
  readonly title: string;
  readonly draft: AxisDraft;
  /** Parameters to choose from. */
  readonly offered: readonly Sweepable[];
  /** Why what is typed does not do. */
  readonly problem: string | undefined;
  readonly onChange: (draft: AxisDraft) => void;
  readonly onRemove?: () => void;
}

const wayNames: Readonly<Record<SweepWay, string>> = {
  range: 'From, to and steps',
  pick: 'Chosen from a list',
  list: 'Typed one by one',
  seeds: 'New seeds',
};

/** One side of a sweep: which parameter, and which values it takes. */
export function AxisFields({
  title,
  draft,
  offered,
  problem,
  onChange,
  onRemove,
}: AxisFieldsProps) {
  const param = offered.find(({ id }) => id === draft.id);
  const choose = (id: string) => {
    const next = offered.find((candidate) => candidate.id === id);
    if (next) onChange(startAxis(next, () => Math.floor(Math.random() * 65_536)));
  };
  return (
    <fieldset className={styles.axis}>
      <legend className={styles.side}>{title}</legend>
      {onRemove && (
        <IconButton
          small
          className={styles.remove}
          label="Remove the second parameter"
          icon={X}
          onClick={onRemove}
        />
      )}
      <ChoiceField
        label="Parameter"
        value={draft.id}
        options={offered.map(({ id, title: label }) => ({ value: id, label }))}
        onChange={choose}
      />
      {param && param.spec.sweep.length > 1 && (
        <ChoiceField
          label="Values"
          value={draft.way}
          options={param.spec.sweep.map((way) => ({ value: way, label: wayNames[way] }))}
          onChange={(way) => onChange({ ...draft, way: way as SweepWay })}
        />
      )}
      {param && <Values param={param} draft={draft} onChange={onChange} />}
      {problem && <Message text={problem} />}
    </fieldset>
  );
}

interface ValuesProps extends Pick<AxisFieldsProps, 'draft' | 'onChange'> {
  readonly param: Sweepable;
}

function Values({ param, draft, onChange }: ValuesProps) {
  switch (draft.way) {
    case 'range':
      return <Range param={param} draft={draft} onChange={onChange} />;
    case 'pick':
      return <Picks param={param} draft={draft} onChange={onChange} />;
    case 'seeds':
      return <Steps label="Number of seeds" draft={draft} onChange={onChange} />;
    case 'list':
      return (
        <input
          className={dialogs.field}
          aria-label="Values, separated by commas"
          placeholder="Values, separated by commas"
          value={draft.text}
          spellCheck={false}
          onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
        />
      );
  }
}

function Range({ param: { spec }, draft, onChange }: ValuesProps) {
  if (spec.type !== 'number') return null;
  return (
    <div className={styles.range}>
      <NumberField
        label="From"
        value={draft.from}
        range={spec}
        unit={spec.unit}
        onChange={(from) => onChange({ ...draft, from })}
        onReset={() => onChange({ ...draft, from: spec.min })}
      />
      <NumberField
        label="To"
        value={draft.to}
        range={spec}
        unit={spec.unit}
        onChange={(to) => onChange({ ...draft, to })}
        onReset={() => onChange({ ...draft, to: spec.max })}
      />
      <Steps label="Steps" draft={draft} onChange={onChange} />
    </div>
  );
}

function Steps({
  label,
  draft,
  onChange,
}: Pick<ValuesProps, 'draft' | 'onChange'> & { readonly label: string }) {
  return (
    <NumberField
      label={label}
      value={draft.steps}
      range={{ min: 1, max: mostSteps, step: 1, integer: true }}
      onChange={(steps) => onChange({ ...draft, steps })}
      onReset={() => onChange({ ...draft, steps: 3 })}
    />
  );
}

function Picks({ param: { node, spec }, draft, onChange }: ValuesProps) {
  const layers = useOfferedLayers(node, 'from' in spec ? spec.from : '');
  const options = optionsOf(spec, layers).map(({ value, label }) => ({
    text: JSON.stringify(value),
    label,
  }));
  const toggle = (text: string, wanted: boolean) => {
    const picked = options.filter((option) =>
      option.text === text ? wanted : draft.picked.includes(option.text),
    );
    onChange({ ...draft, picked: picked.map((option) => option.text) });
  };
  if (options.length === 0) return <p className={styles.note}>Reading the network…</p>;
  return (
    <div className={styles.picks} data-mono={spec.type === 'layers' || spec.type === 'layer'}>
      {options.map(({ text, label }) => (
        <label key={text} className={styles.pick}>
          <input
            type="checkbox"
            checked={draft.picked.includes(text)}
            onChange={(event) => toggle(text, event.currentTarget.checked)}
          />
          {label}
        </label>
      ))}
    </div>
  );
}
