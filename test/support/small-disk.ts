import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk in memory that a test may fill to its last byte. */
export class SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'tenantry-small-disk-'));
  /** False where this user may not mount one. */
  readonly mounted: boolean;

  constructor(megabytes: number) {
    const argv = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', this.folder];
    this.mounted = spawnSync('mount', argv).status === 0;
  }

  fill(): void {
    const file = openSync(join(this.folder, 'fill'), 'a');
    try {
      for (;;) writeSync(file, Buffer.alloc(4096));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  empty(): void {
    rmSync(join(this.folder, 'fill'));
  }

  remove(): void {
    if (this.mounted) spawnSync('umount', [this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
