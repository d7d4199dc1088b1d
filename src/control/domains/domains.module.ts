import { Module } from '@nestjs/common';
import { DomainLapses } from './domain-lapses.js';
import { DomainsController } from './domains.controller.js';

/** Custom domains of tenants, for operators. */
@Module({ controllers: [DomainsController], providers: [DomainLapses] })
export class DomainsModule {}
