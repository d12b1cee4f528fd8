import { Clapperboard, X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useState } from 'react';
import { own } from '../../common/own.ts';
import { problemText } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { saveClip } from '../../nodes/save-clip/definition.ts';
import { type ClipSettings, clipSettings } from '../../nodes/save-clip/settings.ts';
import { saveSettings } from '../../nodes/save-image/settings.ts';
import {
  clipFormats,
  soundSource,
  type WritableClip,
  writableClips,
} from '../../runtime/browser.ts';
import { Button, IconButton } from '../controls/Button.tsx';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import menus from '../controls/Menu.module.css';
import { Message } from '../controls/Message.tsx';
import { NumberField } from '../controls/NumberField.tsx';
import { ParsedField } from '../controls/ParsedField.tsx';
import { ToggleField } from '../controls/ToggleField.tsx';
import { useDocument } from '../document/document-store.ts';
import { cancelExport, exportFilm, useExport } from '../frames/export-film.ts';
import { useFilm } from '../frames/film-store.ts';
import { classNames } from '../kit/class-names.ts';
import { shownTimeLeft } from '../kit/durations.ts';
import { useRange } from '../run/film.ts';
import styles from './ExportClip.module.css';
import { useTimeline } from './timeline-store.ts';

/** How far the file is that is being written, beside what ends it. */
export function ExportBar() {
  const current = useExport((state) => state.current);
  if (!current) return null;
  const { file, done, of, msLeft, waiting } = current;
  const percent = Math.round((100 * done) / of);
  return (
    <div className={styles.bar}>
      <span className={styles.file} title={file}>
        {file}
      </span>
      <div
        className={styles.progress}
        role="progressbar"
        aria-label={`Export of ${file}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <span className={styles.done} style={{ width: `${percent}%` }} />
      </div>
      <strong className={styles.percent}>{percent} %</strong>
      {waiting ? (
        <span>waits for frames</span>
      ) : (
        msLeft !== undefined && <span>{shownTimeLeft(msLeft)}</span>
      )}
      <IconButton small label="End the export" icon={X} onClick={cancelExport} />
    </div>
  );
}

/** Opens what is to be chosen of the file. */
export function ExportButton() {
  const open = useTimeline((state) => state.exporting);
  const running = useExport((state) => state.current !== undefined);
  return (
    <Popover.Root open={open} onOpenChange={(next) => useTimeline.setState({ exporting: next })}>
      <Popover.Trigger asChild>
        <Button small icon={Clapperboard} disabled={running}>
          Export clip
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={classNames(menus.menu, menus.panel, styles.panel)}
          side="top"
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-label="Export clip"
        >
          <ExportForm />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function ExportForm() {
  const [settings, setSettings] = useState(settingsNow);
  const range = useRange();
  const writable = useWritable();
  const { format, quality, name } = settings;
  const change = (next: Partial<ClipSettings>) => setSettings({ ...settings, ...next });
  const chosen = writable?.find((each) => each.format === format);
  const hasSound = clipFormats[format].hasSound && soundOfFilm();
  const hasQuality = saveClip.params.quality.showWhen?.is.includes(format);
  return (
    <>
      <p className={styles.what}>
        Frames {range.first} to {range.last}
        {chosen?.codec && `, ${chosen.codec}`}
      </p>
      <ParsedField
        label="Name"
        text={name}
        parse={saveClip.params.name.parse}
        onChange={(next) => change({ name: String(next) })}
        onReset={() => change({ name: settingsNow().name })}
      />
      <ChoiceField
        label="Format"
        value={format}
        options={saveClip.params.format.options}
        onChange={(next) => change({ format: next as ClipSettings['format'] })}
      />
      {hasQuality && (
        <NumberField
          label="Quality"
          unit="%"
          value={quality}
          range={saveClip.params.quality}
          onChange={(next) => change({ quality: next })}
          onReset={() => change({ quality: saveClip.params.quality.default })}
        />
      )}
      {hasSound && (
        <ToggleField label="Sound" value={settings.sound} onChange={(sound) => change({ sound })} />
      )}
      {chosen?.problem && <Message id="cannot-write" text={problemText(chosen.problem)} />}
      <Button
        disabled={chosen?.problem !== undefined}
        onClick={() => {
          useTimeline.setState({ exporting: false });
          void exportFilm(settings, range);
        }}
      >
        Export
      </Button>
    </>
  );
}

/** Whether a clip that has been loaded leads to the film. */
function soundOfFilm(): boolean {
  const target = useFilm.getState().keys?.target;
  return target !== undefined && soundSource(useDocument.getState().shown, target) !== undefined;
}

/** As the node says whose pictures the film is made of. */
function settingsNow(): ClipSettings {
  const { shown } = useDocument.getState();
  const node = graphIndex(shown).nodes.get(useFilm.getState().keys?.target ?? '');
  const settings = clipSettings(node?.type === saveClip.type ? node.params : {});
  if (node?.type === saveClip.type) return settings;
  return { ...settings, name: nameOf(shown, node?.params) };
}

function nameOf(document: Document, params: Document['nodes'][number]['params'] = {}): string {
  return own(params, 'name') === undefined ? document.name : saveSettings(params).name;
}

/** What this browser can write of frames this large; undefined until it is known. */
function useWritable(): readonly WritableClip[] | undefined {
  const [writable, setWritable] = useState<readonly WritableClip[]>();
  const size = useFilm(({ stored, keys }) => {
    const first = [...stored.values()].find(({ node }) => node === keys?.target);
    return first ? `${first.width} ${first.height}` : '640 360';
  });
  useEffect(() => {
    let gone = false;
    const [width = 0, height = 0] = size.split(' ').map(Number);
    void writableClips({ width, height }).then(
      (found) => gone || setWritable(found),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [size]);
  return writable;
}
