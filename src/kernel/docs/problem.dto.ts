import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class FieldProblem {
  @ApiProperty({ example: 'lines.0.quantity' })
  path: string;

  @ApiProperty({ example: 'quantity must be a decimal string such as "1.500"' })
  message: string;

  @ApiPropertyOptional({ example: 3, description: 'Of a file: its row; the header is row 1.' })
  row?: number;

  @ApiPropertyOptional({ example: 'email', description: 'Of a file: its column.' })
  column?: string;
}

/** The shape of every refusal (RFC 9457), for documents alone. */
export class Problem {
  @ApiProperty({ example: 'urn:tenantry:problem:not_found' })
  type: string;

  @ApiProperty({ example: 'Not found' })
  title: string;

  @ApiProperty({ example: 404 })
  status: number;

  @ApiProperty({ example: 'There is no user "0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10".' })
  detail: string;

  @ApiProperty({ example: 'not_found', description: 'Stable: compare this.' })
  code: string;

  @ApiProperty({ example: '/api/users/0199e1c4-7d1c-7a8e-9d55-0f6a3c1b2a10' })
  instance: string;

  @ApiPropertyOptional({ type: [FieldProblem] })
  errors?: FieldProblem[];
}
