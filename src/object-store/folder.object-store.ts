import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { measure } from './measure.js';
import { assertFolder, assertKey, type KeptContent, ObjectStore, type StoredObject } from './object-store.js';

// Said each time, and not left to the umask: contents are nobody else's to read.
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Objects as files of a folder of this machine. */
export class FolderObjectStore extends ObjectStore {
  constructor(private readonly root: string) {
    super();
  }

  async put(folder: string, content: Readable): Promise<KeptContent> {
    assertFolder(folder);
    const place = join(this.root, folder);
    await mkdir(place, { recursive: true, mode: FOLDER_MODE });
    const part = join(place, `part-${randomUUID()}`);
    try {
      const { through, result } = measure();
      await pipeline(
        content,
        through,
        createWriteStream(part, { mode: FILE_MODE, flags: 'wx', flush: true }),
      );
      const kept = result();
      await this.settle(part, join(place, kept.sha256));
      return kept;
    } finally {
      await rm(part, { force: true });
    }
  }

  async get(key: string): Promise<Readable | undefined> {
    assertKey(key);
    try {
      // Opened before it is promised: a stream that fails later is too late for an answer.
      const file = await open(join(this.root, key));
      return file.createReadStream();
    } catch (error) {
      return undefinedIfMissing(error);
    }
  }

  async has(key: string): Promise<boolean> {
    assertKey(key);
    return (await this.look(key)) !== undefined;
  }

  async delete(key: string): Promise<void> {
    assertKey(key);
    await rm(join(this.root, key), { force: true });
  }

  async *list(folder: string): AsyncIterable<StoredObject> {
    assertFolder(folder);
    const place = await opendir(join(this.root, folder)).catch(undefinedIfMissing);
    if (!place) return;
    for await (const { name } of place) {
      const key = `${folder}/${name}`;
      const found = await this.look(key);
      if (found?.isFile()) yield { key, bytes: found.size, at: found.mtime };
    }
  }

  /** A file has its name once it is whole; the folder is synced, or the name would be lost with the machine. */
  private async settle(part: string, file: string): Promise<void> {
    await rename(part, file);
    if (process.platform === 'win32') return;
    const folder = await open(dirname(file));
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  private look(key: string) {
    return stat(join(this.root, key)).catch(undefinedIfMissing);
  }
}

function undefinedIfMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
