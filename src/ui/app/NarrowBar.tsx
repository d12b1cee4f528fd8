import { LayoutGrid, ListTree, type LucideIcon, Plus, Search, Workflow } from 'lucide-react';
import { actionById, runAction } from '../actions/action.ts';
import { useLayout } from '../session/layout-store.ts';
import { useSession } from '../session/session-store.ts';
import styles from './NarrowBar.module.css';

export interface NarrowBarProps {
  /** Whether the variants are shown, which have no place of their own here. */
  readonly variants: boolean;
  readonly onVariants: (shown: boolean) => void;
  /** They have a place beside the timeline. */
  readonly film: boolean;
}

/** What stands at the sides of a wide window, at the bottom of a narrow one. */
export function NarrowBar({ variants, onVariants, film }: NarrowBarProps) {
  const outline = useLayout(({ open }) => open.outline && open.inspector);
  const finding = useSession((state) => state.finding);
  return (
    <nav className={styles.bar} aria-label="Tools">
      <Tool icon={Plus} label="Add" onPress={press('add-node')} />
      <Tool icon={Search} label="Find" pressed={finding} onPress={press('find')} />
      <Tool icon={ListTree} label="Outline" pressed={outline} onPress={press('outline')} />
      {!film && (
        <Tool
          icon={Workflow}
          label="Variants"
          pressed={variants}
          onPress={() => onVariants(!variants)}
        />
      )}
      <Tool icon={LayoutGrid} label="Presets" onPress={press('presets')} />
    </nav>
  );
}

function press(action: string): () => void {
  return () => void runAction(actionById(action));
}

interface ToolProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly pressed?: boolean;
  readonly onPress: () => void;
}

function Tool({ icon: Icon, label, pressed, onPress }: ToolProps) {
  return (
    <button type="button" className={styles.tool} aria-pressed={pressed} onClick={onPress}>
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      {label}
    </button>
  );
}
