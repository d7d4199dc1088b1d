import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppConfig } from '../config/config.js';

export interface OperatorSignIn {
  readonly url: string;
  readonly email: string;
  readonly password: string;
}

/** The password that was made up for the first operator, in a file of the data folder for the own user alone. */
export class KeptSignIn {
  readonly path: string;

  constructor(private readonly config: AppConfig) {
    this.path = join(config.dataDir, 'operator-credentials.json');
  }

  get exists(): boolean {
    return existsSync(this.path);
  }

  /** Not in production, where a password is shown once and kept by people. */
  async write(signIn: OperatorSignIn): Promise<void> {
    if (this.config.production) return;
    await mkdir(this.config.dataDir, { recursive: true, mode: 0o700 });
    await writeFile(this.path, `${JSON.stringify(signIn, null, 2)}\n`, { mode: 0o600, flush: true });
  }
}
