import { LRUCache } from 'lru-cache';

/**
 * Remembers loaded values for a short time; callers that come while one is loading share it. A load that began
 * before `forget` is not remembered after it.
 */
export class FreshCache<T> {
  private readonly values: LRUCache<string, Promise<T>>;

  constructor(limits: { max: number; ttlMs: number }) {
    this.values = new LRUCache({ max: limits.max, ttl: limits.ttlMs });
  }

  get(key: string, load: () => Promise<T>): Promise<T> {
    const known = this.values.get(key);
    if (known) return known;
    const loading = load();
    this.values.set(key, loading);
    loading.catch(() => {
      if (this.values.peek(key) === loading) this.values.delete(key);
    });
    return loading;
  }

  forget(key: string): void {
    this.values.delete(key);
  }
}
