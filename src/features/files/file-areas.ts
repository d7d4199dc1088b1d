import { type Area, UPLOAD_LIMIT } from '../platform.js';

/** What files of one kind may be, and whose. */
export interface FileRules {
  /** Whoever may read or write this area of the program may read or write the files. */
  readonly of: Area;
  readonly types: readonly string[];
  readonly maxBytes: number;
}

const KILOBYTE = 1024;
const PICTURES = ['image/png', 'image/jpeg', 'image/webp'];
const PAPERS = [
  ...PICTURES,
  'application/pdf',
  'image/heic',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
  'text/plain',
];

const papers = (of: Area): FileRules => ({ of, types: PAPERS, maxBytes: UPLOAD_LIMIT });

/** What files are for. An area of a new feature is a line here. */
export const FILE_AREAS = {
  logo: { of: 'settings', types: PICTURES, maxBytes: 512 * KILOBYTE },
  /** Of sales documents. */
  attachments: papers('sales'),
  /** Of expenses and purchases. */
  bills: papers('purchases'),
  /** Of the people who work here. */
  documents: papers('staff'),
  /** Of patients. */
  clinical: papers('clinical'),
} as const satisfies Record<string, FileRules>;

export type FileArea = keyof typeof FILE_AREAS;

export const isFileArea = (name: string): name is FileArea => Object.hasOwn(FILE_AREAS, name);

export const FILE_AREA_NAMES = Object.keys(FILE_AREAS) as FileArea[];

/** Browsers show these by themselves; all others are to be saved. */
export const isPicture = (type: string): boolean => PICTURES.includes(type);
