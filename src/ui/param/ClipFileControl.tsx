import { useRef } from 'react';
import fields from '../controls/Field.module.css';
import { changedFrom, FieldValue } from '../controls/FieldValue.tsx';
import { FileInput } from '../controls/FileInput.tsx';
import { droppedFiles } from '../files/drop.ts';
import { classNames } from '../kit/class-names.ts';
import { cancellable } from '../session/cancellable.ts';
import { DropArea } from './DropArea.tsx';
import type { FileControlProps } from './ImageFileControl.tsx';

/** Names the clip; opens the file dialog, which takes several numbered pictures too; takes dropped files. */
export function ClipFileControl(props: FileControlProps) {
  const { label, param, value, set, disabled, was } = props;
  const input = useRef<HTMLInputElement>(null);
  const words = value.from === 'nothing' ? 'Choose a clip…' : param.words(value);
  const take = async (files: readonly File[]) => {
    if (files.length === 0) return;
    const { importClip, titleOfFiles } = await import('../files/import-clip.ts');
    const reference = await cancellable(`Opening ${titleOfFiles(files)}`, (signal) =>
      importClip(files, signal),
    );
    if (reference) set(reference);
  };
  return (
    <DropArea onDrop={(dropped) => void take(droppedFiles(dropped))}>
      <button
        type="button"
        disabled={disabled}
        aria-label={`${label}: ${words}`}
        aria-describedby={props.describedBy}
        className={classNames(fields.field, 'nodrag nopan')}
        onClick={() => input.current?.click()}
        {...changedFrom(was)}
      >
        <span className={fields.name}>{label}</span> <FieldValue was={was}>{words}</FieldValue>
      </button>
      <FileInput
        ref={input}
        multiple
        accept="video/*,image/gif,image/webp,image/png,image/jpeg,.mkv,.zip"
        label="Clip file, or numbered pictures"
        onFiles={(files) => void take(files)}
      />
    </DropArea>
  );
}
