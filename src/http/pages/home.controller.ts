import { HostReader } from '@tenantry/nest/fastify';
import { Tenancy } from '@tenantry/nest';
import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../../config/config.js';
import { AnyHost } from '../../kernel/request/any-host.decorator.js';
import { planeOf } from '../../kernel/request/plane.constraint.js';
import { Public } from '../../kernel/rights/public.decorator.js';
import { FAVICON } from './favicon.js';
import { homePage } from './home-page.js';
import { baseOf, sendPage, wantsPage } from './page.js';

/** What is at the root of every host. */
@ApiExcludeController()
@Public()
@Controller()
export class HomeController {
  constructor(
    private readonly config: AppConfig,
    private readonly reader: HostReader,
    private readonly tenancy: Tenancy,
  ) {}

  /** A page for people; programs are led to the documents. */
  @Get()
  home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const base = baseOf(request);
    if (!wantsPage(request))
      return void reply.header('vary', 'Host, Authorization, Accept').redirect(`${base}/docs`, 302);
    const plane = planeOf(this.reader, request.raw) ?? 'public';
    const company = plane === 'tenant' ? this.tenancy.current().name : undefined;
    sendPage(reply, homePage({ plane, base, company }, this.config));
  }

  @Get('favicon.ico')
  @AnyHost()
  @SkipThrottle({ address: true })
  @Header('content-type', 'image/x-icon')
  @Header('cache-control', 'public, max-age=86400')
  icon(@Res() reply: FastifyReply): void {
    reply.removeHeader('vary');
    void reply.send(FAVICON);
  }
}
