import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import { s3PlaceOf } from '../config/s3-url.js';
import { FolderObjectStore } from './folder.object-store.js';
import type { ObjectStore, StoredObject } from './object-store.js';
import { S3ObjectStore } from './s3.object-store.js';

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const KINDS = ['a folder', 'S3'] as const;

describe.each(KINDS)('An object store in %s', (kind) => {
  let folder: string;
  let store: ObjectStore;
  let server: Server | undefined;
  const environment = { ...process.env };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tenantry-objects-'));
    if (kind === 'a folder') store = new FolderObjectStore(join(folder, 'files'));
    else {
      Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' });
      const s3 = new S3rver({
        directory: folder,
        silent: true,
        configureBuckets: [{ name: 'bucket', configs: [] }],
      });
      await s3.configureBuckets();
      server = createServer(s3.callback()).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const place = s3PlaceOf(`s3://bucket/some/where?endpoint=http://127.0.0.1:${port}`);
      if (!place) throw new Error('The URL of the bucket can not be read.');
      store = new S3ObjectStore(place);
    }
  });
  afterAll(() => {
    process.env = environment;
    server?.closeAllConnections();
    server?.close();
    rmSync(folder, { recursive: true });
  });

  const listed = async (name: string): Promise<StoredObject[]> => {
    const found: StoredObject[] = [];
    for await (const object of store.list(name)) found.push(object);
    return found;
  };
  const read = async (key: string): Promise<Buffer | undefined> => {
    const content = await store.get(key);
    return content && buffer(content);
  };

  it('keeps a content by its hash, once', async () => {
    const content = Buffer.from('hello');
    const kept = { sha256: sha256(content), bytes: 5 };
    expect(await store.put('a', Readable.from([content]))).toEqual(kept);
    expect(await store.put('a', Readable.from([content]))).toEqual(kept);
    expect(await listed('a')).toEqual([{ key: `a/${kept.sha256}`, bytes: 5, at: expect.anything() }]);
    expect(await read(`a/${kept.sha256}`)).toEqual(content);
    expect(await store.has(`a/${kept.sha256}`)).toBe(true);
  });

  it('keeps folders apart, also those whose name begins like another', async () => {
    const { sha256: name } = await store.put('ab', Readable.from(['of ab']));
    expect(await store.has(`a/${name}`)).toBe(false);
    expect(await store.get(`a/${name}`)).toBeUndefined();
    expect((await listed('a')).map(({ key }) => key)).not.toContain(`ab/${name}`);
  });

  it('takes contents of many parts', async () => {
    const content = randomBytes(12 * 1024 * 1024 + 7);
    const chunks = Array.from({ length: 13 }, (_, at) =>
      content.subarray(at * 1_048_576, (at + 1) * 1_048_576),
    );
    const kept = await store.put('large', Readable.from(chunks));
    expect(kept).toEqual({ sha256: sha256(content), bytes: content.length });
    expect((await read(`large/${kept.sha256}`))?.equals(content)).toBe(true);
  });

  it('takes a content of no bytes', async () => {
    const kept = await store.put('empty', Readable.from([]));
    expect(await read(`empty/${kept.sha256}`)).toEqual(Buffer.alloc(0));
  });

  it('has nothing of a content that breaks off', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.alloc(100_000);
        throw new Error('went away');
      })(),
    );
    await expect(store.put('broken', broken)).rejects.toThrow('went away');
    expect(await listed('broken')).toEqual([]);
  });

  it('deletes, and minds nothing that is gone', async () => {
    const { sha256: name } = await store.put('gone', Readable.from(['x']));
    await store.delete(`gone/${name}`);
    await store.delete(`gone/${name}`);
    expect(await store.has(`gone/${name}`)).toBe(false);
    expect(await listed('nobody')).toEqual([]);
  });

  it.each(['../a/b', 'a/../b', 'a/b/c', '/a', 'a/', '..', 'a', 'A/b', 'a/b\0'])(
    'refuses a key that could lead elsewhere: %j',
    async (key) => {
      await expect(store.get(key)).rejects.toThrow(RangeError);
      await expect(store.delete(key)).rejects.toThrow(RangeError);
      await expect(store.put(`${key}/`, Readable.from(['x']))).rejects.toThrow(RangeError);
    },
  );

  if (kind === 'a folder') {
    it('shows its files to nobody else, whatever the umask', async () => {
      const umask = process.umask(0);
      const { sha256: name } = await store.put('modes', Readable.from(['x']));
      process.umask(umask);
      const place = join(folder, 'files', 'modes');
      expect(readdirSync(place)).toEqual([name]);
      expect([place, join(place, name)].map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual([
        '700',
        '600',
      ]);
    });
  }
});

describe('The URL of a bucket', () => {
  it('names bucket, prefix and endpoint', () => {
    expect(s3PlaceOf('s3://my-bucket/a/b/?endpoint=https://s3.example:9000&region=eu-west-1')).toEqual({
      bucket: 'my-bucket',
      prefix: 'a/b',
      endpoint: 'https://s3.example:9000',
      region: 'eu-west-1',
    });
    expect(s3PlaceOf('s3://my-bucket')).toEqual({ bucket: 'my-bucket', prefix: '', region: 'us-east-1' });
  });

  it.each([
    '',
    'files',
    'https://bucket',
    's3://',
    's3://B',
    's3://bucket/../x y',
    's3://key:secret@bucket',
    's3://bucket?endpoint=nowhere',
  ])('is no %j', (url) => {
    expect(s3PlaceOf(url)).toBeUndefined();
  });
});
