import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { AppConfig } from '../../config/config.js';
import { HealthModule } from '../health/health.module.js';
import { LruThrottlerStorage } from '../limits/lru-throttler.storage.js';
import { RateLimitGuard, rateLimits } from '../limits/rate-limit.guard.js';
import { PagesModule } from '../pages/pages.module.js';
import { ProblemFilter } from './problem.filter.js';
import { ValidationPipe } from './validation.pipe.js';

/** What every route has around it. Imported first, so that limits come before the sign-in guard. */
@Module({
  imports: [
    HealthModule,
    PagesModule,
    ThrottlerModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        throttlers: rateLimits(config),
        storage: new LruThrottlerStorage(),
      }),
    }),
  ],
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useClass: ValidationPipe },
    { provide: APP_GUARD, useClass: RateLimitGuard },
  ],
})
export class HttpModule {}
