import { useEffect, useRef } from 'react';
import { pictures } from '../results/pictures.ts';
import styles from './Picture.module.css';
import { showPixels } from './show-pixels.ts';

export interface NodePixelsProps {
  readonly node: string;
  readonly label: string;
}

/** Shows each new picture of the node as it comes, without a render. */
export function NodePixels({ node, label }: NodePixelsProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const shower = showPixels(place.current, () => pictures.get(node));
    const unsubscribe = pictures.subscribe(node, shower.changed);
    return () => {
      unsubscribe();
      shower.end();
    };
  }, [node]);
  return <div ref={place} className={styles.pixels} role="img" aria-label={label} />;
}
