interface Line<T> {
  held: number;
  readonly waiting: Set<T>;
}

/**
 * Of a pool that tenants share, each has a few places; the rest of its calls wait in a line of its own, so that the
 * burst of one stands in nobody else's way. Who entered leaves once, whether it got a connection or gave up.
 */
export class FaceLines<T> {
  readonly #lines = new Map<string, Line<T>>();

  /** False: it waits until `leave` names it. */
  enter(face: string, places: number, ticket: T): boolean {
    const line = this.#lines.get(face) ?? { held: 0, waiting: new Set<T>() };
    this.#lines.set(face, line);
    if (line.held < places) line.held += 1;
    else line.waiting.add(ticket);
    return !line.waiting.has(ticket);
  }

  /** Who has the place now. */
  leave(face: string): T | undefined {
    const line = this.#lines.get(face);
    if (!line) return undefined;
    const [next] = line.waiting;
    if (next !== undefined) line.waiting.delete(next);
    else line.held -= 1;
    if (line.held === 0) this.#lines.delete(face);
    return next;
  }

  isWaiting(face: string, ticket: T): boolean {
    return this.#lines.get(face)?.waiting.has(ticket) ?? false;
  }

  /** False when it had a place, and has to leave it. */
  giveUp(face: string, ticket: T): boolean {
    return this.#lines.get(face)?.waiting.delete(ticket) ?? false;
  }
}
