import { Injectable } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { LRUCache } from 'lru-cache';

interface Window {
  hits: number;
  readonly endsAt: number;
}

type Hit = Awaited<ReturnType<ThrottlerStorage['increment']>>;

const SEEN_CALLERS = 50_000;

/**
 * Counts requests in fixed windows, bounded, in this process. Without timers: one per hit, as the package's
 * own storage makes them, would hold each request's context for the whole window.
 */
@Injectable()
export class LruThrottlerStorage implements ThrottlerStorage {
  readonly #windows = new LRUCache<string, Window>({ max: SEEN_CALLERS });

  increment(key: string, ttl: number, limit: number): Promise<Hit> {
    const now = performance.now();
    let window = this.#windows.get(key);
    if (!window || window.endsAt <= now) {
      window = { hits: 0, endsAt: now + ttl };
      this.#windows.set(key, window);
    }
    window.hits += 1;
    const seconds = Math.ceil((window.endsAt - now) / 1000);
    return Promise.resolve({
      totalHits: window.hits,
      timeToExpire: seconds,
      isBlocked: window.hits > limit,
      timeToBlockExpire: seconds,
    });
  }
}
