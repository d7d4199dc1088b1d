import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CHANGE,
  csvSheet,
  IdPipe,
  type ListAnswer,
  listAnswer,
  Operation,
  Permission,
  Plane,
} from '../platform.js';
import {
  LocationCreateDto,
  LocationDto,
  LocationTreeDto,
  LocationPageDto,
  LocationPatchDto,
  LocationQuery,
} from './location.dto.js';
import { LocationTreeService } from './location-tree.service.js';
import { LocationService } from './location.service.js';
import { treeOf } from './location.tree.js';

const CSV = csvSheet<LocationDto>('locations', {
  id: true,
  code: true,
  name: true,
  kind: true,
  parentId: true,
  address: true,
  active: true,
  createdAt: false,
  updatedAt: false,
  version: false,
});

@ApiTags('Locations')
@Permission('locations', 'read')
@Plane('tenant')
@Controller('locations')
export class LocationController {
  constructor(
    private readonly tree: LocationTreeService,
    private readonly locations: LocationService,
  ) {}

  @Get()
  @Operation({ summary: 'List the places of the company', answers: LocationPageDto, csv: true })
  list(@Query() query: LocationQuery): ListAnswer<LocationDto> {
    return listAnswer(query, (page) => this.page(page), CSV);
  }

  @Get('tree')
  @Operation({ summary: 'All places as a tree', answers: LocationTreeDto })
  async nested(): Promise<LocationTreeDto> {
    return { items: treeOf(await this.locations.all()) };
  }

  @Get(':id')
  @Operation({ summary: 'One place', answers: LocationDto, refuses: ['not_found'] })
  async get(@Param('id', IdPipe) id: string): Promise<LocationDto> {
    return LocationDto.of(await this.tree.get(id));
  }

  @Post()
  @Operation({
    summary: 'Add a place',
    may: ['locations', 'write'],
    answers: LocationDto,
    status: 201,
    example: {
      code: 'MAD-1',
      name: 'Madrid, Gran Vía',
      kind: 'store',
      address: 'Gran Vía 1, 28013 Madrid',
    },
    refuses: [
      'validation_failed',
      'feature_not_enabled',
      'location_forbidden',
      'conflict',
      'unknown_reference',
    ],
  })
  async create(@Body() input: LocationCreateDto): Promise<LocationDto> {
    return LocationDto.of(await this.tree.create(input));
  }

  @Patch(':id')
  @Operation({
    summary: 'Change, move (with all below it) or deactivate a place',
    may: ['locations', 'write'],
    answers: LocationDto,
    example: { name: 'Headquarters', address: '1 High Street, London' },
    refuses: [
      ...CHANGE,
      'location_forbidden',
      'conflict',
      'unknown_reference',
      'location_cycle',
      'last_location',
    ],
  })
  async update(@Param('id', IdPipe) id: string, @Body() change: LocationPatchDto): Promise<LocationDto> {
    return LocationDto.of(await this.tree.update(id, change));
  }

  @Delete(':id')
  @Operation({
    summary: 'Delete a place that was never used',
    may: ['locations', 'write'],
    refuses: ['location_forbidden', 'not_found', 'location_in_use', 'last_location'],
  })
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.tree.delete(id);
  }

  private async page(query: LocationQuery): Promise<LocationPageDto> {
    const { items, nextCursor } = await this.tree.list(query);
    return { items: items.map((location) => LocationDto.of(location)), nextCursor };
  }
}
