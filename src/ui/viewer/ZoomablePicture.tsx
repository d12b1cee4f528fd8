import { Maximize, Minus, Plus } from 'lucide-react';
import { type ReactNode, useMemo, useSyncExternalStore } from 'react';
import { Button, IconButton } from '../controls/Button.tsx';
import type { Viewport } from '../results/viewport.ts';
import { createPictureViewport, PictureWell, type PictureWellProps } from './PictureWell.tsx';
import styles from './ZoomablePicture.module.css';

export interface ZoomablePictureProps extends Omit<PictureWellProps, 'viewport' | 'children'> {
  /** "512 × 384", and what else is known of it. */
  readonly about: ReactNode;
  /** More buttons at its foot. */
  readonly children?: ReactNode;
}

/** A picture with zoom and pan down to its pixels, and what can be done with it. */
export function ZoomablePicture({ about, children, ...well }: ZoomablePictureProps) {
  const viewport = useMemo(createPictureViewport, []);
  return (
    <>
      <PictureWell {...well} viewport={viewport} />
      <div className={styles.foot}>
        <ZoomButtons viewport={viewport} />
        <span className={styles.space}>{about}</span>
        {children}
      </div>
    </>
  );
}

export function ZoomButtons({ viewport }: { readonly viewport: Viewport }) {
  const percent = useSyncExternalStore(viewport.subscribe, () => Math.round(viewport.zoom * 100));
  return (
    <>
      <IconButton label="Zoom out" icon={Minus} onClick={() => viewport.zoomBy(0.8)} />
      <span className={styles.percent}>{percent} %</span>
      <IconButton label="Zoom in" icon={Plus} onClick={() => viewport.zoomBy(1.25)} />
      <IconButton label="Fit" icon={Maximize} onClick={() => viewport.fit()} />
      <Button look="quiet" title="One pixel to one pixel" onClick={() => viewport.zoomTo(1)}>
        1:1
      </Button>
    </>
  );
}
