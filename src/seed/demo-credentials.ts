import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How a person gets into a demo tenant. */
export interface DemoSignIn {
  tenant: string;
  name: string;
  url: string;
  email: string;
  password: string;
}

/** What is kept of the demo between starts. `complete` turns true when every tenant is filled. */
export interface DemoRecord {
  complete: boolean;
  signIns: DemoSignIn[];
}

const FILE = 'demo-credentials.json';

/** The demo's passwords, in a file of the data folder that only the program's own user may read. */
export class DemoCredentials {
  constructor(private readonly folder: string) {}

  get path(): string {
    return join(this.folder, FILE);
  }

  async read(): Promise<DemoRecord | undefined> {
    try {
      return JSON.parse(await readFile(this.path, 'utf8')) as DemoRecord;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Whole or not at all: a process killed while writing must not leave half a file. */
  async write(record: DemoRecord): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const draft = `${this.path}.${process.pid}.tmp`;
    await writeFile(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flush: true });
    await rename(draft, this.path);
  }
}

export const newPassword = (): string => randomBytes(12).toString('base64url');
