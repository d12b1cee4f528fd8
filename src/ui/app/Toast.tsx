import { X } from 'lucide-react';
import { useEffect } from 'react';
import { Button, IconButton } from '../controls/Button.tsx';
import { shownKeys } from '../kit/keys.ts';
import { useWaiting } from '../session/cancellable.ts';
import { useSession } from '../session/session-store.ts';
import styles from './Toast.module.css';

const shownFor = 6000;

/** A short message at the foot of the window. Problems stay until they are dismissed. */
export function Toast() {
  const notice = useSession((state) => state.notice);
  const dismiss = () => useSession.setState({ notice: undefined });
  useEffect(() => {
    if (!notice || notice.tone === 'alert') return;
    const timer = setTimeout(() => {
      if (useSession.getState().notice?.serial === notice.serial) dismiss();
    }, shownFor);
    return () => clearTimeout(timer);
  });
  return (
    <div className={styles.foot}>
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
