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
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  ApiList,
  ApiProblems,
  IdPipe,
  listAnswer,
  type Page,
  Plane,
  Roles,
  wantsCsv,
  WholeCompany,
} from '../../platform.js';
import { ApiExample } from '../rows/sales.docs.js';
import { SALES_READERS, SALES_WRITERS } from '../rows/sales.roles.js';
import { ProductDto, ProductInput, ProductPageDto, ProductPatch, ProductQuery } from './product.dto.js';
import { PRODUCT_CSV } from './product.csv.js';
import { ProductService } from './product.service.js';

@ApiTags('Sales: products')
@Roles(...SALES_READERS)
@Plane('tenant')
@Controller('sales/products')
export class ProductController {
  constructor(private readonly products: ProductService) {}

  @Get()
  @ApiList('List products, the newest first', ProductPageDto)
  list(
    @Query() query: ProductQuery,
    @Headers('accept') accept?: string,
  ): Promise<Page<ProductDto>> | StreamableFile {
    if (!wantsCsv(query, accept)) return this.products.list(query);
    const list = (page: ProductQuery) => this.products.listInFile(page);
    return listAnswer({ query, accept, list, name: 'products', columns: PRODUCT_CSV });
  }

  @Get(':id')
  @ApiOperation({ summary: 'One product' })
  @ApiOkResponse({ type: ProductDto })
  @ApiProblems('not_found')
  get(@Param('id', IdPipe) id: string): Promise<ProductDto> {
    return this.products.get(id);
  }

  @Post()
  @Roles(...SALES_WRITERS)
  @WholeCompany()
  @ApiExample(ProductInput, { sku: 'CHAI-10', name: 'Chai', unit: 'box', price: '18.00' })
  @ApiOperation({ summary: 'Add a product' })
  @ApiCreatedResponse({ type: ProductDto })
  @ApiProblems('validation_failed', 'conflict', 'unknown_reference', 'amount_out_of_range')
  create(@Body() input: ProductInput): Promise<ProductDto> {
    return this.products.create(input);
  }

  @Patch(':id')
  @Roles(...SALES_WRITERS)
  @WholeCompany()
  @ApiExample(ProductPatch, { price: '19.50' })
  @ApiOperation({ summary: 'Change a product; fields left out stay as they are' })
  @ApiOkResponse({ type: ProductDto })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'version_conflict',
    'unknown_reference',
    'amount_out_of_range',
  )
  update(@Param('id', IdPipe) id: string, @Body() change: ProductPatch): Promise<ProductDto> {
    return this.products.update(id, change);
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles(...SALES_WRITERS)
  @WholeCompany()
  @ApiOperation({ summary: 'Delete a product that stands on no invoice' })
  @ApiNoContentResponse()
  @ApiProblems('not_found', 'product_in_use')
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.products.delete(id);
  }
}
