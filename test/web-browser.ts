import type { Hono } from 'hono';
import type { WebEnv } from '#web';

/** A browser without a window: it keeps cookies and sends forms to an application in this process. */
export class WebBrowser {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly app: Hono<WebEnv>,
    private readonly at: { origin?: string; peer?: string } = {},
  ) {}

  get origin(): string {
    return this.at.origin ?? 'http://localhost:3000';
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return await this.send('GET', path, { headers });
  }

  /** Sends a form from a page of the paper. */
  async post(path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> {
    return await this.send('POST', path, { body: new URLSearchParams(fields), headers: { Origin: this.origin, ...headers } });
  }

  async send(method: string, path: string, { body, headers = {} }: { body?: URLSearchParams | string; headers?: Record<string, string> } = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const given = { host: new URL(this.origin).host, ...(cookie === '' ? {} : { cookie }), ...headers };
    const socket = { remoteAddress: this.at.peer ?? '127.0.0.1', localPort: Number(new URL(this.origin).port || 80) };
    const answer = await this.app.request(new Request(`http://here${path}`, { method, body, headers: given, redirect: 'manual' }), undefined, { incoming: { socket } });
    for (const line of answer.headers.getSetCookie()) this.keep(line);
    return answer;
  }

  private keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
