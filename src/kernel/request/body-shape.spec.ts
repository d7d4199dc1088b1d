import { assert, jsonValue, property } from 'fast-check';
import { ValidationError } from '../errors.js';
import { assertShape, assertTextShape } from './body-shape.js';

const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
const numbered = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`f${n}`, 1]));

function problemOf(check: () => void): { path: string; message: string } | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return (error as ValidationError).errors[0];
  }
}
const shapeProblem = (input: unknown) => problemOf(() => assertShape(input));
const textProblem = (text: string) => problemOf(() => assertTextShape(Buffer.from(text)));

describe('The shape of input', () => {
  it.each([
    ['an object too deep', nested(9), 'a.a.a.a.a.a.a.a', /deeper than 8/],
    ['too many fields', { x: numbered(101) }, 'x', /at most 100 fields/],
    ['a list too long', { lines: Array.from({ length: 1_001 }, () => 1) }, 'lines', /at most 1000/],
    ['a list in place of a line', { lines: [{ a: 1 }, []] }, 'lines.1', /must not be a list/],
    ['a lone surrogate', { lines: [{ name: 'x\udfff' }] }, 'lines.0.name', /well-formed/],
    ['a lone surrogate in a name', { 'a\ud800': 1 }, 'a\ufffd', /well-formed/],
    ['a name that is too long', { ['n'.repeat(101)]: 1 }, `${'n'.repeat(40)}…`, /too long/],
    [
      'too many values',
      Array.from({ length: 999 }, () => numbered(50)),
      expect.stringMatching(/^235\./),
      /12000/,
    ],
  ])('is refused for %s, naming the place', (_, input, path, message) => {
    expect(shapeProblem(input)).toEqual({ path, message: expect.stringMatching(message) });
  });

  it.each([null, undefined, 'text', 1, true, [], {}, nested(8), numbered(100), { name: 'Müller 😀 \0' }])(
    'lets %j through',
    (input) => expect(shapeProblem(input)).toBeUndefined(),
  );

  it('lets an invoice of five hundred lines with all their fields through', () => {
    expect(shapeProblem({ lines: Array.from({ length: 500 }, () => numbered(20)) })).toBeUndefined();
  });
});

describe('The text of a body', () => {
  it.each(['['.repeat(20_000), '{"a":'.repeat(20_000), `[${'1,'.repeat(12_001)}1]`])(
    'is refused before it is parsed: %#',
    (text) => expect(textProblem(text)).toMatchObject({ path: '' }),
  );

  it('may hold brackets, commas and quotes within its strings', () => {
    const value = { name: `${'[{,'.repeat(20_000)}"\\` };
    expect(textProblem(JSON.stringify(value))).toBeUndefined();
  });

  it('is never refused where what it means is not', () => {
    assert(
      property(jsonValue({ maxDepth: 7 }), (value) => {
        const fine = shapeProblem(value) === undefined && textProblem(JSON.stringify(value)) === undefined;
        expect(fine).toBe(shapeProblem(value) === undefined);
      }),
    );
  });
});
