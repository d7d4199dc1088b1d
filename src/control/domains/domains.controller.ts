import { TenantDomains } from '@tenantry/nest/operator';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, UseInterceptors } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ApiExample } from '../../kernel/docs/api-example.decorator.js';
import { ApiProblems } from '../../kernel/docs/api-problems.decorator.js';
import { Plane } from '../../kernel/request/plane.decorator.js';
import { OperatorAuditInterceptor } from '../audit/operator-audit.interceptor.js';
import { DomainInput, DomainPage, DomainView } from './domain.view.js';

@ApiTags('domains')
@ApiBearerAuth()
@Plane('admin')
@ApiProblems('unauthenticated', 'tenant_not_found')
@UseInterceptors(OperatorAuditInterceptor)
@Controller('tenants/:slug/domains')
export class DomainsController {
  constructor(private readonly domains: TenantDomains) {}

  @Get()
  @ApiOperation({ summary: 'List the custom domains of a tenant', description: 'All of them, by name.' })
  @ApiOkResponse({ type: DomainPage })
  async list(@Param('slug') slug: string): Promise<DomainPage> {
    return { items: await this.domains.list(slug), nextCursor: null };
  }

  @Post()
  @ApiExample(DomainInput, { domain: 'shop.example.org' })
  @ApiOperation({
    summary: 'Add a custom domain',
    description: 'It leads nowhere until it is verified: make the TXT record of the answer, then verify.',
  })
  @ApiCreatedResponse({ type: DomainView })
  @ApiProblems('validation_failed', 'domain_not_allowed', 'domain_taken')
  add(@Param('slug') slug: string, @Body() { domain }: DomainInput): Promise<DomainView> {
    return this.domains.add(slug, domain);
  }

  @Post(':domain/verify')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Verify a custom domain by its TXT record',
    description:
      'From then on it leads to the tenant. The record has to stay: it is looked at again and again.',
  })
  @ApiOkResponse({ type: DomainView })
  @ApiProblems('not_found', 'domain_not_verified', 'domain_taken', 'dns_unavailable')
  verify(@Param('slug') slug: string, @Param('domain') domain: string): Promise<DomainView> {
    return this.domains.verify(slug, domain);
  }

  @Post(':domain/primary')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a verified domain the one that links in mails lead to' })
  @ApiOkResponse({ type: DomainView })
  @ApiProblems('not_found', 'domain_not_verified')
  primary(@Param('slug') slug: string, @Param('domain') domain: string): Promise<DomainView> {
    return this.domains.makePrimary(slug, domain);
  }

  @Delete(':domain')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a custom domain', description: 'It leads nowhere from now on.' })
  @ApiNoContentResponse()
  @ApiProblems('not_found')
  remove(@Param('slug') slug: string, @Param('domain') domain: string): Promise<void> {
    return this.domains.remove(slug, domain);
  }
}
