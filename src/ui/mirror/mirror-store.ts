import { create } from 'zustand';

export interface Mirror {
  /**
   * `off`: no folder; `waiting`: the browser wants to be allowed again, by a press; `on`: all is in
   * the folder; `writing`; `failed`.
   */
  readonly state: 'off' | 'waiting' | 'writing' | 'on' | 'failed';
  /** Name of the folder. */
  readonly folder?: string;
  /** Why it failed. */
  readonly problem?: string;
}

/** The folder of the person's own in which everything is kept as well. */
export const useMirror = create<Mirror>(() => ({ state: 'off' }));
