import { X } from 'lucide-react';
import { useEffect } from 'react';
import { IconButton } from '../controls/Button.tsx';
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
    <>
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
    </>
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
