import { FolderOpen } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useRef, useState } from 'react';
import { samples } from '../../../models/samples.ts';
import type { FileParam, FileReference } from '../../graph/params/file.ts';
import { Button } from '../controls/Button.tsx';
import fields from '../controls/Field.module.css';
import { changedFrom, FieldValue } from '../controls/FieldValue.tsx';
import menus from '../controls/Menu.module.css';
import type { ControlProps } from '../document/control-props.ts';
import { importPicture } from '../files/import-picture.ts';
import { assetUrl } from '../kit/assets.ts';
import { classNames } from '../kit/class-names.ts';
import { cancellable } from '../session/cancellable.ts';
import { DropArea } from './DropArea.tsx';
import styles from './Param.module.css';

export interface FileControlProps extends ControlProps {
  readonly param: FileParam;
  readonly value: FileReference;
}

/** Names the picture; opens samples and the file dialog; takes a dropped file. */
export function ImageFileControl(props: FileControlProps) {
  const { label, param, value, set, disabled, was } = props;
  const [open, setOpen] = useState(false);
  const choose = (reference: FileReference) => {
    set(reference);
    setOpen(false);
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    const reference = await cancellable(`Opening ${file.name}`, (signal) =>
      importPicture(file, signal),
    );
    if (reference) choose(reference);
  };
  return (
    <DropArea onDrop={([file]) => void take(file)}>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger asChild>
          <button
            type="button"
            disabled={disabled}
            aria-label={`${label}: ${param.words(value)}`}
            aria-describedby={props.describedBy}
            className={classNames(fields.field, 'nodrag nopan')}
            {...changedFrom(was)}
          >
            <span className={fields.name}>{label}</span>{' '}
            <FieldValue was={was}>{param.words(value)}</FieldValue>
          </button>
        </Popover.Trigger>
        <PicturePanel value={value} onChoose={choose} onFile={take} />
      </Popover.Root>
    </DropArea>
  );
}

interface PicturePanelProps extends SampleGridProps {
  readonly onFile: (file: File | undefined) => void;
}

/** The samples, and the way to the person's own pictures. */
function PicturePanel({ value, onChoose, onFile }: PicturePanelProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Popover.Portal>
        <Popover.Content
          className={classNames(menus.menu, menus.panel)}
          sideOffset={4}
          collisionPadding={8}
        >
          <SampleGrid value={value} onChoose={onChoose} />
          <Button icon={FolderOpen} onClick={() => input.current?.click()}>
            Choose a picture…
          </Button>
        </Popover.Content>
      </Popover.Portal>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label="Picture file"
        onChange={(event) => {
          onFile(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

interface SampleGridProps {
  readonly value: FileReference;
  readonly onChoose: (reference: FileReference) => void;
}

/** The photographs that come with the app. */
function SampleGrid({ value, onChoose }: SampleGridProps) {
  return (
    <fieldset className={styles.samples} aria-label="Samples">
      {samples.map(({ name, title, photographer, year, licence }) => (
        <button
          key={name}
          type="button"
          className={styles.sample}
          title={`${title}. ${photographer}, ${year}. ${licence}`}
          aria-pressed={value.from === 'bundled' && value.name === name}
          onClick={() => onChoose({ from: 'bundled', name })}
        >
          <img src={assetUrl(`samples/${name}.jpg`)} alt={title} loading="lazy" decoding="async" />
        </button>
      ))}
    </fieldset>
  );
}
