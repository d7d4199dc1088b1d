import { LRUCache } from 'lru-cache';

type Constructor = new () => object;
type Checked = Readonly<Record<string, unknown>>;

const MOST_QUERIES = 2_000;
const LONGEST_QUERY = 300;

/**
 * Queries that were found to be what their class says, with the values they were turned into. Programs ask for
 * the same page of the same list again and again, and the rules of a query look at nothing but the query; what a
 * class makes of its text is checked once. Refused ones are checked each time.
 */
export class AcceptedQueries {
  readonly #known = new Map<Constructor, LRUCache<string, Checked>>();

  /** A copy of its own for each caller; undefined when the query wasn't seen before. */
  find(type: Constructor, key: string): object | undefined {
    const known = this.#known.get(type)?.get(key);
    return known && copyOf(type, known);
  }

  remember(type: Constructor, key: string, checked: object): void {
    // A copy shares what isn't a plain value, and somebody could change that.
    if (!Object.values(checked).every(isPlain)) return;
    let queries = this.#known.get(type);
    if (!queries) this.#known.set(type, (queries = new LRUCache({ max: MOST_QUERIES })));
    queries.set(key, copyOf(type, checked as Checked));
  }
}

/** The text of a query; undefined when it is too long to be remembered. */
export function queryKey(query: unknown): string | undefined {
  const key = JSON.stringify(query) as string | undefined;
  return key !== undefined && key.length <= LONGEST_QUERY ? key : undefined;
}

const copyOf = ({ prototype }: Constructor, values: Checked): Checked =>
  Object.assign(Object.create(prototype as object) as Checked, values);

const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object';
