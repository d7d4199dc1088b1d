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
  WholeCompany,
} from '../../platform.js';
import {
  TaxRateCreateDto,
  TaxRateDto,
  TaxRatePageDto,
  TaxRatePatchDto,
  TaxRateQuery,
} from './tax-rate.dto.js';
import { TaxRateListService } from './tax-rate-list.service.js';

const CSV = csvSheet<TaxRateDto>('tax-rates', {
  id: true,
  code: true,
  name: true,
  rate: true,
  category: true,
  reason: true,
  validFrom: true,
  validTo: true,
  active: true,
  createdAt: false,
  updatedAt: false,
  version: false,
});

@ApiTags('Accounting: tax rates')
@Permission('taxRates', 'read')
@Plane('tenant')
@Controller('accounting/tax-rates')
export class TaxRateController {
  constructor(private readonly rates: TaxRateListService) {}

  @Get()
  @Operation({ summary: 'List the tax rates', answers: TaxRatePageDto, csv: true })
  list(@Query() query: TaxRateQuery): ListAnswer<TaxRateDto> {
    return listAnswer(query, (page) => this.page(page), CSV);
  }

  @Get(':id')
  @Operation({ summary: 'One tax rate', answers: TaxRateDto, refuses: ['not_found'] })
  async get(@Param('id', IdPipe) id: string): Promise<TaxRateDto> {
    return TaxRateDto.of(await this.rates.get(id));
  }

  @Post()
  @Operation({
    summary: 'Add a tax rate',
    may: ['taxRates', 'write'],
    answers: TaxRateDto,
    status: 201,
    example: { code: 'VAT20', name: 'Standard rate', rate: '0.2000' },
    refuses: ['validation_failed', 'conflict'],
  })
  @WholeCompany()
  async create(@Body() input: TaxRateCreateDto): Promise<TaxRateDto> {
    return TaxRateDto.of(await this.rates.create(input));
  }

  @Patch(':id')
  @Operation({
    summary: 'Change or deactivate a tax rate; the rate itself and its category only until something has it',
    may: ['taxRates', 'write'],
    answers: TaxRateDto,
    example: { name: 'Standard rate', active: true },
    refuses: [...CHANGE, 'conflict', 'tax_rate_in_use'],
  })
  @WholeCompany()
  async update(@Param('id', IdPipe) id: string, @Body() change: TaxRatePatchDto): Promise<TaxRateDto> {
    return TaxRateDto.of(await this.rates.update(id, change));
  }

  @Delete(':id')
  @Operation({
    summary: 'Delete a tax rate that was never used',
    may: ['taxRates', 'write'],
    refuses: ['not_found', 'tax_rate_in_use'],
  })
  @WholeCompany()
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.rates.delete(id);
  }

  private async page(query: TaxRateQuery): Promise<TaxRatePageDto> {
    const { items, nextCursor } = await this.rates.list(query);
    return { items: items.map((rate) => TaxRateDto.of(rate)), nextCursor };
  }
}
