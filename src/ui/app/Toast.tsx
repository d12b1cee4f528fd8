import { X } from 'lucide-react';
import { useEffect } from 'react';
import { IconButton } from '../controls/Button.tsx';
import { usePassing } from '../session/session-store.ts';
import styles from './Toast.module.css';

const shownFor = 6000;

/** For what has no better place. Problems stay until they are dismissed. */
export function NoticeLine() {
  const notice = usePassing((state) => state.notice);
  const dismiss = () => usePassing.setState({ notice: undefined });
  useEffect(() => {
    if (!notice || notice.tone === 'alert') return;
    const timer = setTimeout(() => {
      if (usePassing.getState().notice?.serial === notice.serial) dismiss();
    }, shownFor);
    return () => clearTimeout(timer);
  });
  return (
    <>
      <div role="status" className={notice?.tone === 'status' ? styles.notice : undefined}>
        {notice?.tone === 'status' && <Line text={notice.text} dismiss={dismiss} />}
      </div>
      <div
        role="alert"
        className={notice?.tone === 'alert' ? styles.notice : undefined}
        data-tone="alert"
      >
        {notice?.tone === 'alert' && <Line text={notice.text} dismiss={dismiss} />}
      </div>
    </>
  );
}

function Line({ text, dismiss }: { readonly text: string; readonly dismiss: () => void }) {
  return (
    <>
      <span className={styles.text}>{text}</span>
      <IconButton small label="Dismiss" icon={X} onClick={dismiss} />
    </>
  );
}
