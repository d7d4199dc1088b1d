import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Refuses } from '../platform.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';

/** The handler's POST takes an `Idempotency-Key`: per user and path, kept 24 hours. */
export const Idempotent = (): MethodDecorator =>
  applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Makes a repeat harmless: the same key and body give the first answer again, another body is ' +
        '422 `idempotency_key_reused`, a second use at the same time is 409.',
    }),
    Refuses('conflict', 'idempotency_key_reused'),
  );
