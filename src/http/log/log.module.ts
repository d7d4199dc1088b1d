import { Tenancy } from '@tenantry/nest';
import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { pino } from 'pino';
import { AppConfig } from '../../config/config.js';
import { LINE_SERIALIZERS, logOptions } from './log.options.js';
import { RequestLog } from './request-log.js';
import { requestLines } from './request-lines.js';

/** Synchronous: a crash loses no line, and an exit never waits for a reader of stdout that has gone away. */
const stdout = () => pino.destination({ dest: 1, sync: true });

/**
 * Nest's Logger writes through pino. The package's middleware isn't used: the request hook writes one line a
 * request, and every line finds its request and tenant by the context it runs in.
 */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [AppConfig, Tenancy],
      useFactory: (config: AppConfig, tenancy: Tenancy) => ({
        pinoHttp: {
          logger: pino(logOptions(config, tenancy), stdout()),
          serializers: LINE_SERIALIZERS,
          wrapSerializers: false,
        },
        forRoutes: [],
      }),
    }),
  ],
  providers: [
    {
      provide: RequestLog,
      inject: [AppConfig],
      useFactory: (config: AppConfig) => new RequestLog(config, requestLines()),
    },
  ],
  exports: [LoggerModule, RequestLog],
})
export class LogModule {}
