import { IsOptional } from 'class-validator';
import { IsLine } from '../../platform.js';
import { ProductInput } from './product.dto.js';

/** A product in a file: people know tax rates by their codes, not by their ids. */
export class ProductRow extends ProductInput {
  @IsOptional()
  @IsLine(40)
  taxCode?: string;
}
