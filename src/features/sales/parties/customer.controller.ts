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
  WholeCompany,
} from '../../platform.js';
import { CustomerDto, CustomerInput, CustomerPageDto, CustomerPatch, CustomerQuery } from './customer.dto.js';
import { CUSTOMER_CSV } from './customer.csv.js';
import { CustomerService } from './customer.service.js';

@ApiTags('Sales: customers')
@Permission('sales', 'read')
@Plane('tenant')
@Controller('sales/customers')
export class CustomerController {
  constructor(private readonly customers: CustomerService) {}

  @Get()
  @Operation({ summary: 'List customers, the newest first', answers: CustomerPageDto, csv: true })
  list(@Query() query: CustomerQuery): ListAnswer<CustomerDto> {
    return listAnswer(query, (page) => this.customers.list(page), CUSTOMER_CSV);
  }

  @Get(':id')
  @Operation({ summary: 'One customer', answers: CustomerDto, refuses: ['not_found'] })
  get(@Param('id', IdPipe) id: string): Promise<CustomerDto> {
    return this.customers.get(id);
  }

  @Post()
  @Operation({
    summary: 'Add a customer',
    may: ['sales', 'write'],
    answers: CustomerDto,
    status: 201,
    example: {
      name: 'Alfreds Futterkiste',
      email: 'maria@alfreds.example',
      creditLimit: '5000.00',
    },
    refuses: ['validation_failed', 'conflict', 'amount_out_of_range', 'location_forbidden'],
  })
  create(@Body() input: CustomerInput): Promise<CustomerDto> {
    return this.customers.create(input);
  }

  @Patch(':id')
  @Operation({
    summary: 'Change a customer; fields left out stay as they are',
    may: ['sales', 'write'],
    answers: CustomerDto,
    example: { phone: '+49 30 0074321' },
    refuses: [...CHANGE, 'conflict', 'amount_out_of_range', 'location_forbidden'],
  })
  update(@Param('id', IdPipe) id: string, @Body() change: CustomerPatch): Promise<CustomerDto> {
    return this.customers.update(id, change);
  }

  @Delete(':id')
  @Operation({
    summary: 'Delete a customer that stands on no invoice',
    may: ['sales', 'write'],
    refuses: ['not_found', 'customer_in_use'],
  })
  @WholeCompany()
  delete(@Param('id', IdPipe) id: string): Promise<void> {
    return this.customers.delete(id);
  }
}
