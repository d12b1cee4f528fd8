/** A time that was measured: "0.02 s", "44.5 s", "1 min 36 s". */
export function shownTime(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 1) return `${seconds.toFixed(2)} s`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** A time that is still to come, never more precise than a second: "14 s left". */
export function shownTimeLeft(ms: number): string {
  return `${shownDuration(ms)} left`;
}

/** What something will take, never more precise than a second: "14 s", "3 min 5 s". */
export function shownDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** "820 B", "1.4 MB". */
export function shownBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${unit === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${units[unit]}`;
}

/** "Nov 25, 2026, 14:02" in the person's own way of writing it. */
export function shownDate(time: number): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
