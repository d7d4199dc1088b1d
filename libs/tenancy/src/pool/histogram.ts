export interface HistogramCounts {
  /** Observations up to and including each bound, in rising order; the last bound is Infinity. */
  readonly buckets: readonly { readonly bound: number; readonly count: number }[];
  readonly sum: number;
  readonly count: number;
}

/** How often values fell under fixed bounds. It costs one comparison per bound and never grows. */
export class Histogram {
  readonly #counts: number[];
  #sum = 0;

  /** `bounds` rise; what is above the last is counted too. */
  constructor(private readonly bounds: readonly number[]) {
    this.#counts = [...bounds, Infinity].map(() => 0);
  }

  observe(value: number): void {
    let index = 0;
    while (index < this.bounds.length && value > this.bounds[index]!) index += 1;
    this.#counts[index]! += 1;
    this.#sum += value;
  }

  counts(): HistogramCounts {
    let count = 0;
    const buckets = [...this.bounds, Infinity].map((bound, index) => {
      count += this.#counts[index]!;
      return { bound, count };
    });
    return { buckets, sum: this.#sum, count };
  }
}
