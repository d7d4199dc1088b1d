import type { HostReader } from '@app/tenancy';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { planeOf } from '../plane.constraint.js';
import { PLANES, type PlaneName } from '../plane.decorator.js';
import { planeDocument } from './plane-document.js';

/**
 * Swagger UI at /docs, the document at /docs-json: each host shows the document of its own plane. They are
 * made when somebody looks for the first time, so that they cost a start nothing.
 */
export function serveDocs(app: NestFastifyApplication, reader: HostReader): void {
  const made = new Map<PlaneName, OpenAPIObject>();
  const documentOf = (plane: PlaneName): OpenAPIObject => {
    const document = made.get(plane) ?? planeDocument(app, plane);
    made.set(plane, document);
    return document;
  };
  const [anyPlane] = PLANES;
  SwaggerModule.setup('docs', app, () => documentOf(anyPlane), {
    customSiteTitle: 'Tenantry API',
    patchDocumentOnRequest: (input) => {
      const request = input as FastifyRequest;
      return underPath(documentOf(planeOf(reader, request.raw) ?? anyPlane), request);
    },
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true, docExpansion: 'none' },
  });
}

/** On the app host a tenant is under `/t/<slug>`: requests tried from its document have to go there. */
function underPath(document: OpenAPIObject, { originalUrl }: FastifyRequest): OpenAPIObject {
  const base = /^\/t\/[^/]+/.exec(originalUrl)?.[0];
  return base === undefined ? document : { ...document, servers: [{ url: base }] };
}
