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
  WholeCompany,
} from '../../platform.js';
import { ApiExample } from '../rows/sales.docs.js';
import { SALES_READERS, SALES_WRITERS } from '../rows/sales.roles.js';
import { CustomerDto, CustomerInput, CustomerPageDto, CustomerPatch, CustomerQuery } from './customer.dto.js';
import { CUSTOMER_CSV } from './customer.csv.js';
import { CustomerService } from './customer.service.js';

@ApiTags('Sales: customers')
@Roles(...SALES_READERS)
@Plane('tenant')
@Controller('sales/customers')
export class CustomerController {
  constructor(private readonly customers: CustomerService) {}

  @Get()
  @ApiList('List customers, the newest first', CustomerPageDto)
  list(
    @Query() query: CustomerQuery,
    @Headers('accept') accept?: string,
  ): Promise<Page<CustomerDto>> | StreamableFile {
    return listAnswer({
      query,
      accept,
      list: (page) => this.customers.list(page),
      name: 'customers',
      columns: CUSTOMER_CSV,
    });
  }

  @Get(':id')
  @ApiOperation({ summary: 'One customer' })
  @ApiOkResponse({ type: CustomerDto })
  @ApiProblems('not_found')
  get(@Param('id', IdPipe) id: string): Promise<CustomerDto> {
    return this.customers.get(id);
  }

  @Post()
  @Roles(...SALES_WRITERS)
  @ApiExample(CustomerInput, {
    name: 'Alfreds Futterkiste',
    email: 'maria@alfreds.example',
    creditLimit: '5000.00',
  })
  @ApiOperation({ summary: 'Add a customer' })
  @ApiCreatedResponse({ type: CustomerDto })
  @ApiProblems('validation_failed', 'conflict', 'amount_out_of_range', 'location_forbidden')
  create(@Body() input: CustomerInput): Promise<CustomerDto> {
    return this.customers.create(input);
  }

  @Patch(':id')
  @Roles(...SALES_WRITERS)
  @ApiExample(CustomerPatch, { phone: '+49 30 0074321' })
  @ApiOperation({ summary: 'Change a customer; fields left out stay as they are' })
  @ApiOkResponse({ type: CustomerDto })
  @ApiProblems(
    'validation_failed',
    'not_found',
    'conflict',
    'version_conflict',
    'amount_out_of_range',
    'location_forbidden',
  )
  update(@Param('id', IdPipe) id: string, @Body() change: CustomerPatch): Promise<CustomerDto> {
    return this.customers.update(id, change);
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles(...SALES_WRITERS)
  @WholeCompany()
  @ApiOperation({ summary: 'Delete a customer that stands on no invoice' })
  @ApiNoContentResponse()
  @ApiProblems('not_found', 'customer_in_use')
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.customers.delete(id);
  }
}
