import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { addLongAnswerHook } from './http.hooks.js';

describe('An answer', () => {
  const fastify: FastifyInstance = Fastify();
  beforeAll(async () => {
    addLongAnswerHook(fastify);
    fastify.get('/:length', ({ params }) => ({
      text: textOf(Number((params as { length: string }).length)),
    }));
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
});

const textOf = (length: number): string => 'Zürich €'.repeat(length / 8 + 1).slice(0, length);
