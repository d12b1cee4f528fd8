import { create } from 'zustand';
import { own } from '../../common/own.ts';

/** One gradient step of an ascent. */
export interface CurvePoint {
  readonly octave: number;
  readonly objective: number;
}

type Curve = readonly CurvePoint[];

/** How the objective of each ascent went, by node. It grows with every step: draw it from a subscription. */
export const useCurves = create<Readonly<Record<string, Curve>>>(() => ({}));

const none: Curve = [];

export function curveOf(node: string): Curve {
  return own(useCurves.getState(), node) ?? none;
}

export function setCurve(node: string, curve: Curve): void {
  useCurves.setState({ [node]: curve });
}

export function clearCurves(): void {
  useCurves.setState({}, true);
}
