import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { PLANE, PLANE_EXTENSION, type PlaneName } from '../plane.decorator.js';
import { Problem } from './problem.dto.js';

const TITLES: Record<PlaneName, string> = {
  tenant: 'Tenantry: your company',
  admin: 'Tenantry: operators',
  public: 'Tenantry',
};

const GUIDE = `Sign in with \`POST /api/auth/login\`, press **Authorize** and paste the \`accessToken\`.

- Money, quantities and rates are decimal strings (\`"12.50"\`).
- Lists take \`limit\` and \`cursor\` and answer \`{items, nextCursor}\`.
- Errors are \`application/problem+json\` (RFC 9457) with a stable \`code\`; every answer has \`X-Request-Id\`.`;

type Operations = Record<string, Record<string, unknown> | undefined>;

/** The document of one plane. Planes share paths, so each is scanned from its own modules. */
export function planeDocument(app: NestFastifyApplication, plane: PlaneName): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle(TITLES[plane])
    .setDescription(GUIDE)
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer');
  const include = modulesOf(app, plane);
  const document = SwaggerModule.createDocument(app, builder.build(), { include, extraModels: [Problem] });
  for (const [path, operations] of Object.entries(document.paths as Record<string, Operations>)) {
    keepPlane(operations, plane);
    if (Object.keys(operations).length === 0) delete document.paths[path];
  }
  return document;
}

type ModuleClass = abstract new (...dependencies: never[]) => unknown;

function modulesOf(app: NestFastifyApplication, plane: PlaneName): ModuleClass[] {
  return [...app.get(ModulesContainer).values()]
    .filter(({ controllers }) => [...controllers.values()].some(({ metatype }) => isShown(metatype, plane)))
    .map(({ metatype }) => metatype);
}

/** Controllers without a plane (health) are shown on every one. */
function isShown(controller: object | null, plane: PlaneName): boolean {
  if (!controller) return false;
  const own = Reflect.getMetadata(PLANE, controller) as PlaneName | undefined;
  return own === undefined || own === plane;
}

function keepPlane(operations: Operations, plane: PlaneName): void {
  for (const [method, operation] of Object.entries(operations)) {
    const own = operation?.[PLANE_EXTENSION];
    if (own !== undefined && own !== plane) delete operations[method];
    else delete operation?.[PLANE_EXTENSION];
  }
}
