import type { ReactNode } from 'react';
import type { Problem } from '../../common/result.ts';
import { Button } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { useRun } from '../run/run-store.ts';
import { remedyFor } from './remedies.ts';

export interface RemedyButtonProps {
  readonly problem: Problem;
  /** The one that has it. */
  readonly node: string;
  /** Where nothing helps. */
  readonly children?: ReactNode;
}

/** Does at once what helps against a problem, where anything does. */
export function RemedyButton({ problem, node, children }: RemedyButtonProps) {
  // What helps depends on the backend and on the sizes of pictures.
  useRun(({ worker }) => worker);
  useDocument(({ shown }) => shown);
  const remedy = remedyFor(problem, node);
  if (!remedy) return children;
  return (
    <Button small onClick={remedy.act}>
      {remedy.label}
    </Button>
  );
}
