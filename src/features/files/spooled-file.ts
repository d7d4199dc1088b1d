import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PayloadTooLargeError } from '../platform.js';

/** A file on its way in: on disk, for nobody to see until somebody has looked what it is. */
export class SpooledFile {
  private constructor(
    private readonly folder: string,
    readonly bytes: number,
  ) {}

  /** Throws PayloadTooLargeError. What breaks leaves nothing. */
  static async of(content: Readable, maxBytes: number): Promise<SpooledFile> {
    // A folder that only this user can look into.
    const folder = await mkdtemp(join(tmpdir(), 'tenantry-upload-'));
    const { through, bytes } = limited(maxBytes);
    try {
      await pipeline(content, through, createWriteStream(pathIn(folder), { mode: 0o600 }));
      return new SpooledFile(folder, bytes());
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get path(): string {
    return pathIn(this.folder);
  }

  read(): Readable {
    return createReadStream(this.path);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

const pathIn = (folder: string): string => join(folder, 'content');

function limited(maxBytes: number): { through: Transform; bytes: () => number } {
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(new PayloadTooLargeError(maxBytes));
      else done(null, chunk);
    },
  });
  return { through, bytes: () => bytes };
}
