import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Feature } from '../../kernel/entitlements/features.js';
import { areasWithout } from '../../kernel/rights/role-features.js';
import { permissionTable } from '../../kernel/rights/permissions.js';
import type { PlaneName } from '../../kernel/request/plane.decorator.js';
import { operationId, type OperationFacts, planeOperations } from '../../kernel/docs/plane-operations.js';
import { type ProblemResponse, problemResponses } from '../../kernel/docs/problem-responses.js';
import { Problem } from '../../kernel/docs/problem.dto.js';
import { sharedProblems } from '../../kernel/docs/shared-problems.js';

type OperationObject = NonNullable<OpenAPIObject['paths'][string]['get']>;

const TITLES: Record<PlaneName, string> = {
  tenant: 'Tenantry: your company',
  admin: 'Tenantry: operators',
  public: 'Tenantry',
};

const GUIDE = `Sign in with \`POST /api/auth/login\`, press **Authorize** and paste the \`accessToken\`.

- Money, quantities and rates are decimal strings (\`"12.50"\`).
- Lists take \`limit\` and \`cursor\` and answer \`{items, nextCursor}\`.
- Errors are \`application/problem+json\` (RFC 9457) with a stable \`code\`; every answer has \`X-Request-Id\`.`;

const permissionGuide = (
  off: readonly Feature[],
) => `What each role may do (\`r\` read, \`w\` write; in sales also \`s\` settle: payments, credit
notes, voiding, sending; and \`p\` pay out: refunds, write-offs):

${permissionTable(areasWithout(off))}

Users with \`locationIds\` do so at these places and below; the lists of people, the audit log, settings, tax
rates, accounts, products, credit limits and the closing of months and years belong to the whole company, and are 403 \`location_forbidden\` for them.`;

type Operation = Omit<OperationObject, 'responses'> & { responses: Record<string, ProblemResponse> };
type Parameter = NonNullable<OperationObject['parameters']>[number];
type Operations = Record<string, Operation | undefined>;

/** The document of one plane, without the modules that are off. Planes share paths, so each is scanned from its own modules. */
export function planeDocument(
  app: NestFastifyApplication,
  plane: PlaneName,
  off: readonly Feature[] = [],
): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle(TITLES[plane])
    .setDescription(plane === 'tenant' ? `${GUIDE}\n\n${permissionGuide(off)}` : GUIDE)
    .setVersion('1')
    .addBearerAuth();
  const { modules, facts } = planeOperations(app, plane, off);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    include: modules,
    extraModels: [Problem],
    operationIdFactory: operationId,
  });
  for (const [path, operations] of Object.entries(document.paths as unknown as Record<string, Operations>)) {
    for (const [method, operation] of Object.entries(operations)) {
      const fact = facts.get(operation?.operationId ?? '');
      if (operation && fact) complete(operation, fact, plane);
      else delete operations[method];
    }
    if (Object.keys(operations).length === 0) delete document.paths[path];
  }
  return document;
}

/** What is true of an operation because of where it stands: who may call it, and how it is refused. */
function complete(operation: Operation, fact: OperationFacts, plane: PlaneName): void {
  operation.parameters = operation.parameters?.map(withoutExample);
  operation.security = fact.open ? [] : [{ bearer: [] }];
  if (fact.roles) {
    const roles = `For the roles ${fact.roles.join(', ')}.`;
    operation.description = operation.description ? `${operation.description}\n\n${roles}` : roles;
  }
  const refusals = problemResponses([...fact.refuses, ...sharedProblems(plane, fact)]);
  for (const [status, response] of refusals) operation.responses[status] ??= response;
}

/** Swagger UI would send it: what only shows how a filter or a header looks would narrow the answer. */
function withoutExample(parameter: Parameter): Parameter {
  if ('$ref' in parameter || parameter.in === 'path') return parameter;
  const { example: _shown, schema, ...rest } = parameter;
  if (!schema || '$ref' in schema) return { ...rest, ...(schema && { schema }) };
  const { example: _sent, ...plain } = schema;
  return { ...rest, schema: plain };
}
