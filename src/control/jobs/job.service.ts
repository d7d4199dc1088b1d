import { JobQueue } from '@tenantry/nest/operator';
import { Injectable } from '@nestjs/common';
import { keysetPage } from '../../kernel/lists/keyset.js';
import { type JobPage, type JobsQuery, jobView, type JobView } from './job.view.js';

/** Background jobs as operators see them. */
@Injectable()
export class JobService {
  constructor(private readonly queue: JobQueue) {}

  /** Newest first. */
  async list({ limit, cursor, ...filter }: JobsQuery): Promise<JobPage> {
    const { items, nextCursor } = await keysetPage(this.queue.query(filter), {
      query: { limit, ...(cursor === undefined ? {} : { cursor }) },
      sort: [{ column: 'id', direction: 'DESC' }],
    });
    return { items: items.map(jobView), nextCursor };
  }

  /** Throws JobNotFoundError. */
  async get(id: string): Promise<JobView> {
    return jobView(await this.queue.get(id));
  }

  /** Throws JobNotFoundError, JobStateError. */
  async retry(id: string): Promise<JobView> {
    return jobView(await this.queue.retry(id));
  }
}
