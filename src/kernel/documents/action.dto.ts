/** Something that can be done with a document, and whether the caller may do it now. */
export class ActionDto {
  /** @example "issue" */
  name: string;
  /** @example false */
  allowed: boolean;
  /** Where it isn't allowed: the code with which it would be refused. @example "forbidden" */
  reason?: string;
}
