import { Tenancy } from '@tenantry/nest';
import { HostReader } from '@tenantry/nest/fastify';
import { switchedOff } from '../../kernel/entitlements/features.js';
import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../../config/config.js';
import { NotFoundError } from '../../kernel/errors.js';
import { PlaneAuthenticator } from '../auth/plane-authenticator.js';
import { Public } from '../../kernel/rights/public.decorator.js';
import { planeOf } from '../../kernel/request/plane.constraint.js';
import { type PlaneName, PLANES } from '../../kernel/request/plane.decorator.js';
import { ApiDocuments, type DocumentForm } from './api-documents.js';
import { assetOf, DOCS_PAGE, EMPTY_SCRIPT, scriptOf } from './docs-page.js';

const [ANY_PLANE] = PLANES;
const JSON_TYPE = 'application/json; charset=utf-8';
const YAML_TYPE = 'text/yaml; charset=utf-8';
const SCRIPT_TYPE = 'text/javascript; charset=utf-8';

/**
 * Swagger UI at /docs, the document at /docs-json and /docs-yaml: each host shows that of its
 * own plane. In production the operators' is for operators.
 */
@ApiExcludeController()
@Public()
@Controller()
export class DocsController {
  constructor(
    private readonly config: AppConfig,
    private readonly documents: ApiDocuments,
    private readonly authenticator: PlaneAuthenticator,
    private readonly reader: HostReader,
    private readonly tenancy: Tenancy,
  ) {}

  @Get('docs')
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(): string {
    return DOCS_PAGE;
  }

  @Get('docs-json')
  @Header('Content-Type', JSON_TYPE)
  json(@Req() request: FastifyRequest): Promise<Buffer> {
    return this.document(request, 'json');
  }

  @Get('docs-yaml')
  @Header('Content-Type', YAML_TYPE)
  yaml(@Req() request: FastifyRequest): Promise<Buffer> {
    return this.document(request, 'yaml');
  }

  /** Loaded by a tag, which sends no token. */
  @Get('docs/swagger-ui-init.js')
  @Header('Content-Type', SCRIPT_TYPE)
  script(@Req() request: FastifyRequest): Buffer {
    const plane = this.planeOf(request);
    if (this.isGuarded(plane)) return Buffer.from(EMPTY_SCRIPT);
    return scriptOf(this.documents.bytesOf(plane, 'json', this.variantOf(request)));
  }

  @Get('docs/:asset')
  asset(@Param('asset') name: string, @Res() reply: FastifyReply): void {
    const asset = assetOf(name);
    if (!asset) throw new NotFoundError('file', name.slice(0, 60));
    reply.removeHeader('vary');
    void reply.type(asset.type).header('cache-control', 'public, max-age=3600').send(asset.bytes);
  }

  private async document(request: FastifyRequest, form: DocumentForm): Promise<Buffer> {
    const plane = this.planeOf(request);
    if (this.isGuarded(plane)) await this.authenticator.authenticate('operator-jwt', request);
    return this.documents.bytesOf(plane, form, this.variantOf(request));
  }

  private planeOf({ raw }: FastifyRequest): PlaneName {
    return planeOf(this.reader, raw) ?? ANY_PLANE;
  }

  private variantOf(request: FastifyRequest) {
    const tenant = this.tenancy.find();
    return { base: baseOf(request), off: tenant ? switchedOff(tenant.data) : [] };
  }

  private isGuarded(plane: PlaneName): boolean {
    return plane === 'admin' && this.config.production;
  }
}

/** On the app host a tenant is under `/t/<slug>`: requests tried from its document have to go there. */
const baseOf = ({ originalUrl }: FastifyRequest) => /^\/t\/[^/?]+/.exec(originalUrl)?.[0];
