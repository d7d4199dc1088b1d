import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { AppConfig } from '../../config/config.js';

const NAME = 'diskSpace';
const MEGABYTE = 2 ** 20;

/** Whether the folder of the data has room left. A process that can only read should get no new work. */
@Injectable()
export class DiskSpaceIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly config: AppConfig,
  ) {}

  async check(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(NAME);
    const free = await this.freeMegabytes();
    return free < this.config.diskFreeFloorMb ? indicator.down() : indicator.up();
  }

  /** Where nothing is kept on this machine there is nothing to run out of. */
  private async freeMegabytes(): Promise<number> {
    try {
      const { bavail, bsize } = await statfs(this.config.dataDir);
      return (bavail * bsize) / MEGABYTE;
    } catch {
      return Infinity;
    }
  }
}
