import { FolderOpen } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useRef, useState } from 'react';
import { samples } from '../../../models/samples.ts';
import { count } from '../../graph/document/names.ts';
import type { FileParam, FileReference } from '../../graph/params/file.ts';
import { Button } from '../controls/Button.tsx';
import fields from '../controls/Field.module.css';
import { changedFrom, FieldValue } from '../controls/FieldValue.tsx';
import { FileInput } from '../controls/FileInput.tsx';
import menus from '../controls/Menu.module.css';
import type { ControlProps } from '../document/control-props.ts';
import { dropPhotos } from '../files/drop.ts';
import { importPicture } from '../files/import-picture.ts';
import { setPhotos, useFilesOfNode } from '../files/photo-edits.ts';
import { assetUrl } from '../kit/assets.ts';
import { classNames } from '../kit/class-names.ts';
import type { Dropped } from '../kit/files.ts';
import { usePhotosOf } from '../run/photos.ts';
import { cancellable } from '../session/cancellable.ts';
import { DropArea } from './DropArea.tsx';
import styles from './Param.module.css';

export interface FileControlProps extends ControlProps {
  readonly param: FileParam;
  readonly value: FileReference;
}

/** Names the picture, or says how many take turns; opens samples and the file dialog; takes dropped files. */
export function ImageFileControl(props: FileControlProps) {
  const { label, param, value, set, disabled, was, node } = props;
  const [open, setOpen] = useState(false);
  const several = useFilesOfNode(node);
  const turns = usePhotosOf(node) !== undefined;
  const choose = (reference: FileReference) => {
    if (several) setPhotos(node, [reference]);
    else set(reference);
    setOpen(false);
  };
  const take = async (dropped: Dropped, more: boolean) => {
    const [file] = dropped.files;
    const isFolder = dropped.entries.some((entry) => entry?.isDirectory);
    if (isFolder || dropped.files.length > 1 || (more && several)) {
      setOpen(false);
      return dropPhotos(dropped, node);
    }
    if (!file) return;
    const reference = await cancellable(`Opening ${file.name}`, (signal) =>
      importPicture(file, signal),
    );
    if (reference) choose(reference);
  };
  const name = several && turns ? 'Pictures' : label;
  const words = several && turns ? count(several.length, 'photo') : param.words(value);
  return (
    <DropArea onDrop={(dropped) => void take(dropped, true)}>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger asChild>
          <button
            type="button"
            disabled={disabled}
            aria-label={`${name}: ${words}`}
            aria-describedby={props.describedBy}
            className={classNames(fields.field, 'nodrag nopan')}
            {...changedFrom(was)}
          >
            <span className={fields.name}>{name}</span> <FieldValue was={was}>{words}</FieldValue>
          </button>
        </Popover.Trigger>
        <PicturePanel
          value={value}
          onChoose={choose}
          onFiles={(files) => void take({ entries: [], files }, false)}
        />
      </Popover.Root>
    </DropArea>
  );
}

interface PicturePanelProps extends SampleGridProps {
  readonly onFiles: (files: readonly File[]) => void;
}

/** The samples, and the way to the person's own pictures. */
function PicturePanel({ value, onChoose, onFiles }: PicturePanelProps) {
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
            Choose pictures…
          </Button>
        </Popover.Content>
      </Popover.Portal>
      <FileInput ref={input} multiple accept="image/*" label="Picture file" onFiles={onFiles} />
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
