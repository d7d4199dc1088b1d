import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService } from '@nestjs/terminus';
import { SkipThrottle } from '@nestjs/throttler';
import { IsText } from '../../kernel/input/text.validators.js';
import { AnyHost } from '../../kernel/request/any-host.decorator.js';
import { Public } from '../../kernel/rights/public.decorator.js';
import { ControlDatabaseIndicator } from './control-database.indicator.js';
import { ServedDomain } from './served-domain.js';
import { DiskSpaceIndicator } from './disk-space.indicator.js';
import { Operation } from '../../kernel/docs/operation.decorator.js';

class ServedDomainQuery {
  @ApiProperty({ example: 'acme.app.example.com' })
  @IsText(255)
  domain: string;
}

class Alive {
  @ApiProperty({ example: 'ok' })
  status: 'ok';
}

/** For load balancers and container platforms; needs no sign-in and says nothing about tenants. */
@ApiTags('Health')
@Controller('health')
@Public()
@SkipThrottle({ address: true })
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly control: ControlDatabaseIndicator,
    private readonly disk: DiskSpaceIndicator,
    private readonly domains: ServedDomain,
  ) {}

  @Get('live')
  @Operation({
    summary: 'Whether the process runs',
    description: 'Answers as long as the process can answer.',
    answers: Alive,
  })
  @AnyHost()
  live(): Alive {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    summary: 'Whether requests can be served',
    description: 'Asks the control database, and how much room DATA_DIR has left: see DISK_FREE_FLOOR_MB.',
  })
  @AnyHost()
  @HealthCheck()
  ready() {
    return this.health.check([() => this.control.check(), () => this.disk.check()]);
  }

  @Get('domain')
  @Operation({
    summary: 'Whether a host is served here',
    description: 'For proxies that get certificates on demand: they ask before they order one.',
    answers: Alive,
    refuses: ['validation_failed', 'not_found'],
  })
  @AnyHost()
  @SkipThrottle({ address: false })
  async domain(@Query() { domain }: ServedDomainQuery): Promise<Alive> {
    await this.domains.assertServed(domain);
    return { status: 'ok' };
  }
}
