import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService } from '@nestjs/terminus';
import { SkipThrottle } from '@nestjs/throttler';
import { AnyHost } from '../any-host.decorator.js';
import { Public } from '../auth/public.decorator.js';
import { ControlDatabaseIndicator } from './control-database.indicator.js';
import { DiskSpaceIndicator } from './disk-space.indicator.js';

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
  ) {}

  @Get('live')
  @AnyHost()
  @ApiOperation({
    summary: 'Whether the process runs',
    description: 'Answers as long as the process can answer.',
  })
  @ApiOkResponse({ schema: { example: { status: 'ok' } } })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @AnyHost()
  @HealthCheck()
  @ApiOperation({
    summary: 'Whether requests can be served',
    description: 'Asks the control database, and how much room DATA_DIR has left: see DISK_FREE_FLOOR_MB.',
  })
  ready() {
    return this.health.check([() => this.control.check(), () => this.disk.check()]);
  }
}
