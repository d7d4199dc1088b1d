import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { Slices } from '../../kernel/clock/in-slices.js';

/** In characters. Shorter texts leave as quickly as they are. */
const LONG_TEXT = 131_072;
/** In entries of lists, which are lines of documents or rows of reports. */
const LONG_LIST = 1000;
/** In characters: what is made bytes at once. */
const CHUNK = 65_536;

/**
 * Hands long answers over as bytes. Node makes room for three times a text's length before it writes one, which took
 * four times as long at 200 KB. Lists of thousands of lines are written out in slices: others get their turn.
 */
export function addLongAnswerHooks(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (_request, reply, payload, done) => {
    if (!isLong(payload)) {
      done(null, payload);
      return;
    }
    void bytesOf(payload).then((chunks) => {
      reply.header('content-length', String(chunks.reduce((sum, { length }) => sum + length, 0)));
      reply.serializer((written: unknown) => written as string);
      done(null, Readable.from(chunks));
    }, done);
  });
  fastify.addHook('onSend', (_request, _reply, payload, done) => {
    done(null, typeof payload === 'string' && payload.length > LONG_TEXT ? Buffer.from(payload) : payload);
  });
}

function isLong(payload: unknown): payload is Record<string, unknown> {
  if (typeof payload !== 'object' || payload === null || 'toJSON' in payload) return false;
  let entries = 0;
  for (const value of Object.values(payload)) if (Array.isArray(value)) entries += entriesOf(value);
  return entries > LONG_LIST && !Array.isArray(payload);
}

/** Of a list and of the lists in its items, which are all of one kind. */
function entriesOf(list: readonly unknown[]): number {
  const [first] = list as (Record<string, unknown> | null)[];
  if (typeof first !== 'object' || first === null) return list.length;
  const lists = Object.keys(first).filter((name) => Array.isArray(first[name]));
  if (lists.length === 0) return list.length;
  return (list as (Record<string, readonly unknown[] | undefined> | null)[]).reduce(
    (sum, item) => lists.reduce((more, name) => more + (item?.[name]?.length ?? 0), sum),
    list.length,
  );
}

async function bytesOf(payload: Record<string, unknown>): Promise<Buffer[]> {
  const slices = new Slices();
  const chunks: Buffer[] = [];
  let text = '';
  for (const part of textsOf(payload)) {
    text += part;
    if (text.length > CHUNK) {
      chunks.push(Buffer.from(text));
      text = '';
    }
    const others = slices.next();
    if (others) await others;
  }
  return [...chunks, Buffer.from(text)];
}

/** What `JSON.stringify` would write, item by item. */
function* textsOf(payload: Record<string, unknown>): Generator<string> {
  let before = '{';
  for (const [name, value] of Object.entries(payload)) {
    if (Array.isArray(value)) {
      yield `${before}${JSON.stringify(name)}:[`;
      for (const [at, item] of value.entries()) yield `${at > 0 ? ',' : ''}${JSON.stringify(item) ?? 'null'}`;
      yield ']';
    } else {
      const text = JSON.stringify(value) as string | undefined;
      if (text === undefined) continue;
      yield `${before}${JSON.stringify(name)}:${text}`;
    }
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}
