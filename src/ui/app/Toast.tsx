import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from '../controls/Button.tsx';
import { shownKeys } from '../kit/keys.ts';
import { useWaiting } from '../session/cancellable.ts';
import { dismissLater, useSession } from '../session/session-store.ts';
import styles from './Toast.module.css';

/** A short message at the foot of the window; it stays as long as the pointer or the focus is on it. */
export function Toast() {
  const notice = useSession((state) => state.notice);
  const [held, setHeld] = useState(false);
  const dismiss = () => {
    setHeld(false);
    useSession.setState({ notice: undefined });
  };
  useEffect(() => (notice && !held ? dismissLater(notice) : undefined), [notice, held]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: notes only that somebody is reading
    <div
      className={styles.foot}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <WaitingLine />
      <div role="status" className={notice?.tone === 'status' ? styles.toast : undefined}>
        {notice?.tone === 'status' && <Message text={notice.text} dismiss={dismiss} />}
      </div>
      <div
        role="alert"
        className={notice?.tone === 'alert' ? styles.toast : undefined}
        data-tone="alert"
      >
        {notice?.tone === 'alert' && <Message text={notice.text} dismiss={dismiss} />}
      </div>
    </div>
  );
}

/** What is waited for, if it takes long enough to be told. */
function WaitingLine() {
  const latest = useWaiting(({ waiting }) => waiting.at(-1));
  return (
    <div role="status" className={latest && styles.toast}>
      {latest && (
        <>
          <span className={styles.text}>{latest.what}…</span>
          <Button title={`Cancel (${shownKeys('Escape')})`} onClick={latest.cancel}>
            Cancel
          </Button>
        </>
      )}
    </div>
  );
}

function Message({ text, dismiss }: { readonly text: string; readonly dismiss: () => void }) {
  return (
    <>
      <span className={styles.text}>{text}</span>
      <IconButton small label="Dismiss" icon={X} onClick={dismiss} />
    </>
  );
}
