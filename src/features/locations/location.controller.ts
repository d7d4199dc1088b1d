import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  type StreamableFile,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  ApiExample,
  ApiList,
  ApiProblems,
  type CsvColumns,
  IdPipe,
  listAnswer,
  Permission,
  Plane,
} from '../platform.js';
import {
  LocationCreateDto,
  LocationDto,
  LocationNodeDto,
  LocationPageDto,
  LocationPatchDto,
  LocationQuery,
} from './location.dto.js';
import { LocationTreeService } from './location-tree.service.js';
import { LocationService } from './location.service.js';
import { treeOf } from './location.tree.js';

const CSV: CsvColumns<LocationDto> = {
  id: (row) => row.id,
  code: (row) => row.code,
  name: (row) => row.name,
  kind: (row) => row.kind,
  parentId: (row) => row.parentId,
  address: (row) => row.address,
  active: (row) => row.active,
};

@ApiTags('Locations')
@ApiBearerAuth()
@Plane('tenant')
@Controller('locations')
export class LocationController {
  constructor(
    private readonly tree: LocationTreeService,
    private readonly locations: LocationService,
  ) {}

  @Get()
  @Permission('locations', 'read')
  @ApiList('List the places of the company', LocationPageDto)
  list(
    @Query() query: LocationQuery,
    @Headers('accept') accept?: string,
  ): Promise<LocationPageDto> | StreamableFile {
    return listAnswer({ query, accept, list: (page) => this.page(page), name: 'locations', columns: CSV });
  }

  @Get('tree')
  @Permission('locations', 'read')
  @ApiOperation({ summary: 'All places as a tree' })
  @ApiOkResponse({ type: [LocationNodeDto] })
  async nested(): Promise<{ items: LocationNodeDto[] }> {
    return { items: treeOf(await this.locations.all()) };
  }

  @Get(':id')
  @Permission('locations', 'read')
  @ApiOperation({ summary: 'One place' })
  @ApiOkResponse({ type: LocationDto })
  @ApiProblems('not_found')
  async get(@Param('id', IdPipe) id: string): Promise<LocationDto> {
    return new LocationDto(await this.tree.get(id));
  }

  @Post()
  @Permission('locations', 'write')
  @ApiOperation({ summary: 'Add a place' })
  @ApiCreatedResponse({ type: LocationDto })
  @ApiProblems(
    'validation_failed',
    'feature_not_enabled',
    'location_forbidden',
    'conflict',
    'unknown_reference',
  )
  @ApiExample(LocationCreateDto, {
    code: 'MAD-1',
    name: 'Madrid, Gran Vía',
    kind: 'store',
    address: 'Gran Vía 1, 28013 Madrid',
  })
  async create(@Body() input: LocationCreateDto): Promise<LocationDto> {
    return new LocationDto(await this.tree.create(input));
  }

  @Patch(':id')
  @Permission('locations', 'write')
  @ApiOperation({ summary: 'Change, move (with all below it) or deactivate a place' })
  @ApiOkResponse({ type: LocationDto })
  @ApiProblems(
    'validation_failed',
    'location_forbidden',
    'not_found',
    'conflict',
    'version_conflict',
    'unknown_reference',
    'location_cycle',
    'last_location',
  )
  @ApiExample(LocationPatchDto, { name: 'Headquarters', address: '1 High Street, London' })
  async update(@Param('id', IdPipe) id: string, @Body() change: LocationPatchDto): Promise<LocationDto> {
    return new LocationDto(await this.tree.update(id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @Permission('locations', 'write')
  @ApiOperation({ summary: 'Delete a place that was never used' })
  @ApiNoContentResponse()
  @ApiProblems('location_forbidden', 'not_found', 'location_in_use', 'last_location')
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.tree.delete(id);
  }

  private async page(query: LocationQuery): Promise<LocationPageDto> {
    const { items, nextCursor } = await this.tree.list(query);
    return { items: items.map((location) => new LocationDto(location)), nextCursor };
  }
}
