import fc from 'fast-check';
import { type Linked, LinkedList } from './linked-list.js';

interface Item extends Linked<Item> {
  readonly name: number;
}

describe('A linked list', () => {
  it('holds what a Set in the same order would, whatever comes and goes', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(9)), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (calls) => {
        const list = new LinkedList<Item>();
        const items = Array.from({ length: 10 }, (_, name) => ({
          name,
          previous: undefined,
          next: undefined,
        })) as Item[];
        const expected = new Set<number>();
        for (const [append, name] of calls) {
          const item = items[name] as Item;
          if (append && !list.has(item)) list.append(item);
          else if (!append) list.remove(item);
          if (append) expected.add(name);
          else expected.delete(name);
          expect([...list].map((held) => held.name)).toEqual([...expected]);
          expect([list.size, list.first?.name]).toEqual([expected.size, [...expected][0]]);
        }
      }),
    );
  });

  it('lets the item just visited go', () => {
    const list = new LinkedList<Item>();
    for (const name of [1, 2, 3]) list.append({ name, previous: undefined, next: undefined });
    for (const item of list) list.remove(item);
    expect([...list]).toEqual([]);
  });

  it('leaves no way from an item that went to those that stay', () => {
    const list = new LinkedList<Item>();
    const [first, second] = [1, 2].map((name) => ({ name, previous: undefined, next: undefined }) as Item);
    for (const item of [first, second]) list.append(item as Item);
    list.remove(first as Item);
    expect(first).toMatchObject({ previous: undefined, next: undefined });
  });
});
