import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Roles } from '../../../http/auth/roles.decorator.js';
import { Plane } from '../../../http/plane.decorator.js';
import { IdPipe } from '../../../input/id.pipe.js';
import { LEDGER_WRITERS } from '../accounting.roles.js';
import {
  TaxRateCreateDto,
  TaxRateDto,
  TaxRatePageDto,
  TaxRatePatchDto,
  TaxRateQuery,
} from './tax-rate.dto.js';
import { TaxRateListService } from './tax-rate-list.service.js';

@ApiTags('Accounting: tax rates')
@ApiBearerAuth()
@Plane('tenant')
@Controller('accounting/tax-rates')
export class TaxRateController {
  constructor(private readonly rates: TaxRateListService) {}

  @Get()
  @ApiOperation({ summary: 'List the tax rates' })
  @ApiOkResponse({ type: TaxRatePageDto })
  async list(@Query() query: TaxRateQuery): Promise<TaxRatePageDto> {
    const { items, nextCursor } = await this.rates.list(query);
    return { items: items.map((rate) => new TaxRateDto(rate)), nextCursor };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One tax rate' })
  @ApiOkResponse({ type: TaxRateDto })
  async get(@Param('id', IdPipe) id: string): Promise<TaxRateDto> {
    return new TaxRateDto(await this.rates.get(id));
  }

  @Post()
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Add a tax rate' })
  @ApiCreatedResponse({ type: TaxRateDto })
  async create(@Body() input: TaxRateCreateDto): Promise<TaxRateDto> {
    return new TaxRateDto(await this.rates.create(input));
  }

  @Patch(':id')
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Change or deactivate a tax rate; the rate itself only until it is posted' })
  @ApiOkResponse({ type: TaxRateDto })
  async update(@Param('id', IdPipe) id: string, @Body() change: TaxRatePatchDto): Promise<TaxRateDto> {
    return new TaxRateDto(await this.rates.update(id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles(...LEDGER_WRITERS)
  @ApiOperation({ summary: 'Delete a tax rate that was never used' })
  @ApiNoContentResponse()
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.rates.delete(id);
  }
}
