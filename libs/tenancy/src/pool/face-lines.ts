// Why: docs/decisions/009-roles-and-shared-pools.md
interface Line<T> {
  held: number;
  readonly waiting: T[];
}

/**
 * Of a pool that tenants share, each has a few places; the rest of its calls wait in a line of its own, so that the
 * burst of one stands in nobody else's way. Who entered leaves once, whether it got a connection or gave up.
 */
export class FaceLines<T> {
  readonly #lines = new Map<string, Line<T>>();

  /** False: it waits until `leave` names it. */
  enter(face: string, places: number, ticket: T): boolean {
    const line = this.#lines.get(face) ?? this.#newLine(face);
    const free = line.held < places;
    if (free) line.held += 1;
    else line.waiting.push(ticket);
    return free;
  }

  /** Who has the place now. */
  leave(face: string): T | undefined {
    const line = this.#lines.get(face);
    if (!line) return undefined;
    const next = line.waiting.shift();
    if (next === undefined) line.held -= 1;
    if (line.held === 0) this.#lines.delete(face);
    return next;
  }

  isWaiting(face: string, ticket: T): boolean {
    return this.#lines.get(face)?.waiting.includes(ticket) ?? false;
  }

  /** False when it had a place, and has to leave it. */
  giveUp(face: string, ticket: T): boolean {
    const waiting = this.#lines.get(face)?.waiting ?? [];
    const at = waiting.indexOf(ticket);
    if (at < 0) return false;
    waiting.splice(at, 1);
    return true;
  }

  #newLine(face: string): Line<T> {
    const line: Line<T> = { held: 0, waiting: [] };
    this.#lines.set(face, line);
    return line;
  }
}
