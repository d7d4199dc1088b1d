/** Where everybody is counted who has no row of their own. No slug begins with an underscore. */
export const OTHER_TENANTS = '_other';

const ROWS = 50;
const STAY_MS = 10 * 60_000;
/** A row used more often keeps its place in the order: moving it at each request costs more than counting. */
const MOVE_MS = 60_000;

interface Row {
  count: number;
  usedAt: number;
  movedAt: number;
}

/**
 * Counts by tenant in a bounded number of rows, so that whoever stores them as time series gets no more of
 * them than that. The others are counted together. A row belongs to its tenant until it was unused for ten
 * minutes: rows that changed hands at each request would make a new time series each time.
 */
export class TenantCounts {
  /** The longest unused first, give or take a minute. */
  readonly #rows = new Map<string, Row>();
  #other = 0;

  constructor(
    private readonly limit = ROWS,
    private readonly now: () => number = Date.now,
  ) {}

  add(slug: string, amount = 1): void {
    const row = this.#rows.get(slug) ?? this.#newRow();
    if (!row) {
      this.#other += amount;
      return;
    }
    row.count += amount;
    row.usedAt = this.now();
    if (row.usedAt - row.movedAt < MOVE_MS) return;
    row.movedAt = row.usedAt;
    this.#rows.delete(slug);
    this.#rows.set(slug, row);
  }

  /** Each tenant's count, and that of all others under OTHER_TENANTS. */
  counts(): ReadonlyMap<string, number> {
    const counts = new Map([...this.#rows].map(([slug, { count }]) => [slug, count]));
    return counts.set(OTHER_TENANTS, this.#other);
  }

  /** A removed row's count is not the others': it would look as if they had made these requests just now. */
  #newRow(): Row | undefined {
    if (this.#rows.size >= this.limit) {
      const [slug, longestUnused] = this.#rows.entries().next().value ?? [];
      if (slug === undefined || !longestUnused || this.now() - longestUnused.usedAt < STAY_MS)
        return undefined;
      this.#rows.delete(slug);
    }
    return { count: 0, usedAt: 0, movedAt: Number.NEGATIVE_INFINITY };
  }
}
