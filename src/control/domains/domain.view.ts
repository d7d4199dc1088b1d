import { ApiProperty } from '@nestjs/swagger';
import { IsText } from '../../kernel/input/text.validators.js';

export class DomainInput {
  @ApiProperty({ description: 'In any script; kept in its ASCII form', example: 'shop.example.org' })
  @IsText(253)
  domain: string;
}

class VerificationView {
  @ApiProperty({ enum: ['TXT'] }) type: 'TXT';
  @ApiProperty({ example: '_tenantry-challenge.shop.example.org' }) name: string;
  @ApiProperty({ example: 'tenantry-verification=Xh0JbL5d4o2q0wGx6l6v2s3Jc0h6t1g0' }) value: string;
}

export class DomainView {
  @ApiProperty({ example: 'shop.example.org' }) domain: string;
  @ApiProperty({ description: 'Only a verified domain leads to the tenant', example: true })
  verified: boolean;
  @ApiProperty({ description: 'Links in mails lead there', example: false }) primary: boolean;
  @ApiProperty({ type: VerificationView, description: 'The record to make, and to keep, in the DNS' })
  verification: VerificationView;
}

export class DomainPage {
  @ApiProperty({ type: [DomainView] }) items: DomainView[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor: string | null;
}
