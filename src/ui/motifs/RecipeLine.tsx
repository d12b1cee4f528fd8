import { ascentsOf, recipeCommands, recipeParams } from '../../nodes/motif-commands.ts';
import type { NamedMotif } from '../../nodes/motifs.ts';
import { Button } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { performTogether } from '../document/edits.ts';
import styles from './MotifPicker.module.css';

export interface RecipeLineProps {
  readonly node: string;
  readonly motif: NamedMotif;
}

/** What suits a motif, while the Gradient Ascent behind the node is set otherwise. */
export function RecipeLine({ node, motif }: RecipeLineProps) {
  const { title, recipe } = motif;
  const differs = useDocument(({ shown }) =>
    ascentsOf(shown, node).some(({ params }) =>
      Object.entries(recipeParams(motif)).some(([param, value]) => params[param] !== value),
    ),
  );
  if (!differs) return null;
  const use = () =>
    performTogether(
      `Use the recipe of ${title}`,
      recipeCommands(useDocument.getState().shown, node, motif),
    );
  return (
    <p className={styles.line}>
      {title}: best with step size {recipe.step}, form size {recipe.form}, keep palette{' '}
      {recipe.colour}.
      <Button small onClick={use}>
        Use these
      </Button>
    </p>
  );
}
