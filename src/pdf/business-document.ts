/** A name and what stands beside it. */
export type Fact = readonly [label: string, value: string];

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Takes the room that the others leave, and breaks into lines; the others never break. */
  readonly wide?: boolean;
}

/** A picture's bytes and media type: PNG, JPEG or WebP. */
export interface Logo {
  readonly type: string;
  readonly content: Buffer;
}

/** An invoice or another paper as words: what stands where is the typesetter's business. */
export interface BusinessDocument {
  readonly title: string;
  /** Written across the page of what must not be taken for a valid invoice. */
  readonly stamp?: string;
  /** `color` is `#rrggbb`; anything else is taken as none. */
  readonly seller: { readonly name: string; readonly color?: string; readonly lines: readonly string[] };
  /** Above the seller. */
  readonly logo?: Logo;
  readonly buyer: readonly string[];
  readonly facts: readonly Fact[];
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly totals: readonly Fact[];
  /** The last of the totals: what is to be paid. */
  readonly due: Fact;
  readonly notes?: string;
  readonly footer: readonly string[];
}
