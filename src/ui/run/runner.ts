/** Filled in when the runtime's client is here. */
export async function startRun(_targets?: readonly string[]): Promise<void> {}

export function stopRun(): void {}
