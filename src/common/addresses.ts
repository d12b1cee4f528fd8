import { fail, ok, type Problem, type Result } from './result.ts';

/** Whether what one address leads to lies on the same server as the other, or on its secure twin. */
export function sameServer(from: URL, to: URL): boolean {
  const secured = from.protocol === 'http:' && to.protocol === 'https:';
  const plainPorts = from.port === '' && to.port === '';
  return from.origin === to.origin || (secured && plainPorts && from.hostname === to.hostname);
}

/** A file may not be read because it lies elsewhere; hosts ask, or tell how to allow it. */
export const elsewhere = 'elsewhere';

/**
 * The address of a file that the file at `base` names. The query of the base, such as a key, goes
 * with it, though never to another server.
 * @param leave whether it may lie on another server. Problem: `elsewhere`.
 */
export function addressBeside(file: string, base: string, leave: boolean): Result<string> {
  const from = new URL(base);
  if (!URL.canParse(file, base))
    return fail(pointsElsewhere(file, `"${file}", which is no address`));
  const address = new URL(file, from);
  if (!sameServer(from, address)) {
    return leave ? ok(address.href) : fail(pointsElsewhere(base, address.host || address.href));
  }
  if (address.search === '') address.search = from.search;
  return ok(address.href);
}

/** Whether the name of a file leads into its own folder or one below, and nowhere else. */
export function isInside(file: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:|^[/\\]|(^|[/\\])\.\.([/\\]|$)/i.test(file);
}

export function pointsElsewhere(from: string, to: string): Problem {
  return { code: elsewhere, message: `${from} leads to another place: ${to}.` };
}

/** The last folder of an address, as people write it. */
export function folderOf(address: string): string {
  const parts = (address.split(/[?#]/)[0] ?? '').split('/');
  const name = parts.at(-2) || parts.at(-1) || address;
  try {
    return decodeURIComponent(name);
  } catch {
    // A "%" that begins no code is one.
    return name;
  }
}
