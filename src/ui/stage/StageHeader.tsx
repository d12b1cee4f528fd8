import {
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  Maximize2,
  PanelRightClose,
  PictureInPicture2,
  Pin,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { ActionMenuItem } from '../actions/ActionMenuItem.tsx';
import { IconButton } from '../controls/Button.tsx';
import { Choices } from '../controls/Choices.tsx';
import { Menu, MenuChoice, MenuHeading, MenuLine } from '../controls/Menu.tsx';
import { showPhoto, useDocument } from '../document/document-store.ts';
import { useShape } from '../kit/shape.ts';
import { pictures } from '../results/pictures.ts';
import { photosToRun } from '../run/photos.ts';
import { type StagePlacement, useLayout } from '../session/layout-store.ts';
import { VariantTag } from '../variants/VariantTag.tsx';
import type { Look } from '../viewer/PictureWell.tsx';
import styles from './Stage.module.css';
import { pin, useStage } from './stage-store.ts';
import { pictureNodes, type Subject } from './subject.ts';
import { titleOf, useTitle } from './use-subject.ts';

export interface StageHeaderProps {
  readonly subject: Subject;
  /** "Photo"; undefined: there is nothing to compare with. */
  readonly compared: string | undefined;
  /** Where the Stage is dragged by. */
  readonly drag?: React.HTMLAttributes<HTMLElement> | undefined;
}

/** Which node is shown and why, how it is looked at, and where the Stage stands. */
export function StageHeader({ subject, compared, drag }: StageHeaderProps) {
  const tall = useShape() === 'tall';
  const photos = useDocument(({ document }) => photosToRun(document)?.length);
  const sheet = useStage((state) => state.sheet) && photos !== undefined;
  return (
    <header className={styles.header} {...drag}>
      <PinButton subject={subject} />
      <SubjectMenu subject={subject} />
      {photos !== undefined && !sheet && <PhotoSteps count={photos} />}
      <VariantTag />
      <span className={styles.space} />
      {photos !== undefined && <SheetChoice />}
      {!sheet && <LookChoice compared={compared} />}
      {!tall && <PlacementMenu />}
      <ActionButton small action="full-screen" icon={Maximize2} />
      <ActionButton small action="fold-stage" icon={PanelRightClose} />
    </header>
  );
}

function PinButton({ subject }: { readonly subject: Subject }) {
  const pinned = subject.why === 'pinned';
  return (
    <IconButton
      small
      className={styles.pin}
      label={pinned ? 'Let the Stage follow again' : 'Keep this node on the Stage'}
      icon={Pin}
      aria-pressed={pinned}
      onClick={() => pin(pinned ? undefined : subject.node)}
    />
  );
}

function SheetChoice() {
  const sheet = useStage((state) => state.sheet);
  return (
    <Choices<'one' | 'sheet'>
      label="One photo or all"
      value={sheet ? 'sheet' : 'one'}
      options={[
        { value: 'one', label: 'One' },
        { value: 'sheet', label: 'Sheet' },
      ]}
      onChange={(next) => useStage.setState({ sheet: next === 'sheet' })}
    />
  );
}

/** From one of several photos to the next. */
function PhotoSteps({ count }: { readonly count: number }) {
  const photo = useDocument((state) => state.photo);
  return (
    <>
      <IconButton
        small
        label="Photo before"
        icon={ChevronLeft}
        disabled={photo === 0}
        onClick={() => showPhoto(photo - 1)}
      />
      <IconButton
        small
        label="Next photo"
        icon={ChevronRight}
        disabled={photo === count - 1}
        onClick={() => showPhoto(photo + 1)}
      />
    </>
  );
}

/** The node that is shown; the menu has all that have a picture. */
function SubjectMenu({ subject }: { readonly subject: Subject }) {
  const title = useTitle(subject.node);
  const why = useWhy(subject);
  const trigger = (
    <button type="button" className={styles.subject} title="Choose another node to show">
      <span className={styles.title}>{title}</span>
      <span className={styles.why}>{why}</span>
      <ChevronDown size={12} aria-hidden="true" />
    </button>
  );
  return (
    <Menu trigger={trigger}>
      <SubjectChoice subject={subject} />
    </Menu>
  );
}

/** "frame 46", "20 photos", "photo 3 of 20", or why this node is shown. */
function useWhy({ why }: Subject): string {
  const sheet = useStage((state) => state.sheet);
  return useDocument(({ document, frame, photo }) => {
    if (document.sequence) return `frame ${frame}`;
    const photos = photosToRun(document)?.length;
    if (photos === undefined) return why;
    return sheet ? `${photos} photos` : `photo ${photo + 1} of ${photos}`;
  });
}

function SubjectChoice({ subject }: { readonly subject: Subject }): ReactNode {
  const document = useDocument((state) => state.document);
  const nodes = pictureNodes(document).filter((id) => pictures.get(id));
  return (
    <MenuChoice
      label="Picture on the Stage"
      value={subject.why === 'pinned' ? subject.node : ''}
      options={[
        { value: '', label: 'What is selected, else the last output' },
        ...nodes.map((id) => ({ value: id, label: titleOf(id) })),
      ]}
      onChange={(id) => pin(id === '' ? undefined : id)}
    />
  );
}

/** The dream, the photo, or both. */
export function LookChoice({ compared }: { readonly compared: string | undefined }) {
  const look = useStage((state) => (state.held ? 'photo' : state.look));
  const help = compared === undefined ? 'No photo leads to this node.' : undefined;
  const disabled = compared === undefined;
  return (
    <Choices<Look>
      label="What is shown"
      value={disabled ? 'dream' : look}
      options={[
        { value: 'dream', label: 'Dream' },
        { value: 'split', label: 'Split', disabled, help: help ?? 'Both, side by side (S)' },
        { value: 'photo', label: compared ?? 'Photo', disabled, help: help ?? 'Hold Q to see it' },
      ]}
      onChange={(next) => useStage.setState({ look: next })}
    />
  );
}

const placements = [
  { value: 'beside', label: 'Beside the canvas' },
  { value: 'over', label: 'Over the canvas' },
  { value: 'under', label: 'Under the canvas' },
] as const;

function PlacementMenu() {
  const placement = useLayout(({ stage }) => stage.placement);
  const trigger = (
    <IconButton
      small
      className={styles.placement}
      label="Where the Stage stands"
      icon={PictureInPicture2}
    />
  );
  return (
    <Menu trigger={trigger} align="end">
      <MenuHeading>Where the Stage stands</MenuHeading>
      <MenuChoice
        label="Where the Stage stands"
        value={placement}
        options={placements}
        onChange={(value) => useLayout.getState().place({ placement: value as StagePlacement })}
      />
      <MenuLine />
      <ActionMenuItem action="full-screen" />
      <ActionMenuItem action="fold-stage" />
    </Menu>
  );
}
