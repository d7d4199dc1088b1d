import { AsyncLocalStorage } from 'node:async_hooks';
import { text } from 'node:stream/consumers';
import type { FastifyRequest } from 'fastify';
import { enterRequest } from '../request/request-scope.js';
import { cellText, csvFile, wantsCsv } from './csv.js';
import type { Page } from './pagination.js';

interface Item {
  name: string;
  amount: string | null;
}

const columns = { name: ({ name }: Item) => name, amount: ({ amount }: Item) => amount };

describe('A CSV file', () => {
  it('holds all pages of a list, under one header', async () => {
    const pages: Record<string, Page<Item>> = {
      first: { items: [{ name: 'A "quoted", name', amount: '-1.50' }], nextCursor: 'second' },
      second: { items: [{ name: 'Two\nlines', amount: null }], nextCursor: null },
    };
    const file = csvFile({ name: 'x', columns, page: async ({ cursor = 'first' }) => pages[cursor]! });
    expect(await text(file.getStream())).toBe('name,amount\n"A ""quoted"", name",-1.50\n"Two\nlines",\n');
  });

  it('has its header when the list is empty', async () => {
    const file = csvFile({ name: 'x', columns, page: async () => ({ items: [], nextCursor: null }) });
    expect(await text(file.getStream())).toBe('name,amount\n');
  });

  it('is read in the context it was asked for in', async () => {
    const place = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const page = async ({ cursor }: { cursor?: string }): Promise<Page<Item>> => {
      seen.push(place.getStore());
      return { items: [], nextCursor: cursor ? null : 'more' };
    };
    const file = place.run('acme', () => csvFile({ name: 'x', columns, page }));
    await place.run('globex', () => text(file.getStream()));
    expect(seen).toEqual(['acme', 'acme']);
  });

  it('stops reading pages when nobody takes the rows any more', async () => {
    let pages = 0;
    const page = async (): Promise<Page<Item>> => {
      pages += 1;
      return {
        items: Array.from({ length: 100 }, () => ({ name: 'x'.repeat(1000), amount: null })),
        nextCursor: 'more',
      };
    };
    const stream = csvFile({ name: 'x', columns, page }).getStream();
    await new Promise((resolve) => stream.once('data', resolve));
    await new Promise((resolve) => stream.once('close', resolve).destroy());
    const read = pages;
    await new Promise(setImmediate);
    expect(pages).toBe(read);
  });
});

describe('A cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+43 1 234', "'+43 1 234"],
    ['-cmd', "'-cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['-12.50', '-12.50'],
    ['a=b', 'a=b'],
    [null, ''],
    [true, 'true'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
  ])('of %j is %j', (value, cell) => {
    expect(cellText(value)).toBe(cell);
  });
});

describe('CSV is wanted', () => {
  it.each([
    ['csv', undefined, true],
    [undefined, 'text/csv', true],
    [undefined, 'TEXT/CSV; q=0.9, */*', true],
    [undefined, 'application/json, text/csv', false],
    ['json', 'text/csv', false],
    [undefined, undefined, false],
  ] as const)('with format %s and Accept %s: %s', (format, accept, wanted) => {
    const request = { headers: { accept } } as FastifyRequest;
    expect(enterRequest(request, () => wantsCsv({ format }))).toBe(wanted);
  });
});
