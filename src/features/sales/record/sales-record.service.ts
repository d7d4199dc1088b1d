import { Inject, Injectable } from '@nestjs/common';
import type { SalesEvent, SalesEvents, SalesFollower } from './sales-event.js';

export const SALES_FOLLOWERS = Symbol('SALES_FOLLOWERS');

/** Tells those who follow what happens to documents, one after the other, in the transaction in which it happens. */
@Injectable()
export class SalesRecord {
  constructor(@Inject(SALES_FOLLOWERS) private readonly followers: readonly SalesFollower[]) {}

  async tell<E extends SalesEvent>(event: E, happened: SalesEvents[E]): Promise<void> {
    for (const { on } of this.followers) await on[event]?.(happened);
  }
}
