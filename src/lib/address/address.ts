import { isIPv4, isIPv6 } from 'node:net';

/** A host as a Host header or an address names it. */
export interface HostAndPort {
  /** In lower case; an IPv6 address without its brackets. */
  name: string;
  /** Only when it is written out. */
  port?: number;
}

const HOST = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::(\d{1,5}))?$/i;

/** Reads a Host header (RFC 9110, 7.2). Undefined when it is missing or is not one. */
export function parseHost(text: string | undefined): HostAndPort | undefined {
  const [, ipv6, plain, port] = HOST.exec(text ?? '') ?? [];
  if (ipv6 !== undefined && !isIPv6(ipv6)) return undefined;
  const name = ipv6 ?? plain;
  return name === undefined ? undefined : { name: name.toLowerCase(), port: port === undefined ? undefined : Number(port) };
}

/**
 * Whether a name or an IP address is this machine itself: 127.0.0.0/8 (RFC 1122), ::1 (RFC 4291), an IPv4 one written as
 * IPv6, or `localhost`, which browsers resolve themselves (RFC 6761). `127.example.org` is not.
 */
export function isLoopback(nameOrAddress: string | undefined): boolean {
  const name = (nameOrAddress ?? '').toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}

/** Whether an address such as `http://localhost:8080` leads to this machine itself. */
export function isLoopbackUrl(url: string): boolean {
  return isLoopback(parseHost(URL.parse(url)?.host)?.name);
}

/** Where a server that listens on `host` and `port` is opened on its own machine: `http://127.0.0.1:3000`. */
export function localOrigin({ host, port }: { host: string; port: number }): string {
  const bare = host.replace(/^\[|\]$/g, '');
  const name = ['', '0.0.0.0', '::'].includes(bare) ? '127.0.0.1' : bare;
  return `http://${isIPv6(name) ? `[${name}]` : name}${port === 80 ? '' : `:${port}`}`;
}
