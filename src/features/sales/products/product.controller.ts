import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CHANGE,
  IdPipe,
  type ListAnswer,
  listAnswer,
  Operation,
  Permission,
  Plane,
  wantsCsv,
  WholeCompany,
} from '../../platform.js';
import { ProductDto, ProductInput, ProductPageDto, ProductPatch, ProductQuery } from './product.dto.js';
import { PRODUCT_CSV } from './product.csv.js';
import { ProductService } from './product.service.js';

@ApiTags('Sales: products')
@Permission('sales', 'read')
@Plane('tenant')
@Controller('sales/products')
export class ProductController {
  constructor(private readonly products: ProductService) {}

  @Get()
  @Operation({ summary: 'List products, the newest first', answers: ProductPageDto, csv: true })
  list(@Query() query: ProductQuery): ListAnswer<ProductDto> {
    if (!wantsCsv(query)) return this.products.list(query);
    const list = (page: ProductQuery) => this.products.listInFile(page);
    return listAnswer(query, list, PRODUCT_CSV);
  }

  @Get(':id')
  @Operation({ summary: 'One product', answers: ProductDto, refuses: ['not_found'] })
  get(@Param('id', IdPipe) id: string): Promise<ProductDto> {
    return this.products.get(id);
  }

  @Post()
  @Operation({
    summary: 'Add a product',
    may: ['sales', 'write'],
    answers: ProductDto,
    status: 201,
    example: { sku: 'CHAI-10', name: 'Chai', unit: 'box', price: '18.00' },
    refuses: ['validation_failed', 'conflict', 'unknown_reference', 'amount_out_of_range'],
  })
  @WholeCompany()
  create(@Body() input: ProductInput): Promise<ProductDto> {
    return this.products.create(input);
  }

  @Patch(':id')
  @Operation({
    summary: 'Change a product; fields left out stay as they are',
    may: ['sales', 'write'],
    answers: ProductDto,
    example: { price: '19.50' },
    refuses: [...CHANGE, 'conflict', 'unknown_reference', 'amount_out_of_range'],
  })
  @WholeCompany()
  update(@Param('id', IdPipe) id: string, @Body() change: ProductPatch): Promise<ProductDto> {
    return this.products.update(id, change);
  }

  @Delete(':id')
  @Operation({
    summary: 'Delete a product that stands on no invoice',
    may: ['sales', 'write'],
    refuses: ['not_found', 'product_in_use'],
  })
  @WholeCompany()
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.products.delete(id);
  }
}
