import { TenantDomains } from '@tenantry/nest/operator';
import { Body, Controller, Delete, Get, Param, Post, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { OperatorAuditInterceptor } from '../audit/operator-audit.interceptor.js';
import { DomainInput, DomainPage, DomainView } from './domain.view.js';
import { Refuses } from '../../kernel/docs/refuses.decorator.js';
import { Operation } from '../../kernel/docs/operation.decorator.js';

@ApiTags('domains')
@Plane('admin')
@Refuses('tenant_not_found')
@UseInterceptors(OperatorAuditInterceptor)
@Controller('tenants/:slug/domains')
export class DomainsController {
  constructor(private readonly domains: TenantDomains) {}

  @Get()
  @Operation({
    summary: 'List the custom domains of a tenant',
    description: 'All of them, by name.',
    answers: DomainPage,
  })
  async list(@Param('slug') slug: string): Promise<DomainPage> {
    return { items: await this.domains.list(slug), nextCursor: null };
  }

  @Post()
  @Operation({
    summary: 'Add a custom domain',
    description: 'It leads nowhere until it is verified: make the TXT record of the answer, then verify.',
    answers: DomainView,
    status: 201,
    example: { domain: 'shop.example.org' },
    refuses: ['validation_failed', 'domain_not_allowed', 'domain_taken'],
  })
  add(@Param('slug') slug: string, @Body() { domain }: DomainInput): Promise<DomainView> {
    return this.domains.add(slug, domain);
  }

  @Post(':domain/verify')
  @Operation({
    summary: 'Verify a custom domain by its TXT record',
    description:
      'From then on it leads to the tenant. The record has to stay: it is looked at again and again.',
    answers: DomainView,
    refuses: ['not_found', 'domain_not_verified', 'domain_taken', 'dns_unavailable'],
  })
  verify(@Param('slug') slug: string, @Param('domain') domain: string): Promise<DomainView> {
    return this.domains.verify(slug, domain);
  }

  @Post(':domain/primary')
  @Operation({
    summary: 'Make a verified domain the one that links in mails lead to',
    answers: DomainView,
    refuses: ['not_found', 'domain_not_verified'],
  })
  primary(@Param('slug') slug: string, @Param('domain') domain: string): Promise<DomainView> {
    return this.domains.makePrimary(slug, domain);
  }

  @Delete(':domain')
  @Operation({
    summary: 'Remove a custom domain',
    description: 'It leads nowhere from now on.',
    refuses: ['not_found'],
  })
  remove(@Param('slug') slug: string, @Param('domain') domain: string): Promise<void> {
    return this.domains.remove(slug, domain);
  }
}
