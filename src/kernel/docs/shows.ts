/**
 * What a class has to declare that shows a row: every column but those that are named, and the keys of searching and
 * sorting. `class NoteDto implements Shows<Note>` does not compile when the row gets a column that nobody sees.
 */
export type Shows<Row, Hidden extends keyof Row = never> = {
  [Field in Exclude<keyof Row, Hidden | `${string}Key`>]: unknown;
};
