import { FileUp, FolderOpen, Link, Square } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../controls/Button.tsx';
import { FileInput } from '../controls/FileInput.tsx';
import { Message } from '../controls/Message.tsx';
import { shownBytes } from '../kit/durations.ts';
import type { DownloadProgress } from './download.ts';
import styles from './NetworkDialog.module.css';
import type { Opening } from './use-opening.ts';

export interface OpenPlaceProps {
  readonly opening: Opening;
  /** Where the network of a graph may be had that this browser does not have. */
  readonly wanted: string | undefined;
}

/** Where other networks come in: dropped, chosen, or from an address. */
export function OpenPlace({ opening, wanted }: OpenPlaceProps) {
  const [opened, setOpened] = useState<boolean>();
  const address = opened ?? wanted !== undefined;
  const files = useRef<HTMLInputElement>(null);
  const { reading, problem, remark, asked, download, open } = opening;
  return (
    <section className={styles.place} aria-label="Another network">
      <p className={styles.invitation}>
        <FileUp size={16} strokeWidth={1.75} aria-hidden="true" /> Drop a network here
      </p>
      <p className={styles.formats}>
        ONNX (.onnx), TensorFlow.js (model.json with its shards), Keras (.keras, .h5). It stays on
        this computer.
      </p>
      {reading && (
        <p role="status" className={styles.working}>
          {reading}
        </p>
      )}
      {problem && <Message text={problem} />}
      {remark && <Message text={remark} />}
      {asked && (
        <div>
          <p>Allow it only if you know why the network does that.</p>
          <Button onClick={() => download(asked)}>Load it from there</Button>
        </div>
      )}
      <div className={styles.ways}>
        <Button icon={FolderOpen} onClick={() => files.current?.click()}>
          Choose files
        </Button>
        <Button icon={Link} aria-expanded={address} onClick={() => setOpened(!address)}>
          From an address
        </Button>
      </div>
      {address && <AddressForm opening={opening} wanted={wanted} />}
      <FileInput
        ref={files}
        multiple
        label="Files of a network"
        onFiles={(chosen) => open(chosen.map((file) => ({ path: file.name, file })))}
      />
    </section>
  );
}

function AddressForm({ opening, wanted }: OpenPlaceProps) {
  const { progress, stop, download } = opening;
  return (
    <form
      className={styles.address}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        download({ url: String(data.get('url')), sums: String(data.get('sums')), leave: false });
      }}
    >
      <label>
        Address of a model.json, an .onnx, .keras or .h5
        <input
          className={styles.field}
          name="url"
          type="url"
          required
          placeholder="https://…/model.json"
          defaultValue={wanted}
        />
      </label>
      <label>
        SHA-256, if you know it: of this file, or lines of sha256sum
        <textarea className={styles.field} name="sums" rows={1} spellCheck={false} />
      </label>
      {progress && <Progress {...progress} />}
      <div className={styles.ways}>
        <Button type="submit" disabled={stop !== undefined}>
          Download
        </Button>
        {stop && (
          <Button icon={Square} onClick={stop}>
            Stop the download
          </Button>
        )}
      </div>
    </form>
  );
}

function Progress({ file, bytes, total, done, files }: DownloadProgress) {
  const part = total ? bytes / total : 0;
  const share = Math.min(1, (done + part) / files);
  return (
    <div>
      <p role="status">
        {file}: {shownBytes(bytes)}
        {total && ` of ${shownBytes(total)}`}, file {done + 1} of {files}
      </p>
      <div
        className={styles.progress}
        role="progressbar"
        aria-label="Download"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
