import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

export type Panel = 'library' | 'inspector' | 'outline' | 'minimap';

export interface LayoutState {
  readonly open: Readonly<Record<Panel, boolean>>;
  /** Widths in pixels, kept in this browser. */
  readonly widths: Readonly<Record<'library' | 'inspector', number>>;
  readonly toggle: (panel: Panel) => void;
  readonly resize: (panel: 'library' | 'inspector', width: number) => void;
}

export const limits = {
  library: { min: 160, max: 280, standard: 188 },
  inspector: { min: 264, max: 400, standard: 288 },
} as const;

/** Which panels are open and how wide; a matter of this browser, not of the document. */
export const useLayout = create<LayoutState>()(
  persist(
    (set) => ({
      open: { library: true, inspector: true, outline: false, minimap: true },
      widths: { library: limits.library.standard, inspector: limits.inspector.standard },
      toggle: (panel) => set(({ open }) => ({ open: { ...open, [panel]: !open[panel] } })),
      resize: (panel, width) => {
        const { min, max } = limits[panel];
        const inside = Math.round(Math.min(max, Math.max(min, width)));
        set(({ widths }) => ({ widths: { ...widths, [panel]: inside } }));
      },
    }),
    {
      name: 'dreamgraph-layout',
      version: 1,
      storage: createJSONStorage(() => localStorage),
      partialize: ({ open, widths }) => ({ open, widths }),
    },
  ),
);
