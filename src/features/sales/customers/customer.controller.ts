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
import { CustomerDto, CustomerInput, CustomerPageDto, CustomerPatch, CustomerQuery } from './customer.dto.js';
import { CustomerService } from './customer.service.js';

@ApiTags('Sales: customers')
@ApiBearerAuth()
@Roles(...SALES_READERS)
@Plane('tenant')
@Controller('sales/customers')
export class CustomerController {
  constructor(private readonly customers: CustomerService) {}

  @Get()
  @ApiOperation({ summary: 'List customers' })
  @ApiOkResponse({ type: CustomerPageDto })
  list(@Query() query: CustomerQuery): Promise<Page<CustomerDto>> {
    return this.customers.list(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One customer' })
  @ApiOkResponse({ type: CustomerDto })
  get(@Param('id', IdPipe) id: string): Promise<CustomerDto> {
    return this.customers.get(id);
  }

  @Post()
  @Roles(...SALES_WRITERS)
  @ApiOperation({ summary: 'Add a customer' })
  @ApiCreatedResponse({ type: CustomerDto })
  create(@Body() input: CustomerInput): Promise<CustomerDto> {
    return this.customers.create(input);
  }

  @Patch(':id')
  @Roles(...SALES_WRITERS)
  @ApiOperation({ summary: 'Change a customer; fields left out stay as they are' })
  @ApiOkResponse({ type: CustomerDto })
  update(@Param('id', IdPipe) id: string, @Body() change: CustomerPatch): Promise<CustomerDto> {
    return this.customers.update(id, change);
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles(...SALES_WRITERS)
  @ApiOperation({ summary: 'Delete a customer that stands on no invoice' })
  @ApiNoContentResponse()
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.customers.delete(id);
  }
}
