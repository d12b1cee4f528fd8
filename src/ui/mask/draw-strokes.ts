import type { Stroke } from '../../graph/params/strokes.ts';

/**
 * Shows strokes as white over what counts. It is a sketch for painting: the mask
 * itself is computed by the node.
 */
export function drawStrokes(canvas: HTMLCanvasElement, strokes: readonly Stroke[]): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of strokes) drawStroke(context, canvas, stroke);
}

function drawStroke(
  context: CanvasRenderingContext2D,
  { width, height }: HTMLCanvasElement,
  { points, radius, hardness, erase }: Stroke,
): void {
  const reach = radius * Math.max(width, height);
  context.globalCompositeOperation = erase ? 'destination-out' : 'source-over';
  context.filter = hardness < 1 ? `blur(${((1 - hardness) * reach) / 3}px)` : 'none';
  context.strokeStyle = '#fff';
  context.lineWidth = Math.max(1, 2 * reach * (0.5 + hardness / 2));
  context.beginPath();
  points.forEach(([x, y], index) => {
    if (index === 0) context.moveTo(x * width, y * height);
    context.lineTo(x * width, y * height);
  });
  context.stroke();
  context.filter = 'none';
}
