import { FolderOpen, Globe, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { embeddedNetworks } from '../../../models/catalog.ts';
import { elsewhere } from '../../common/addresses.ts';
import { problemText, type Result } from '../../common/result.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { networkFileOf } from '../../nodes/network-commands.ts';
import { Button, IconButton } from '../controls/Button.tsx';
import { Message } from '../controls/Message.tsx';
import { useNode } from '../document/node-hooks.ts';
import { shownBytes } from '../kit/durations.ts';
import styles from '../session/Modal.module.css';
import { Modal } from '../session/Modal.tsx';
import { closeDialog } from '../session/session-store.ts';
import type { DownloadProgress } from './download.ts';
import { chooseNetwork, type NetworkAddress, openFiles, openFromUrl } from './open-network.ts';
import { type StoredNetwork, storedNetworks } from './stored-networks.ts';

export interface NetworkDialogProps {
  /** The Load Network node that gets what is opened. */
  readonly node?: string | undefined;
}

/** The networks at hand; opening others from files or an address; deleting what is stored. */
export function NetworkDialog({ node }: NetworkDialogProps) {
  const wanted = useWantedUrl(node);
  const [problem, setProblem] = useState<string>();
  const [progress, setProgress] = useState<DownloadProgress>();
  const [stop, setStop] = useState<AbortController>();
  /** A download that leads to another server, which the person has not allowed yet. */
  const [asked, setAsked] = useState<NetworkAddress>();
  const picker = useRef<HTMLInputElement>(null);
  // Whoever closes the dialog does not wait for the download any more.
  useEffect(() => () => stop?.abort(), [stop]);
  const use = (reference: FileReference) => {
    if (node !== undefined) chooseNetwork(node, reference);
    closeDialog();
  };
  const settle = (opened: Result<StoredNetwork['reference']>) => {
    setProgress(undefined);
    setStop(undefined);
    setAsked(undefined);
    setProblem(opened.ok ? undefined : problemText(opened.problem));
    if (opened.ok) use(opened.value);
  };
  const download = (address: NetworkAddress) => {
    const controller = new AbortController();
    setStop(controller);
    setProblem(undefined);
    setAsked(undefined);
    void openFromUrl(address, setProgress, controller.signal).then((opened) => {
      settle(opened);
      if (!opened.ok && opened.problem.code === elsewhere) setAsked({ ...address, leave: true });
    });
  };
  return (
    <Modal title="Networks">
      <NetworkList onUse={use} />
      <AddressForm wanted={wanted} onDownload={download}>
        {progress && <Progress {...progress} />}
        {problem && <Message text={problem} />}
        {asked && <Elsewhere onAllow={() => download(asked)} />}
        <div className={styles.choices}>
          {stop && <Button onClick={() => stop.abort()}>Stop the download</Button>}
          <Button icon={FolderOpen} onClick={() => picker.current?.click()}>
            Choose files…
          </Button>
          <Button type="submit" icon={Globe} disabled={stop !== undefined}>
            Download
          </Button>
        </div>
      </AddressForm>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="model.json and its weights"
        onChange={(event) => void openFiles([...(event.currentTarget.files ?? [])]).then(settle)}
      />
    </Modal>
  );
}

/** The networks at hand; those of the person's own can be deleted. */
function NetworkList({ onUse }: { readonly onUse: (reference: FileReference) => void }) {
  const stored = storedNetworks.use();
  return (
    <ul className={styles.list}>
      {embeddedNetworks.map(({ name, title }) => (
        <li key={name} className={styles.row}>
          <button
            type="button"
            className={styles.main}
            onClick={() => onUse({ from: 'bundled', name })}
          >
            <span className={styles.name}>{title}</span>
            <span className={styles.meta}>embedded</span>
          </button>
        </li>
      ))}
      {stored.map(({ title, bytes, reference }) => (
        <li key={reference.name} className={styles.row}>
          <button type="button" className={styles.main} onClick={() => onUse(reference)}>
            <span className={styles.name}>{title}</span>
            <span className={styles.meta}>{shownBytes(bytes)}, stored in this browser</span>
          </button>
          <IconButton
            small
            label={`Delete ${title}`}
            icon={Trash2}
            onClick={() => void storedNetworks.remove(reference)}
          />
        </li>
      ))}
    </ul>
  );
}

function Elsewhere({ onAllow }: { readonly onAllow: () => void }) {
  return (
    <div className={styles.choices}>
      <p>Allow it only if you know why the network does that.</p>
      <Button onClick={onAllow}>Load it from there</Button>
    </div>
  );
}

interface AddressFormProps {
  readonly wanted: string | undefined;
  readonly onDownload: (address: NetworkAddress) => void;
  readonly children: ReactNode;
}

function AddressForm({ wanted, onDownload, children }: AddressFormProps) {
  return (
    <form
      className={`${styles.section} ${styles.fields}`}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        onDownload({ url: String(data.get('url')), sums: String(data.get('sums')), leave: false });
      }}
    >
      <label>
        Address of a model.json
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
        SHA-256, if you know it: of model.json, or lines of sha256sum
        <textarea className={styles.field} name="sums" rows={1} spellCheck={false} />
      </label>
      {children}
    </form>
  );
}

/** The address that a graph from elsewhere gives its network. */
function useWantedUrl(node: string | undefined): string | undefined {
  const file = networkFileOf(useNode(node ?? ''));
  return file?.from === 'url' ? file.url : undefined;
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
