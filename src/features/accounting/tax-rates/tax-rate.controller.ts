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
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  ApiExample,
  ApiList,
  ApiProblems,
  type CsvColumns,
  IdPipe,
  listAnswer,
  Permission,
  Plane,
  WholeCompany,
} from '../../platform.js';
import { ApiAccounting } from '../rows/accounting.docs.js';
import {
  TaxRateCreateDto,
  TaxRateDto,
  TaxRatePageDto,
  TaxRatePatchDto,
  TaxRateQuery,
} from './tax-rate.dto.js';
import { TaxRateListService } from './tax-rate-list.service.js';

const CSV: CsvColumns<TaxRateDto> = {
  id: (row) => row.id,
  code: (row) => row.code,
  name: (row) => row.name,
  rate: (row) => row.rate,
  category: (row) => row.category,
  reason: (row) => row.reason,
  validFrom: (row) => row.validFrom,
  validTo: (row) => row.validTo,
  active: (row) => row.active,
};

@ApiAccounting('tax rates')
@Plane('tenant')
@Controller('accounting/tax-rates')
export class TaxRateController {
  constructor(private readonly rates: TaxRateListService) {}

  @Get()
  @Permission('taxRates', 'read')
  @ApiList('List the tax rates', TaxRatePageDto)
  list(
    @Query() query: TaxRateQuery,
    @Headers('accept') accept?: string,
  ): Promise<TaxRatePageDto> | StreamableFile {
    return listAnswer({ query, accept, list: (page) => this.page(page), name: 'tax-rates', columns: CSV });
  }

  @Get(':id')
  @Permission('taxRates', 'read')
  @ApiOperation({ summary: 'One tax rate' })
  @ApiOkResponse({ type: TaxRateDto })
  @ApiProblems('not_found')
  async get(@Param('id', IdPipe) id: string): Promise<TaxRateDto> {
    return new TaxRateDto(await this.rates.get(id));
  }

  @Post()
  @Permission('taxRates', 'write')
  @WholeCompany()
  @ApiOperation({ summary: 'Add a tax rate' })
  @ApiCreatedResponse({ type: TaxRateDto })
  @ApiProblems('validation_failed', 'conflict')
  @ApiExample(TaxRateCreateDto, { code: 'VAT20', name: 'Standard rate', rate: '0.2000' })
  async create(@Body() input: TaxRateCreateDto): Promise<TaxRateDto> {
    return new TaxRateDto(await this.rates.create(input));
  }

  @Patch(':id')
  @Permission('taxRates', 'write')
  @WholeCompany()
  @ApiOperation({
    summary: 'Change or deactivate a tax rate; the rate itself and its category only until something has it',
  })
  @ApiOkResponse({ type: TaxRateDto })
  @ApiProblems('validation_failed', 'not_found', 'conflict', 'version_conflict', 'tax_rate_in_use')
  @ApiExample(TaxRatePatchDto, { name: 'Standard rate', active: true })
  async update(@Param('id', IdPipe) id: string, @Body() change: TaxRatePatchDto): Promise<TaxRateDto> {
    return new TaxRateDto(await this.rates.update(id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  @Permission('taxRates', 'write')
  @WholeCompany()
  @ApiOperation({ summary: 'Delete a tax rate that was never used' })
  @ApiNoContentResponse()
  @ApiProblems('not_found', 'tax_rate_in_use')
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.rates.delete(id);
  }

  private async page(query: TaxRateQuery): Promise<TaxRatePageDto> {
    const { items, nextCursor } = await this.rates.list(query);
    return { items: items.map((rate) => new TaxRateDto(rate)), nextCursor };
  }
}
