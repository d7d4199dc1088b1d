/** The program itself is put together wrongly; seen at start, never at run time. */
export class InvalidDefinitionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidDefinitionError';
  }
}
