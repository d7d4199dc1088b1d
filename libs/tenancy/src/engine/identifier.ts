/** A name that can't be used for a database, schema, role or file. */
export class InvalidIdentifierError extends RangeError {
  constructor(name: string) {
    super(
      `"${name}" can't be the name of a store: a lower-case letter, then letters, digits, underscores; 63 at most.`,
    );
    this.name = new.target.name;
  }
}

/** PostgreSQL cuts longer names silently, so two of them could become one. */
const IDENTIFIER = /^[a-z_][a-z0-9_]{0,62}$/;

/** The name itself; throws InvalidIdentifierError. Nothing that passes can leave a folder or a quotation. */
export function checkIdentifier(name: string): string {
  if (!IDENTIFIER.test(name)) throw new InvalidIdentifierError(name);
  return name;
}

/** With `quoteWithBackticks` the only place where a name becomes SQL: here for PostgreSQL and SQLite. */
export const quoteIdentifier = (name: string): string => `"${checkIdentifier(name)}"`;

/** For MySQL and MariaDB, which allow 64 characters. */
export const quoteWithBackticks = (name: string): string => `\`${checkIdentifier(name)}\``;
