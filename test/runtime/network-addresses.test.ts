import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addressBeside, folderOf, isInside } from '../../src/common/addresses.ts';
import { download } from '../../src/common/download.ts';
import { fail, ok, type Result } from '../../src/common/result.ts';
import { inMemory } from '../../src/engine/network/sources.ts';
import type { FileReference } from '../../src/graph/params/file.ts';
import { createFiles, type FileAccess } from '../../src/runtime/files/files.ts';
import { downloadNetwork } from '../../src/ui/networks/download.ts';
import { filesOfModel, smallNetwork } from '../engine/network/importers/small-network.ts';

/**
 * A network from a server, or a picture, whose files may lead elsewhere: opening a stranger's network must not
 * knock at addresses inside one's own network. `inner` stands for such an address.
 */
let outer: Server;
let inner: Server;
let model: unknown;
/** What was asked for, with the query. */
let asked: string[];

beforeAll(async () => {
  outer = await listen((path, response) => {
    asked.push(path);
    const { pathname } = new URL(path, 'http://outer');
    if (pathname === '/away/model.json')
      return redirect(response, `${addressOf(inner)}/model.json`);
    if (pathname === '/moved/model.json') return redirect(response, '/50%/model.json');
    if (pathname === '/round/model.json') return redirect(response, '/round/model.json');
    const file = filesOfModel(model).get(pathname.replace(/^.*\//, ''));
    response.writeHead(file ? 200 : 404).end(file);
  });
  inner = await listen((path, response) => {
    asked.push(`inner ${path}`);
    response.end(filesOfModel(model).get(path.slice(1).replace(/\?.*/, '')));
  });
});
afterAll(() => {
  outer.close();
  inner.close();
});
beforeEach(() => {
  model = smallNetwork();
  asked = [];
});

async function listen(serve: (path: string, response: ServerResponse) => void): Promise<Server> {
  const server = createServer((request: IncomingMessage, response) => {
    serve(request.url ?? '', response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

/** Shards at this path, as a network that somebody made. */
function naming(path: string): unknown {
  const made = smallNetwork();
  made.weightsManifest[0].paths = [path];
  return made;
}

const nowhere = async (): Promise<Result<never>> => fail({ code: 'none', message: 'None.' });

function access(otherHosts: boolean): FileAccess {
  const url: FileAccess['url'] = (address, stay = false) => download(address, { stay });
  const own = { bundled: nowhere, file: nowhere, open: nowhere, openClip: nowhere };
  return { ...own, decode: nowhere, url, otherHosts };
}

const openers: readonly [string, (url: string, leave: boolean) => Promise<Result<unknown>>][] = [
  ['command line', (url, leave) => createFiles(access(leave)).loadNetwork({ from: 'url', url })],
  ['page', (url, leave) => downloadNetwork(url, new Map(), () => {}, leave)],
];

describe.each(openers)('on the %s', (_, open) => {
  const codeOf = async (url: string, leave = false) => {
    const opened = await open(url, leave);
    return opened.ok ? 'opened' : opened.problem.code.replace(/^network-/, '');
  };

  test('the query goes with the weights, and a % in the address is one', async () => {
    expect(await codeOf(`${addressOf(outer)}/50%/model.json?key=a%20b`)).toBe('opened');
    expect(asked).toEqual(['/50%/model.json?key=a%20b', '/50%/w.bin?key=a%20b']);
  });

  test('weights on another server are read only where that is allowed, without the query', async () => {
    model = naming(`${addressOf(inner)}/w.bin`);
    const url = `${addressOf(outer)}/net/model.json?key=1`;
    expect(await codeOf(url)).toBe('elsewhere');
    expect(asked).toEqual(['/net/model.json?key=1']);
    expect(await codeOf(url, true)).toBe('opened');
    expect(asked.at(-1)).toBe('inner /w.bin');
  });

  test.each(['file:///etc/passwd', '//127.0.0.1:9/w.bin', 'data:,x', 'http://['])(
    'weights at %s are not read',
    async (path) => {
      model = naming(path);
      expect(await codeOf(`${addressOf(outer)}/net/model.json`)).toBe('elsewhere');
    },
  );

  test('a redirect is followed on the same server, to another only where that is allowed', async () => {
    expect(await codeOf(`${addressOf(outer)}/moved/model.json`)).toBe('opened');
    asked = [];
    expect(await codeOf(`${addressOf(outer)}/away/model.json`)).toBe('elsewhere');
    expect(asked).toEqual(['/away/model.json']);
    await codeOf(`${addressOf(outer)}/away/model.json`, true);
    expect(asked).toContain('inner /model.json');
    expect(await codeOf(`${addressOf(outer)}/round/model.json`)).toBe('download');
  });
});

describe('a picture by its address', () => {
  const open = async (url: string, leave: boolean) => {
    const decode = async () => ok({ width: 1, height: 1, data: new Float32Array(3) });
    const files = createFiles({ ...access(leave), decode });
    const reference: FileReference = { from: 'url', url };
    const read = await files.readPicture(reference, () => {});
    const hash = await files.hash(reference, 'image');
    expect(hash.ok).toBe(read.ok);
    return read.ok ? 'opened' : read.problem;
  };

  test('follows redirects as a network does', async () => {
    expect(await open(`${addressOf(outer)}/moved/model.json`, false)).toBe('opened');
    asked = [];
    expect(await open(`${addressOf(outer)}/away/model.json`, false)).toMatchObject({
      code: 'picture-elsewhere',
      remedy: 'If you trust the picture and that place, add --other-hosts.',
    });
    expect(asked.filter((path) => path.startsWith('inner'))).toEqual([]);
    expect(await open(`${addressOf(outer)}/away/model.json`, true)).toBe('opened');
    expect(asked).toContain('inner /model.json');
  });
});

test('a network from disk reads nothing outside its folder', async () => {
  const read: string[] = [];
  for (const path of ['../w.bin', '/etc/passwd', 'a/../../w.bin', 'file:///w.bin', 'C:\\w.bin']) {
    const files = createFiles({
      ...access(true),
      open: async ({ name }) => {
        read.push(name);
        return ok(inMemory(filesOfModel(naming(path)).get('model.json') as Uint8Array));
      },
    });
    const reference: FileReference = { from: 'file', name: '/nets/mine/model.json' };
    expect(await files.loadNetwork(reference)).toMatchObject({
      ok: false,
      problem: { code: 'network-elsewhere' },
    });
  }
  expect(new Set(read)).toEqual(new Set(['/nets/mine/model.json']));
});

test('addresses', () => {
  const beside = (file: string, base: string) => {
    const address = addressBeside(file, base, false);
    return address.ok ? address.value : null;
  };
  expect(beside('w.bin', 'https://a.org/n/model.json?k=1#x')).toBe('https://a.org/n/w.bin?k=1');
  expect(beside('w.bin?own', 'https://a.org/n/model.json?k=1')).toBe('https://a.org/n/w.bin?own');
  expect(beside('https://a.org/w.bin', 'http://a.org/model.json')).toBe('https://a.org/w.bin');
  expect(beside('http://a.org/w.bin', 'https://a.org/model.json')).toBe(null);
  expect(beside('http://a.org:81/w.bin', 'http://a.org/model.json')).toBe(null);
  expect(folderOf('https://a.org/my%20net/model.json?a/b')).toBe('my net');
  expect(folderOf('https://a.org/100%/model.json')).toBe('100%');
  expect(['w.bin', 'a/w.bin', 'a..b', '..a/w'].every(isInside)).toBe(true);
});
