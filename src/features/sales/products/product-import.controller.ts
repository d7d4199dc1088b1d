import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CsvBody, Permission, Plane, WholeCompany } from '../../platform.js';
import { type ImportDto, ImportPost, ImportQuery } from '../import/import.docs.js';
import { ProductImportService } from './product-import.service.js';

@ApiTags('Sales: products')
@Permission('sales', 'write')
@WholeCompany()
@Plane('tenant')
@Controller('sales/products')
export class ProductImportController {
  constructor(private readonly products: ProductImportService) {}

  @ImportPost({
    summary:
      'Take products from a CSV file: `sku`, `name`, `price`, and any other field; `taxCode` names a tax rate',
    example: 'sku,name,unit,price\nCHAI-10,Chai,box,18.00\nCHANG-24,Chang,bottle,19.00\n',
  })
  import(@CsvBody() csv: string, @Query() query: ImportQuery): Promise<ImportDto> {
    return this.products.import(csv, query);
  }
}
