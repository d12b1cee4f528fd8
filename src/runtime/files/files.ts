import { avoidedChannels } from '../../../models/avoided-channels.ts';
import { embeddedNetworks } from '../../../models/catalog.ts';
import {
  addressBeside,
  elsewhere,
  folderOf,
  isInside,
  pointsElsewhere,
} from '../../common/addresses.ts';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { checkSha256, sha256 } from '../../common/sha256.ts';
import {
  inMemory,
  loadNetwork,
  type Network,
  type NetworkDescription,
  type NetworkFile,
  type NetworkSource,
  type Picture,
} from '../../engine/index.ts';
import type { Json } from '../../graph/document/json.ts';
import type { FileKind, FileReference } from '../../graph/params/file.ts';
import type { OpenClip } from '../clips/read/clip.ts';
import { type FileContent, referenceKey } from '../keys/files.ts';
import { bundledChecksums, bundledHash, bundledPaths } from './bundled.ts';
import { nameOfReference, readDataUrl } from './bytes.ts';

export interface NamedFile {
  readonly name: string;
  readonly sha256?: string;
  /** Where it was downloaded from. */
  readonly url?: string;
}

type Warn = (problem: Problem) => void;

/** Where a host, browser or Node, finds bytes and how it decodes pictures. */
export interface FileAccess {
  /** By path inside assets/, such as `samples/mountains.jpg`. */
  readonly bundled: (path: string) => Promise<Result<Uint8Array>>;
  /** A file of the person's own. */
  readonly file: (file: NamedFile) => Promise<Result<Uint8Array>>;
  /** Likewise, to be read piece by piece. @param inside a folder that links may not lead out of. */
  readonly open: (file: NamedFile, inside?: string) => Promise<Result<NetworkFile>>;
  /** A clip of the person's own. */
  readonly openClip: (file: NamedFile) => Promise<Result<OpenClip>>;
  /** From another server. @param stay whether redirects to a further one are refused. */
  readonly url: (url: string, stay?: boolean) => Promise<Result<Uint8Array>>;
  /** Lets the files of a network, and redirects, lead away from the server that was named. */
  readonly otherHosts?: boolean;
  /**
   * Upright, sRGB, in the picture's own size, on white where it is transparent.
   * @param warn told what is wrong with a picture that can be read all the same.
   */
  readonly decode: (bytes: Uint8Array, name: string, warn: Warn) => Promise<Result<Picture>>;
}

/** Turns the references of a document into pictures, networks, clips and content hashes. */
export interface Files {
  readPicture(reference: FileReference, warn: Warn): Promise<Result<Picture>>;
  /** Each network is read once. */
  loadNetwork(reference: FileReference): Promise<Result<Network>>;
  /** Each clip is opened once, and closed when others have been opened since. */
  openClip(reference: FileReference): Promise<Result<OpenClip>>;
  /** What stands for the file in `Environment`. */
  hash(reference: FileReference, kind: FileKind): Promise<Result<FileContent>>;
}

export function createFiles(access: FileAccess): Files {
  const networks = new Map<string, Promise<Result<Network>>>();

  const readPicture = async (reference: FileReference, warn: Warn) => {
    const bytes = await readPictureBytes(access, reference);
    return bytes.ok ? access.decode(bytes.value, nameOfReference(reference), warn) : bytes;
  };

  const load = async (reference: FileReference) => {
    const key = referenceKey(reference);
    const known = networks.get(key);
    if (known) return known;
    const loading = openNetwork(access, reference);
    networks.set(key, loading);
    const loaded = await loading;
    if (!loaded.ok) networks.delete(key);
    return loaded;
  };

  const openClip = keepClips((reference) => openClipAt(access, reference));

  const hashClip = async (reference: FileReference): Promise<Result<FileContent>> => {
    if (reference.from === 'file' && reference.sha256 !== undefined) {
      return ok({ hash: reference.sha256 });
    }
    const clip = await openClip(reference);
    return clip.ok ? ok({ hash: await clip.value.sum() }) : clip;
  };

  const hash = async (reference: FileReference, kind: FileKind): Promise<Result<FileContent>> => {
    if (kind === 'clip') return hashClip(reference);
    if (reference.from === 'bundled') return asContent(bundledHash(kind, reference.name));
    if (kind === 'network') {
      const network = await load(reference);
      if (!network.ok) return network;
      const { hash, range } = network.value;
      return ok({ hash, wants: range as unknown as Json });
    }
    if (reference.from === 'file' && reference.sha256 !== undefined) {
      return ok({ hash: reference.sha256 });
    }
    const bytes = await readPictureBytes(access, reference);
    return bytes.ok ? ok({ hash: await sha256(bytes.value) }) : bytes;
  };

  return { readPicture, loadNetwork: load, openClip, hash };
}

/** Clips that are open at the same time: each has a decoder. */
const clipsAtOnce = 3;

function keepClips(open: Files['openClip']): Files['openClip'] {
  const kept = new Map<string, Promise<Result<OpenClip>>>();
  return async (reference) => {
    const key = referenceKey(reference);
    const opening = kept.get(key) ?? open(reference);
    // Those used last stand last.
    kept.delete(key);
    kept.set(key, opening);
    for (const [oldest, clip] of [...kept].slice(0, -clipsAtOnce)) {
      kept.delete(oldest);
      void clip.then((opened) => opened.ok && opened.value.close());
    }
    const opened = await opening;
    if (!opened.ok) kept.delete(key);
    return opened;
  };
}

