import { useEffect, useRef } from 'react';
import { own } from '../../common/own.ts';
import { type CurvePoint, curveOf, useCurves } from '../results/curves.ts';
import styles from './Picture.module.css';

const height = 32;

/** The objective over the steps of an ascent; each octave is drawn to its own scale. */
export function ObjectiveCurve({ node }: { readonly node: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const present = useCurves((curves) => (own(curves, node)?.length ?? 0) > 1);
  useEffect(() => {
    if (!present) return;
    let frame = 0;
    const draw = () => {
      frame = 0;
      if (canvas.current) plot(canvas.current, curveOf(node));
    };
    draw();
    const unsubscribe = useCurves.subscribe((curves, before) => {
      if (own(curves, node) !== own(before, node) && frame === 0)
        frame = requestAnimationFrame(draw);
    });
    return () => {
      unsubscribe();
      cancelAnimationFrame(frame);
    };
  }, [node, present]);
  if (!present) return null;
  return (
    <canvas
      ref={canvas}
      className={styles.curve}
      style={{ height }}
      role="img"
      aria-label="The objective at each step"
      title="The objective at each step, octave by octave"
    />
  );
}

function plot(canvas: HTMLCanvasElement, points: readonly CurvePoint[]): void {
  const scale = Math.max(2, window.devicePixelRatio);
  const width = canvas.clientWidth || 200;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(scale, scale);
  const style = getComputedStyle(canvas);
  context.strokeStyle = style.color;
  context.lineWidth = 1.25;
  context.lineJoin = 'round';
  const step = width / Math.max(1, points.length - 1);
  let from = 0;
  while (from < points.length) {
    const octave = points[from]?.octave;
    let to = from;
    while (to < points.length && points[to]?.octave === octave) to += 1;
    plotOctave(context, points.slice(from, to), from * step, step);
    from = to;
  }
}

function plotOctave(
  context: CanvasRenderingContext2D,
  points: readonly CurvePoint[],
  x: number,
  step: number,
): void {
  const values = points.map(({ objective }) => objective);
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  context.beginPath();
  values.forEach((value, index) => {
    context.lineTo(x + index * step, height - 3 - ((value - low) / span) * (height - 6));
  });
  context.stroke();
}
