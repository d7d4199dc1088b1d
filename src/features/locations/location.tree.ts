import { LocationDto, type LocationNodeDto } from './location.dto.js';
import type { Location } from './location.entity.js';

/** The places without a parent, each with those below it. */
export function treeOf(all: readonly Location[], parentId: string | null = null): LocationNodeDto[] {
  return all
    .filter((location) => location.parentId === parentId)
    .map((location) => ({ ...LocationDto.of(location), children: treeOf(all, location.id) }));
}

type Node = Pick<Location, 'id' | 'parentId'>;

/** A place and everything below it, from the whole tree. */
export function subtreeOf(root: string, all: readonly Node[]): string[] {
  const found = [root];
  for (const id of found) {
    found.push(...all.filter((node) => node.parentId === id).map((node) => node.id));
  }
  return found;
}
