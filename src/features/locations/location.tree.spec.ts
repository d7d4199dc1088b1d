import { subtreeOf } from './location.tree.js';

describe('subtreeOf', () => {
  const tree = [
    { id: 'north', parentId: null },
    { id: 'shop', parentId: 'city' },
    { id: 'city', parentId: 'north' },
    { id: 'south', parentId: null },
  ];

  it('holds the place itself and all below it, at any depth', () => {
    expect(subtreeOf('north', tree)).toEqual(['north', 'city', 'shop']);
  });

  it('of a leaf is the leaf', () => {
    expect(subtreeOf('shop', tree)).toEqual(['shop']);
  });
});
