import { Module } from '@nestjs/common';
import { DomainsController } from './domains.controller.js';

/** Custom domains of tenants, for operators. */
@Module({ controllers: [DomainsController] })
export class DomainsModule {}
