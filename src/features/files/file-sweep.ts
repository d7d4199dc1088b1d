import { InjectTenantRepository, Tenancy, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { In, Repository } from 'typeorm';
import { Clock, isContentName, ObjectStore, type StoredObject } from '../platform.js';
import { STORAGE } from './file.service.js';
import { StoredFile } from './stored-file.entity.js';
import { Usage } from './usage.service.js';

/** An upload takes a minute at most; nobody misses the room for a day. */
const YOUNG_MS = 24 * 3_600_000;
const AT_ONCE = 100;

export interface SweepReport {
  readonly objects: number;
  readonly bytes: number;
}

/** Takes away contents that no file has: of uploads that were broken off, and of files that were deleted. */
@Injectable()
export class FileSweep {
  constructor(
    @InjectTenantRepository(StoredFile) private readonly files: Repository<StoredFile>,
    private readonly usage: Usage,
    private readonly objects: ObjectStore,
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** Of the current tenant, what is older than a day. Can be run at any time and again. */
  async run(olderThan = this.dayAgo()): Promise<SweepReport> {
    const report = { objects: 0, bytes: 0 };
    let old: StoredObject[] = [];
    for await (const object of this.objects.list(this.tenancy.current().id)) {
      if (object.at < olderThan) old.push(object);
      if (old.length < AT_ONCE) continue;
      await this.remove(old, report);
      old = [];
    }
    if (old.length > 0) await this.remove(old, report);
    return report;
  }

  private dayAgo(): Date {
    return new Date(this.clock.now().getTime() - YOUNG_MS);
  }

  /** Holds the count of storage, which every upload changes: none is between its content and its row. */
  @Transactional()
  private async remove(
    old: readonly StoredObject[],
    report: { objects: number; bytes: number },
  ): Promise<void> {
    await this.usage.lock(STORAGE);
    const names = old.map(nameOf).filter(isContentName);
    const rows = await this.files.find({ where: { sha256: In(names) }, select: { id: true, sha256: true } });
    const used = new Set(rows.map(({ sha256 }) => sha256));
    for (const object of old.filter((one) => !used.has(nameOf(one)))) {
      await this.objects.delete(object.key);
      report.objects += 1;
      report.bytes += object.bytes;
    }
  }
}

const nameOf = ({ key }: StoredObject): string => key.split('/').at(-1) ?? '';
