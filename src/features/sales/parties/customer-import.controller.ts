import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CsvBody, Permission, Plane, WholeCompany } from '../../platform.js';
import { type ImportDto, ImportPost, ImportQuery } from '../import/import.docs.js';
import { CustomerImportService } from './customer-import.service.js';

@ApiTags('Sales: customers')
@Permission('sales', 'write')
@WholeCompany()
@Plane('tenant')
@Controller('sales/customers')
export class CustomerImportController {
  constructor(private readonly customers: CustomerImportService) {}

  @ImportPost({
    summary: 'Take customers from a CSV file: columns `name`, and any other field of a customer',
    example: 'code,name,email,creditLimit\nALFKI,Alfreds Futterkiste,maria@alfreds.example,5000.00\n',
  })
  import(@CsvBody() csv: string, @Query() query: ImportQuery): Promise<ImportDto> {
    return this.customers.import(csv, query);
  }
}
