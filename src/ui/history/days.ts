/** "Today" or "Yesterday"; undefined for other days. */
export function dayWord(time: number, now: number): string | undefined {
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  const day = new Date(time).toDateString();
  if (day === new Date(now).toDateString()) return 'Today';
  return day === yesterday.toDateString() ? 'Yesterday' : undefined;
}

/** What stands over the pictures of a day: "Today", "Tuesday, November 24". */
export function dayHeading(time: number, now: number): string {
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return (
    dayWord(time, now) ??
    new Date(time).toLocaleDateString('en', {
      weekday: 'long',
      month: 'long',
      day: 'numeric',
      ...(sameYear ? {} : { year: 'numeric' }),
    })
  );
}

/** "14:02" */
export function clockTime(time: number): string {
  return new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
