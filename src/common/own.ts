/**
 * The entry of a table under a name that comes from a file: ids of nodes, keys of parameters, layers.
 * A file may call something `constructor`, which every object has without having it of its own.
 */
export function own<Value>(
  table: Readonly<Record<string, Value>> | undefined,
  name: string,
): Value | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
