import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, sleepUntil } from '#lib';

const HOST = '127.0.0.1';
/** How long what is being answered may go on when connections begin to be refused. */
const FINISHING_MS = 100;

/** The port a server listens on, which can refuse connections for a while. */
export class Door {
  port = 0;
  private shut = true;
  private readonly closing = new AbortController();

  constructor(
    private readonly server: Server,
    private readonly clock: Clock,
  ) {}

  /** Listens on this machine; port 0 takes any that is free. */
  async open(port = this.port): Promise<void> {
    this.server.listen(port, HOST);
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
    this.shut = false;
  }

  /** Refuses connections between two instants of the clock, or until the signal; nothing when it already does. */
  async refuse(from: number, until: number, signal: AbortSignal): Promise<void> {
    const end = AbortSignal.any([signal, this.closing.signal]);
    if (!(await this.reached(from, end)) || this.shut) return;
    this.stopListening();
    await this.reached(until, end);
    if (!this.closing.signal.aborted) await this.open();
  }

  async close(): Promise<void> {
    this.closing.abort();
    const closed = once(this.server, 'close');
    const wasShut = this.shut;
    if (!wasShut) this.stopListening();
    this.server.closeAllConnections();
    if (!wasShut) await closed;
  }

  private stopListening(): void {
    this.shut = true;
    this.server.close();
    setTimeout(() => this.shut && this.server.closeAllConnections(), FINISHING_MS).unref();
  }

  private async reached(instant: number, signal: AbortSignal): Promise<boolean> {
    return sleepUntil(this.clock, instant, signal).then(() => true, () => false);
  }
}
