import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** In bytes: of a body, of one with lines, of a file of ten thousand rows of four hundred bytes. */
export const BODY_LIMIT = 64 * 1024;
const LINES_LIMIT = 1024 * 1024;
const FILE_LIMIT = 4 * 1024 * 1024;
/** Of an uploaded file, whatever it is for. */
export const UPLOAD_LIMIT = 10 * 1024 * 1024;

interface BodyMarks {
  readonly takesLines?: boolean;
  readonly takesCsv?: boolean;
  readonly takesUpload?: boolean;
}

/** The handler takes documents of many lines: its path has a limit of 1 MiB instead of 64 KiB. */
export const TakesLines = () => RouteConfig({ takesLines: true });

/** The handler takes a file: only its path takes `text/csv`, nothing else, and up to 4 MiB. */
export const TakesCsv = () => RouteConfig({ takesCsv: true });

/** The handler takes `multipart/form-data`, which no other path does. Other bodies have their usual limit there. */
export const TakesUpload = () => RouteConfig({ takesUpload: true });

export const takesUpload = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as BodyMarks).takesUpload === true;

export const takesCsv = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as BodyMarks).takesCsv === true;

/** Before the routes are registered. */
export function limitBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const { takesLines, takesCsv } = (route.config ?? {}) as BodyMarks;
    if (takesLines) route.bodyLimit = LINES_LIMIT;
    if (takesCsv) route.bodyLimit = FILE_LIMIT;
  });
}
