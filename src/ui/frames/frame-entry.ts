/** What is known of a picture of a film that is kept, without the picture. */
export interface FrameEntry {
  /** Content key of the step that made it. */
  readonly key: string;
  /** Id of the document. */
  readonly film: string;
  /** Id of the variant; '' is the graph itself. */
  readonly variant: string;
  readonly frame: number;
  readonly node: string;
  /** In its full size, bit for bit; otherwise small, for a node on the canvas. */
  readonly whole: boolean;
  readonly width: number;
  readonly height: number;
  /** What its frame took to make, in milliseconds. */
  readonly ms: number;
  /** Milliseconds since 1970. */
  readonly made: number;
  /** On disk, with its thumbnail. */
  readonly bytes: number;
}

/**
 * Which pictures go so that the rest takes no more than `limit` bytes: films that were left longest
 * ago, whole; then of this film what no frame shows any more, the oldest first.
 * @param film that is being rendered; what it shows now never goes.
 * @param current keys of its frames as they are now.
 */
export function framesToEvict(
  entries: readonly FrameEntry[],
  limit: number,
  film: string,
  current: ReadonlySet<string>,
): readonly FrameEntry[] {
  let bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const going: FrameEntry[] = [];
  const drop = (entry: FrameEntry) => {
    going.push(entry);
    bytes -= entry.bytes;
  };
  for (const other of filmsByAge(entries, film)) {
    if (bytes <= limit) return going;
    for (const entry of entries) if (entry.film === other) drop(entry);
  }
  const old = entries.filter((entry) => entry.film === film && !current.has(entry.key));
  for (const entry of old.sort((a, b) => a.made - b.made)) {
    if (bytes <= limit) return going;
    drop(entry);
  }
  return going;
}

/** All films but one, the one that was left longest ago first. */
function filmsByAge(entries: readonly FrameEntry[], except: string): readonly string[] {
  const last = new Map<string, number>();
  for (const { film, made } of entries) last.set(film, Math.max(made, last.get(film) ?? 0));
  last.delete(except);
  return [...last].sort((a, b) => a[1] - b[1]).map(([film]) => film);
}
