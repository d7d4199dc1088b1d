import { InjectTenantRepository, Transactional } from '@tenantry/nest';
import { Injectable } from '@nestjs/common';
import { Repository } from 'typeorm';
import {
  assertVersion,
  AuditService,
  Entitlements,
  isForeignKeyViolation,
  keysetPage,
  NotFoundError,
  type Page,
  parseSort,
  searchText,
  UnknownReferenceError,
} from '../platform.js';
import type { LocationCreateDto, LocationPatchDto, LocationQuery } from './location.dto.js';
import { LocationAccess } from './location-access.service.js';
import { Location, type LocationKind } from './location.entity.js';
import { LastLocationError, LocationCycleError, LocationInUseError } from './location.errors.js';
import { subtreeOf } from './location.tree.js';

/** Changes the tree of places. Every change locks the whole tree: it is small, and cycles are made by two moves at once. */
@Injectable()
export class LocationTreeService {
  constructor(
    @InjectTenantRepository(Location) private readonly locations: Repository<Location>,
    private readonly entitlements: Entitlements,
    private readonly audit: AuditService,
    private readonly access: LocationAccess,
  ) {}

  list(query: LocationQuery): Promise<Page<Location>> {
    const { kind, active, parentId } = query;
    const builder = this.locations.createQueryBuilder('location').where({
      ...(kind === undefined ? {} : { kind }),
      ...(active === undefined ? {} : { active }),
      ...(parentId === undefined ? {} : { parentId }),
    });
    searchText(builder, query.q);
    const sort = parseSort(query.sort, ['code', 'name', 'createdAt'], [{ column: 'code', direction: 'ASC' }]);
    return keysetPage(builder, { query, sort });
  }

  async get(id: string): Promise<Location> {
    const location = await this.locations.findOneBy({ id });
    if (!location) throw new NotFoundError('location', id);
    return location;
  }

  @Transactional()
  async create(input: LocationCreateDto): Promise<Location> {
    await this.lockTree();
    // What was added while the lock was waited for is seen by the next look alone.
    const tree = await this.lockTree();
    const kind = input.kind ?? 'store';
    if (input.active ?? true) this.assertRoomFor(kind, tree);
    assertParent(input.parentId, tree);
    await this.access.assertMayUse([input.parentId ?? null], 'parentId');
    const location = this.locations.create({ ...input, kind });
    await this.locations.insert(location);
    await this.audit.recordOf('location.created', location.id, { after: shown(location) });
    return this.get(location.id);
  }

  @Transactional()
  async update(id: string, { version, ...change }: LocationPatchDto): Promise<Location> {
    const tree = await this.lockTree();
    const location = pick(tree, id);
    await this.access.assertMayUse([id], 'id');
    assertVersion('location', location, version);
    assertParent(change.parentId, tree);
    await this.assertMayMove(location, change.parentId);
    assertNoCycle(location, change.parentId, tree);
    if (change.active === false) assertNotLast(location, tree);
    const { kind, active } = { ...location, ...change };
    if (active && !(location.active && location.kind === kind)) this.assertRoomFor(kind, tree);
    const before = shown(location);
    const saved = await this.locations.save(Object.assign(location, change));
    await this.audit.recordOf('location.changed', id, { before, after: shown(saved) });
    return saved;
  }

  @Transactional()
  async delete(id: string): Promise<void> {
    const tree = await this.lockTree();
    const location = pick(tree, id);
    await this.access.assertMayUse([id], 'id');
    assertNotLast(location, tree);
    await this.audit.recordOf('location.deleted', id, { before: shown(location) });
    try {
      await this.locations.delete({ id });
    } catch (error) {
      if (isForeignKeyViolation(error)) throw new LocationInUseError(location.code);
      throw error;
    }
  }

  private assertRoomFor(kind: LocationKind, tree: readonly Location[]): void {
    const used = tree.filter((one) => one.active && one.kind === kind).length;
    this.entitlements.assertRoom('locations', used);
  }

  /** Otherwise a user bound to places could gain others, or hide their own, by moving them in the tree. */
  private async assertMayMove(location: Location, parentId: string | null | undefined): Promise<void> {
    if (parentId === undefined || parentId === location.parentId) return;
    await this.access.assertMayUse([location.parentId, parentId], 'parentId');
  }

  private lockTree(): Promise<Location[]> {
    return this.locations.find({ order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  }
}

const shown = ({ code, name, kind, parentId, address, active }: Location) => ({
  code,
  name,
  kind,
  parentId,
  address,
  active,
});

function pick(tree: readonly Location[], id: string): Location {
  const found = tree.find((location) => location.id === id);
  if (!found) throw new NotFoundError('location', id);
  return found;
}

function assertParent(parentId: string | null | undefined, tree: readonly Location[]): void {
  if (!parentId || tree.some(({ id }) => id === parentId)) return;
  throw new UnknownReferenceError('parentId', parentId);
}

function assertNoCycle(
  location: Location,
  parentId: string | null | undefined,
  tree: readonly Location[],
): void {
  if (parentId && subtreeOf(location.id, tree).includes(parentId))
    throw new LocationCycleError(location.code);
}

function assertNotLast(location: Location, tree: readonly Location[]): void {
  if (tree.some(({ id, active }) => active && id !== location.id)) return;
  throw new LastLocationError(location.code);
}