async function openClipAt(access: FileAccess, reference: FileReference): Promise<Result<OpenClip>> {
  switch (reference.from) {
    case 'nothing':
      return fail({ code: 'no-file', message: 'No clip is chosen.', remedy: 'Choose one.' });
    case 'file':
      return access.openClip(reference);
    case 'bundled':
      // There are none yet.
      return fail(noBundledClip(reference.name));
    case 'data':
    case 'url': {
      const message = 'A clip is read from a file only.';
      return fail({
        code: 'clip-elsewhere',
        message,
        remedy: 'Save it as a file and choose that.',
      });
    }
  }
}

function noBundledClip(name: string): Problem {
  const message = `There is no sample clip "${name}".`;
  return { code: 'unknown-bundled', message, remedy: 'Choose a file.' };
}

function asContent(hash: Result<string>): Result<FileContent> {
  return hash.ok ? ok({ hash: hash.value }) : hash;
}

async function readPictureBytes(
  access: FileAccess,
  reference: FileReference,
): Promise<Result<Uint8Array>> {
  switch (reference.from) {
    case 'nothing':
      return fail({ code: 'no-file', message: 'No picture is chosen.', remedy: 'Choose one.' });
    case 'bundled': {
      const paths = bundledPaths('image', reference.name);
      return paths.ok ? access.bundled(paths.value[0] ?? '') : paths;
    }
    case 'file':
      return access.file(reference);
    case 'data':
      return readDataUrl(reference.data);
    case 'url': {
      const bytes = await readUrl(access, reference.url, 'picture');
      return bytes.ok ? verified(bytes.value, reference) : bytes;
    }
  }
}

async function verified(
  bytes: Uint8Array,
  { url, sha256: expected }: Extract<FileReference, { from: 'url' }>,
): Promise<Result<Uint8Array>> {
  const checked = await checkSha256(url, bytes, expected);
  return checked.ok ? ok(bytes) : fail({ ...checked.problem, remedy: 'Choose the file again.' });
}

async function openNetwork(access: FileAccess, reference: FileReference): Promise<Result<Network>> {
  switch (reference.from) {
    case 'nothing':
    case 'data':
      return fail({ code: 'no-file', message: 'No network is chosen.', remedy: 'Choose one.' });
    case 'bundled':
      return openBundled(access, reference.name);
    case 'url':
      return loadNetwork(besideUrl(access, reference.url), {
        ...namesOf(reference.url.replace(/[?#].*$/, ''), folderOf(reference.url)),
        ...(reference.sha256 !== undefined && { checksums: { '': reference.sha256 } }),
      });
    case 'file':
      return loadNetwork(besideFile(access, reference), {
        ...namesOf(reference.name, folderOfPath(reference.name)),
      });
  }
}

async function openBundled(access: FileAccess, name: string): Promise<Result<Network>> {
  const paths = bundledPaths('network', name);
  if (!paths.ok) return paths;
  const embedded = embeddedNetworks.find((network) => network.name === name);
  const source: NetworkSource = {
    open: async (file) => opened(await access.bundled(`models/${name}/${file || 'model.json'}`)),
  };
  return loadNetwork(source, {
    name: embedded?.title ?? name,
    ...(embedded && {
      range: embedded.range,
      offered: embedded.offeredLayers,
      defaultLayers: embedded.defaultLayers,
    }),
    avoid: avoidedChannels[name] ?? {},
    proven: true,
    checksums: bundledChecksums(name),
  });
}

/** The shards of a network lie in the folder of its model.json. */
function besideFile(
  access: FileAccess,
  reference: Extract<FileReference, { from: 'file' }>,
): NetworkSource {
  const folder = reference.name.replace(/[^/\\]*$/, '');
  return {
    open: async (file) => {
      if (file === '') return access.open(reference);
      if (isInside(file)) return access.open({ name: folder + file }, folder || '.');
      const remedy = 'Put its weights into its folder, and name them so in it.';
      return fail({ ...pointsElsewhere(reference.name, file), code: 'network-elsewhere', remedy });
    },
  };
}

function besideUrl(access: FileAccess, url: string): NetworkSource {
  const leave = access.otherHosts ?? false;
  return {
    open: async (file) => {
      const address = file === '' ? ok(url) : addressBeside(file, url, leave);
      return address.ok
        ? opened(await readUrl(access, address.value, 'network'))
        : fail(toldHow(address.problem, 'network'));
    },
  };
}

type What = 'network' | 'picture';

/** Opening what somebody made must not knock at addresses inside one's own network. */
async function readUrl(access: FileAccess, url: string, what: What): Promise<Result<Uint8Array>> {
  const read = await access.url(url, !access.otherHosts);
  return read.ok ? read : fail(toldHow(read.problem, what));
}

function toldHow(problem: Problem, what: What): Problem {
  if (problem.code !== elsewhere) return problem;
  const remedy = `If you trust the ${what} and that place, add --other-hosts.`;
  return { ...problem, code: `${what}-elsewhere`, remedy };
}

function opened(read: Result<Uint8Array>): Result<NetworkFile> {
  return read.ok ? ok(inMemory(read.value)) : read;
}

/** The folder of a model.json names a network nobody has described; other files have names of their own. */
function namesOf(path: string, folder: string): Pick<NetworkDescription, 'name' | 'main'> {
  const main = path.replace(/^.*[/\\]/, '');
  return { main, name: /\.json$/i.test(main) ? folder : main.replace(/\.\w+$/, '') };
}

function folderOfPath(path: string): string {
  const parts = path.split(/[/\\]/);
  return parts.at(-2) || parts.at(-1) || path;
}
