import { type FieldProblem, ValidationError } from '../errors.js';

/** How deep, wide and long input may be. Nothing that the program takes comes near. */
const DEEPEST = 8;
const MOST_FIELDS = 100;
const LONGEST_LIST = 1_000;
const LONGEST_NAME = 100;
/** Values in all: an entry of five hundred lines with every field has five thousand. */
const MOST_VALUES = 12_000;

/**
 * Refuses input that costs more to check than it can mean: what comes after it (the rules of the input classes, the
 * hash of an idempotent call) takes time by depth and number. One walk, linear in the size of the input, which
 * also finds text that no database can store. Throws ValidationError naming the place.
 */
export function assertShape(input: unknown): void {
  const fault = faultOf(input, DEEPEST, { left: MOST_VALUES });
  if (fault) throw new ValidationError([problemOf(fault)]);
}

interface Fault {
  readonly message: string;
  /** From the inside out. */
  readonly path: (string | number)[];
}

interface Budget {
  left: number;
}

const fault = (message: string): Fault => ({ message, path: [] });

function problemOf({ message, path }: Fault): FieldProblem {
  return { path: path.toReversed().join('.'), message };
}

/** Recursive, and safely so: never deeper than `depth`. */
function faultOf(value: unknown, depth: number, budget: Budget): Fault | undefined {
  budget.left -= 1;
  if (budget.left < 0) return fault(`holds more than ${MOST_VALUES} values with what comes before it`);
  if (typeof value === 'string') {
    return value.isWellFormed() ? undefined : fault('must be well-formed Unicode');
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === 0) return fault(`must not be nested deeper than ${DEEPEST} levels`);
  return Array.isArray(value) ? listFault(value, depth, budget) : objectFault(value, depth, budget);
}

function listFault(list: unknown[], depth: number, budget: Budget): Fault | undefined {
  if (list.length > LONGEST_LIST) return fault(`must hold at most ${LONGEST_LIST} elements`);
  for (let index = 0; index < list.length; index += 1) {
    const item = list[index];
    // No input has lists of lists, and the rules of a line would be tried on the list's own elements.
    const found = Array.isArray(item) ? fault('must not be a list') : faultOf(item, depth - 1, budget);
    if (found) return at(found, index);
  }
  return undefined;
}

function objectFault(object: object, depth: number, budget: Budget): Fault | undefined {
  let fields = 0;
  for (const name in object) {
    fields += 1;
    if (fields > MOST_FIELDS) return fault(`must have at most ${MOST_FIELDS} fields`);
    if (name.length > LONGEST_NAME) return at(fault('is too long for the name of a field'), shortOf(name));
    if (!name.isWellFormed()) return at(fault('must be well-formed Unicode'), name.toWellFormed());
    const found = faultOf((object as Record<string, unknown>)[name], depth - 1, budget);
    if (found) return at(found, name);
  }
  return undefined;
}

function at(found: Fault, place: string | number): Fault {
  found.path.push(place);
  return found;
}

const shortOf = (name: string): string => `${name.slice(0, 40).toWellFormed()}…`;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * The same limits on the text, before it is parsed: a megabyte of brackets takes the parser itself a sixth of a
 * second. Coarser than the walk, for long texts only. Throws ValidationError.
 */
export function assertTextShape(json: Buffer): void {
  let depth = 0;
  let values = 0;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index];
    if (byte === QUOTE) index = endOfText(json, index);
    else if (byte === COMMA) values += 1;
    else if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (byte === 0x7d || byte === 0x5d) depth -= 1;
    if (depth > DEEPEST + 1 || values > MOST_VALUES) {
      const message =
        depth > DEEPEST ? `nested deeper than ${DEEPEST} levels` : `of more than ${MOST_VALUES} values`;
      throw new ValidationError([{ path: '', message: `the body must not be ${message}` }]);
    }
  }
}

/** Where the text ends that begins here. */
function endOfText(json: Buffer, start: number): number {
  let index = start + 1;
  while (index < json.length && json[index] !== QUOTE) index += json[index] === BACKSLASH ? 2 : 1;
  return index;
}
