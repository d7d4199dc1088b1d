import type { HostReader } from '@app/tenancy';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { planeOf } from '../plane.constraint.js';
import { PLANES, type PlaneName } from '../plane.decorator.js';
import { planeDocument } from './plane-document.js';

/**
 * Swagger UI at /docs, where / leads as well, the document at /docs-json: each host shows the document of its own plane. They are
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
  app.getHttpAdapter().get('/', (request: FastifyRequest, reply: FastifyReply) => {
    reply.redirect(`${pathOf(request) ?? ''}/docs`);
  });
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
function underPath(document: OpenAPIObject, request: FastifyRequest): OpenAPIObject {
  const url = pathOf(request);
  return url === undefined ? document : { ...document, servers: [{ url }] };
}

const pathOf = ({ originalUrl }: FastifyRequest) => /^\/t\/[^/?]+/.exec(originalUrl)?.[0];
