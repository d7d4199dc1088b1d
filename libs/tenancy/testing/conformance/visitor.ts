import { Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpClient, type SendOptions, type TestResponse } from '../http-client.js';
import type { Findings } from './isolation-report.js';
import type { IsolationSubject, SubjectRequest, SubjectTenant } from './isolation-subject.js';
import { ownersIn } from './marks.js';

const isOk = ({ status }: TestResponse): boolean => status >= 200 && status < 300;

/** A user of one tenant, who looks at every answer for rows of others. */
export class Visitor {
  private readonly client: HttpClient;

  constructor(
    private readonly subject: Pick<IsolationSubject, 'app' | 'routes'>,
    readonly tenant: SubjectTenant,
    private readonly findings: Findings,
    agent: Agent,
  ) {
    const { port } = subject.app.getHttpServer().address() as AddressInfo;
    this.client = new HttpClient({ port, host: tenant.host, agent });
  }

  /** The answer, after a look at it. `headers`: somebody else's, to see them refused. */
  async send(
    request: SubjectRequest,
    { headers = this.tenant.headers, signal }: Pick<SendOptions, 'headers' | 'signal'> = {},
  ): Promise<TestResponse> {
    const { method, path, body } = request;
    const answer = await this.client.send(method, path, {
      headers,
      ...(body === undefined ? {} : { body }),
      ...(signal && { signal }),
    });
    this.findings.count('answered');
    this.look(request, JSON.stringify(answer.headers) + answer.raw.toString('utf8'));
    return answer;
  }

  /** A list that was answered; anything but success is a fault. */
  async list(): Promise<TestResponse> {
    return this.expectOk(this.subject.routes.list());
  }

  /** Makes a row and returns its id; undefined when that failed, which is a fault. */
  async create(text: string): Promise<string | undefined> {
    const answer = await this.expectOk(this.subject.routes.create(text));
    return isOk(answer) ? this.subject.routes.idOf(answer.body) : undefined;
  }

  async read(id: string): Promise<TestResponse> {
    return this.expectOk(this.subject.routes.read(id));
  }

  /** Anything but a refusal (4xx) is a fault. */
  async expectRefused(request: SubjectRequest, headers?: Record<string, string>): Promise<boolean> {
    const answer = await this.send(request, headers ? { headers } : {});
    const refused = answer.status >= 400 && answer.status < 500;
    if (refused) this.findings.count('refused');
    else this.findings.fault(this.describe(request, answer));
    return refused;
  }

  private async expectOk(request: SubjectRequest): Promise<TestResponse> {
    const answer = await this.send(request);
    if (!isOk(answer)) this.findings.fault(this.describe(request, answer));
    return answer;
  }

  private look({ method, path }: SubjectRequest, answer: string): void {
    for (const owner of ownersIn(answer)) {
      if (owner !== this.tenant.slug)
        this.findings.leak(`${this.tenant.slug} saw a row of ${owner} in ${method} ${path}`);
    }
  }

  private describe({ method, path }: SubjectRequest, { status, raw }: TestResponse): string {
    return `${this.tenant.slug}: ${method} ${path} answered ${status} ${raw.toString('utf8')}`;
  }
}
