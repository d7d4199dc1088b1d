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
import type { Page } from '../../../http/pagination.js';
import { Plane } from '../../../http/plane.decorator.js';
import { IdPipe } from '../../../input/id.pipe.js';
import { SALES_READERS, SALES_WRITERS } from '../sales.roles.js';
import { ProductDto, ProductInput, ProductPageDto, ProductPatch, ProductQuery } from './product.dto.js';
import { ProductService } from './product.service.js';

@ApiTags('Sales: products')
@ApiBearerAuth()
@Roles(...SALES_READERS)
@Plane('tenant')
@Controller('sales/products')
export class ProductController {
  constructor(private readonly products: ProductService) {}

  @Get()
  @ApiOperation({ summary: 'List products' })
  @ApiOkResponse({ type: ProductPageDto })
  list(@Query() query: ProductQuery): Promise<Page<ProductDto>> {
    return this.products.list(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One product' })
  @ApiOkResponse({ type: ProductDto })
  get(@Param('id', IdPipe) id: string): Promise<ProductDto> {
    return this.products.get(id);
  }

  @Post()
  @Roles(...SALES_WRITERS)
  @ApiOperation({ summary: 'Add a product' })
  @ApiCreatedResponse({ type: ProductDto })
  create(@Body() input: ProductInput): Promise<ProductDto> {
    return this.products.create(input);
  }

  @Patch(':id')
  @Roles(...SALES_WRITERS)
  @ApiOperation({ summary: 'Change a product; fields left out stay as they are' })
  @ApiOkResponse({ type: ProductDto })
  update(@Param('id', IdPipe) id: string, @Body() change: ProductPatch): Promise<ProductDto> {
    return this.products.update(id, change);
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles(...SALES_WRITERS)
  @ApiOperation({ summary: 'Delete a product that stands on no invoice' })
  @ApiNoContentResponse()
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.products.delete(id);
  }
}
