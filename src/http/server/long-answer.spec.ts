import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { addLongAnswerHooks } from './long-answer.js';

const line = { text: `"Zürich €", ${'x'.repeat(300)}`, gone: undefined, price: 1.5, at: new Date(0) };
const document = { id: 'a\u2028b', lines: Array.from({ length: 500 }, () => line), note: null };

const PAGES = {
  'few documents': { items: [{ ...document, lines: [line] }], nextCursor: null },
  'many lines': { items: Array.from({ length: 100 }, () => document), nextCursor: 'next' },
  'many rows': {
    gone: undefined,
    to: '2026-12-31',
    rows: Array.from({ length: 1500 }, () => line),
    total: {},
  },
  'rows that are no objects': { rows: [null, undefined, 1, 'x', ...Array.from({ length: 1000 }, () => [2])] },
  'two lists': { none: [], some: Array.from({ length: 1001 }, () => line), gone: undefined },
};

describe('An answer', () => {
  const fastify: FastifyInstance = Fastify();
  beforeAll(async () => {
    addLongAnswerHooks(fastify);
    fastify.get('/:length', ({ params }) => ({
      text: textOf(Number((params as { length: string }).length)),
    }));
    fastify.get('/lists/:name', ({ params }) => PAGES[(params as { name: keyof typeof PAGES }).name]);
    await fastify.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => fastify.close());

  it.each([10, 131_061, 131_062, 400_000])(
    'of %i letters arrives whole, whatever its letters',
    async (length) => {
      const { port } = fastify.server.address() as AddressInfo;
      const response = await fetch(`http://127.0.0.1:${port}/${length}`);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(response.headers.get('content-length')).toBe(String(bytes.length));
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(JSON.parse(bytes.toString())).toEqual({ text: textOf(length) });
    },
  );

  it.each(Object.keys(PAGES) as (keyof typeof PAGES)[])(
    'with %s is, byte by byte, what JSON.stringify makes of it',
    async (name) => {
      const { port } = fastify.server.address() as AddressInfo;
      const response = await fetch(`http://127.0.0.1:${port}/lists/${name}`);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.equals(Buffer.from(JSON.stringify(PAGES[name])))).toBe(true);
      expect(response.headers.get('content-length')).toBe(String(bytes.length));
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    },
  );

  it('of thousands of lines gives others their turn while it is written', async () => {
    const turns = async (name: keyof typeof PAGES) => {
      let count = 0;
      const counting = new AbortController();
      const turn = () => {
        count += 1;
        if (!counting.signal.aborted) setImmediate(turn);
      };
      await new Promise<void>((done) => {
        const reply = { header: () => reply, serializer: () => reply };
        setImmediate(turn);
        // The hook alone, so that no turn is one of the socket's.
        hookOf('preSerialization')({}, reply, PAGES[name], () => done());
      });
      counting.abort();
      return count;
    };
    expect(await turns('few documents')).toBe(0);
    expect(await turns('many lines')).toBeGreaterThanOrEqual(4);
  });
});

type Hook = (request: object, reply: object, payload: unknown, done: () => void) => void;

function hookOf(wanted: string): Hook {
  const hooks = new Map<string, Hook>();
  addLongAnswerHooks({ addHook: (name: string, hook: Hook) => hooks.set(name, hook) } as never);
  return hooks.get(wanted) as Hook;
}

const textOf = (length: number): string => 'Zürich €'.repeat(length / 8 + 1).slice(0, length);
