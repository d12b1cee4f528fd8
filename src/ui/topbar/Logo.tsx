import styles from './TopBar.module.css';

/** The sign of Dreamgraph: octaves, one within the other. */
export function Logo() {
  return (
    <svg
      className={styles.logo}
      width="20"
      height="20"
      viewBox="0 0 20 20"
      role="img"
      aria-label="Dreamgraph"
    >
      <rect
        x="1.5"
        y="1.5"
        width="17"
        height="17"
        rx="2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
      />
      <rect
        x="1.5"
        y="6.5"
        width="12"
        height="12"
        rx="1.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
      />
      <rect x="1.5" y="11.5" width="7" height="7" rx="1" fill="currentColor" />
    </svg>
  );
}
