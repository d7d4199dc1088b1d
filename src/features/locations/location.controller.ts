import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Roles } from '../../http/auth/roles.decorator.js';
import { Plane } from '../../http/plane.decorator.js';
import {
  LocationCreateDto,
  LocationDto,
  LocationNodeDto,
  LocationPageDto,
  LocationPatchDto,
  LocationQuery,
} from './location.dto.js';
import { IdPipe } from '../../input/id.pipe.js';
import { LocationTreeService } from './location-tree.service.js';
import { LocationService } from './location.service.js';
import { treeOf } from './location.tree.js';

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
  @ApiOperation({ summary: 'List the places of the company' })
  @ApiOkResponse({ type: LocationPageDto })
  async list(@Query() query: LocationQuery): Promise<LocationPageDto> {
    const { items, nextCursor } = await this.tree.list(query);
    return { items: items.map((location) => new LocationDto(location)), nextCursor };
  }

  @Get('tree')
  @ApiOperation({ summary: 'All places as a tree' })
  @ApiOkResponse({ type: [LocationNodeDto] })
  async nested(): Promise<{ items: LocationNodeDto[] }> {
    return { items: treeOf(await this.locations.all()) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One place' })
  @ApiOkResponse({ type: LocationDto })
  async get(@Param('id', IdPipe) id: string): Promise<LocationDto> {
    return new LocationDto(await this.tree.get(id));
  }

  @Post()
  @Roles('owner', 'admin', 'manager')
  @ApiOperation({ summary: 'Add a place' })
  @ApiCreatedResponse({ type: LocationDto })
  async create(@Body() input: LocationCreateDto): Promise<LocationDto> {
    return new LocationDto(await this.tree.create(input));
  }

  @Patch(':id')
  @Roles('owner', 'admin', 'manager')
  @ApiOperation({ summary: 'Change, move (with all below it) or deactivate a place' })
  @ApiOkResponse({ type: LocationDto })
  async update(@Param('id', IdPipe) id: string, @Body() change: LocationPatchDto): Promise<LocationDto> {
    return new LocationDto(await this.tree.update(id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles('owner', 'admin', 'manager')
  @ApiOperation({ summary: 'Delete a place that was never used' })
  @ApiNoContentResponse()
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.tree.delete(id);
  }
}
