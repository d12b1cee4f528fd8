import { useLayoutEffect, useState } from 'react';

/** The width that an element has for its content, without padding and scroll bar; 0 at first. */
export function useInnerWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    const style = getComputedStyle(element);
    const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
    setWidth(Math.floor(element.clientWidth - padding));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
