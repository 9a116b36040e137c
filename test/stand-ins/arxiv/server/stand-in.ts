import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isoNow, systemClock, type Clock } from '#lib';
import { FaultBox, type ActiveFault } from '../faults/box.js';
import { Pager } from '../oai/pages.js';
import type { Manner } from '../oai/token.js';
import type { World } from '../world/world.js';
import { control, readBody } from './control.js';
import { Door } from './door.js';
import { RequestLog, type LoggedRequest } from './log.js';
import { Politeness } from './politeness.js';
import { turnedAway } from './refusals.js';
import { answerTo, protocolOf, type ProtocolRequest } from './routes.js';
import { send } from './send.js';

export interface StandInOptions {
  world: World;
  /** The clock it lives by; the machine's when left out. */
  clock?: Clock;
  /** Of `PacedClock.text`, for processes that ask for it at /__clock. */
  clockText?: string;
  /** 0, the default: any that is free. */
  port?: number;
  /** Records of a page; 1,000 as recorded. */
  pageSize?: number;
  /** How lists are cut into pages. */
  manner?: Manner;
}

const PAGE_SIZE = 1000;

/** Starts a stand-in for arXiv's servers on this machine; `close` it. */
export async function startArxiv(options: StandInOptions): Promise<ArxivStandIn> {
  const standIn = new ArxivStandIn(options);
  await standIn.door.open(options.port ?? 0);
  return standIn;
}

/**
 * OAI-PMH at /oai, announcement feeds at /rss/TOPICS and /atom/TOPICS, the query interface at /api/query, over one world,
 * with faults to switch on, by `faults` here or at the control addresses.
 */
export class ArxivStandIn {
  readonly faults = new FaultBox({ added: (fault) => this.added(fault), removed: ({ id }) => this.refusals.get(id)?.abort() });
  readonly door: Door;
  private readonly log = new RequestLog();
  private readonly politeness: Politeness;
  private readonly clock: Clock;
  private readonly pager: Pager;
  private readonly server: Server;
  private readonly refusals = new Map<number, AbortController>();

  constructor(private readonly options: StandInOptions) {
    this.clock = options.clock ?? systemClock;
    this.politeness = new Politeness(this.clock.speed ?? 1);
    this.pager = new Pager(options.world, options.pageSize ?? PAGE_SIZE);
    this.server = createServer((request, response) => void this.handle(request, response).catch((error) => this.fail(response, error)));
    this.door = new Door(this.server, this.clock);
  }

  /** `http://127.0.0.1:41234`, and the addresses of the three protocols. */
  get origin(): string {
    return `http://127.0.0.1:${this.door.port}`;
  }

  get oaiUrl(): string {
    return `${this.origin}/oai`;
  }

  /** Feeds are at `/rss/TOPICS` and `/atom/TOPICS` below it. */
  get feedUrl(): string {
    return this.origin;
  }

  get apiUrl(): string {
    return `${this.origin}/api/query`;
  }

  /** The newest requests of the protocols, oldest first. */
  requests(): readonly LoggedRequest[] {
    return this.log.list();
  }

  /** How many requests came too soon after the one before (3 s of the clock), and while another was being answered. */
  get violations(): { tooSoon: number; beside: number } {
    return { ...this.politeness.violations };
  }

  /** Forgets requests and violations. */
  forget(): void {
    this.log.clear();
    this.politeness.forget();
  }

  async close(): Promise<void> {
    await this.door.close();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.sendDate = false;
    const url = new URL(request.url ?? '/', this.origin);
    const protocol = protocolOf(url.pathname);
    if (protocol === undefined) return control(request, response, { ...this.options, faults: this.faults, log: this.log, politeness: this.politeness });
    const client = request.socket.remoteAddress ?? '';
    const arrival = this.politeness.arrive(client, this.clock.now());
    const logged: LoggedRequest = {
      protocol, method: request.method ?? '', url: request.url ?? '', userAgent: request.headers['user-agent'] ?? '', at: isoNow(this.clock), real: Date.now(),
      gap: arrival.gap === undefined ? undefined : arrival.gap / 1000, beside: arrival.beside, status: 0, bytes: 0, faults: [],
    };
    this.log.add(logged);
    try {
      const given = request.method === 'POST' ? new URLSearchParams(await readBody(request)) : url.searchParams;
      await this.answer({ protocol, url, given, ifNoneMatch: request.headers['if-none-match'] }, response, { logged, arrival });
    } finally {
      this.politeness.leave(client);
    }
  }

  private async answer(request: ProtocolRequest, response: ServerResponse, { logged, arrival }: { logged: LoggedRequest; arrival: Parameters<typeof turnedAway>[1] }): Promise<void> {
    const faults = this.faults.of(request.protocol, this.clock.now());
    const now = this.clock.now() + (faults.use('moved-clock')?.seconds ?? 0) * 1000;
    const { world, manner = 'recorded' } = this.options;
    const made = turnedAway(faults, arrival, this.politeness, now) ?? answerTo(request, { world, pager: this.pager, manner, origin: this.origin, now, faults });
    Object.assign(logged, { status: made.status, bytes: made.body.length, faults: faults.used });
    await send(response, { ...made, headers: { Date: new Date(now).toUTCString(), ...made.headers } }, faults);
  }

  private fail(response: ServerResponse, error: unknown): void {
    console.error(error);
    if (response.headersSent) response.destroy();
    else response.writeHead(500).end('The stand-in failed; its terminal says why.');
  }

  private added(fault: ActiveFault): void {
    if (fault.fault !== 'refuse') return;
    const from = fault.from === undefined ? this.clock.now() : Date.parse(fault.from);
    const until = fault.until === undefined ? from + (fault.seconds ?? 60) * 1000 : Date.parse(fault.until);
    const end = new AbortController();
    this.refusals.set(fault.id, end);
    fault.applied += 1;
    this.door.refuse(from, until, end.signal).catch((error) => console.error(error));
  }
}
