const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** What a clock's file says; undefined for anything but an instant with its zone. */
export function instantIn(text: string): Date | undefined {
  const instant = new Date(INSTANT.test(text.trim()) ? text.trim() : Number.NaN);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
