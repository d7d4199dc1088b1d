import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '../config.js';

/** The content policy lets Swagger UI work, whose pages carry one inline style sheet, and nothing from elsewhere. */
export async function addSecurityHeaders(
  app: NestFastifyApplication,
  { publicUrl }: AppConfig,
): Promise<void> {
  const encrypted = publicUrl.startsWith('https:');
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        // On plain HTTP this would send browsers to a port that speaks no TLS.
        ...(encrypted ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    hsts: encrypted,
    crossOriginEmbedderPolicy: false,
  });
}
