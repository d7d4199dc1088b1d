import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const DAYS = ['-days', '2'];

/** A certificate of a server and its key, as PEM. */
export interface ServerCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate authority of a test. */
export class CertificateAuthority {
  constructor(
    private readonly folder: string,
    private readonly name: string,
  ) {
    const subject = ['-subj', `/CN=${name}`];
    openssl(
      'req',
      '-x509',
      ...KEY,
      ...DAYS,
      ...subject,
      '-keyout',
      this.file('key'),
      '-out',
      this.certificateFile,
    );
  }

  get certificateFile(): string {
    return this.file('pem');
  }

  get certificate(): string {
    return readFileSync(this.certificateFile, 'utf8');
  }

  /** For a server of this name, and of no other. */
  issue(host: string): ServerCertificate {
    const [request, extensions] = [this.file('request'), this.file('extensions')];
    const [key, certificate] = [this.file('server.key'), this.file('server.pem')];
    writeFileSync(extensions, `subjectAltName=DNS:${host}\n`);
    openssl('req', '-new', ...KEY, '-subj', `/CN=${host}`, '-keyout', key, '-out', request);
    const signer = ['-CA', this.certificateFile, '-CAkey', this.file('key'), '-CAcreateserial'];
    openssl('x509', '-req', ...DAYS, ...signer, '-extfile', extensions, '-in', request, '-out', certificate);
    return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
  }

  private file(ending: string): string {
    return join(this.folder, `${this.name}.${ending}`);
  }
}

/** Skipped, with the reason, on a machine that can't make certificates; with CI=true a failure. */
export function describeTls(name: string, tests: () => void): void {
  if (spawnSync('openssl', ['version']).status === 0) return describe(name, tests);
  if (process.env['CI'] === 'true') throw new Error('Certificates are made by openssl, which is missing.');
  describe.skip(`${name} (openssl is missing)`, tests);
}

const openssl = (...argv: string[]): Buffer => execFileSync('openssl', argv, { stdio: 'pipe' });
