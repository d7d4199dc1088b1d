import { LocationNodeDto } from './location.dto.js';
import type { Location } from './location.entity.js';

/** The places without a parent, each with those below it. */
export function treeOf(all: readonly Location[], parentId: string | null = null): LocationNodeDto[] {
  return all
    .filter((location) => location.parentId === parentId)
    .map((location) => Object.assign(new LocationNodeDto(location), { children: treeOf(all, location.id) }));
}
