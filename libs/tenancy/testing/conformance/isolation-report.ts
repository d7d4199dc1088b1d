/** What one case saw. */
export interface IsolationCaseReport {
  readonly name: string;
  /** Rows of another tenant that were seen, or could be touched. */
  readonly leaks: readonly string[];
  /** What went wrong otherwise: an unexpected answer, a row that is missing. */
  readonly faults: readonly string[];
  /** How often each thing was done. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface IsolationReport {
  /** No leak and no fault. */
  readonly isIsolated: boolean;
  readonly cases: readonly IsolationCaseReport[];
}

const LONGEST = 300;

/** Collects while a case runs; many clients write at the same time. */
export class Findings {
  readonly leaks: string[] = [];
  readonly faults: string[] = [];
  readonly counts: Record<string, number> = {};

  leak(text: string): void {
    this.leaks.push(text.slice(0, LONGEST));
  }

  fault(text: string): void {
    this.faults.push(text.slice(0, LONGEST));
  }

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  /** A case that never did what it is about has shown nothing. */
  expectCounted(...what: string[]): void {
    for (const one of what) if (!this.counts[one]) this.fault(`nothing was ${one}: this case shows nothing`);
  }
}
