const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Milliseconds for people, to about two digits: "0.02 s", "4.4 s", "12 s", "3 min 05 s", "1 h 02 min". */
export function formatDuration(milliseconds: number): string {
  const whole = Math.round(milliseconds / second) * second;
  if (milliseconds < 0.995 * second) return `${(milliseconds / second).toFixed(2)} s`;
  if (milliseconds < 9.95 * second) return `${(milliseconds / second).toFixed(1)} s`;
  if (whole < minute) return `${whole / second} s`;
  if (whole < hour)
    return `${Math.floor(whole / minute)} min ${twoDigits((whole % minute) / second)} s`;
  const minutes = Math.round(milliseconds / minute);
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
