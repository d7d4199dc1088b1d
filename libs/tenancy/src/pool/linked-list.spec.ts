import { array, assert, boolean, nat, property, tuple } from 'fast-check';
import { type Linked, LinkedList } from './linked-list.js';

interface Item extends Linked<Item> {
  readonly name: number;
}

const item = (name: number): Item => ({ name, previous: undefined, next: undefined });

describe('A linked list', () => {
  it('holds what a Set in the same order would, whatever comes and goes', () => {
    const steps = array(tuple(boolean(), nat(9)), { maxLength: 200 });
    assert(
      property(steps, (calls) => {
        const list = new LinkedList<Item>();
        const items = Array.from({ length: 10 }, (_, name) => item(name));
        const expected = new Set<number>();
        for (const [append, name] of calls) {
          const one = items[name] as Item;
          if (append && !list.has(one)) list.append(one);
          else if (!append) list.remove(one);
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
    for (const name of [1, 2, 3]) list.append(item(name));
    for (const one of list) list.remove(one);
    expect([...list]).toEqual([]);
  });

  it('leaves no way from an item that went to those that stay', () => {
    const list = new LinkedList<Item>();
    const [first, second] = [item(1), item(2)];
    for (const one of [first, second]) list.append(one);
    list.remove(first);
    expect(first).toMatchObject({ previous: undefined, next: undefined });
  });
});
