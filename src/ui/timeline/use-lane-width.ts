import { useEffect, useState } from 'react';

/** How wide the lane of frames is, in pixels; 0 before it was measured. */
export function useLaneWidth(lane: HTMLElement | null): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!lane) return;
    const size = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    size.observe(lane);
    return () => size.disconnect();
  }, [lane]);
  return width;
}
