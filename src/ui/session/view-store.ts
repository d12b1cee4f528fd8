import { create } from 'zustand';

/** What fills the window under the top bar. */
export type View = 'edit' | 'compare' | 'history';

export const useView = create<{ readonly view: View }>(() => ({ view: 'edit' }));

export function showView(view: View): void {
  useView.setState({ view });
}
