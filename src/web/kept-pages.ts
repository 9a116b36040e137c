import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { WebEnv } from './answer.js';
import { roleOfViewer, THEME_COOKIE, themeFrom, type Viewer } from './viewer.js';

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

type Encoding = 'br' | 'gzip' | 'identity';

interface KeptPage {
  stamp: string;
  status: number;
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
  etag: string;
  /** The papers on it. */
  shown?: readonly number[];
}

export interface KeptPagesOptions {
  /** Changes whenever any page may look different. Asked at most every `lookEvery` ms, so it is that fresh. */
  stamp(): Promise<string>;
  /** Changes whenever a search may find something else; undefined while that cannot be told, and its pages are not kept. */
  searchStamp?(): Promise<string | undefined>;
  /** Milliseconds between two looks at the stamp; under a second. */
  lookEvery?: number;
  /** Most bytes kept, compressed. */
  bytes?: number;
}

const LOOK_EVERY_MS = 500;
const KEPT_BYTES = 24 * 1024 * 1024;
/** There is no end of queries: pages of results do not push the editions out. Some hundreds of them. */
const SEARCHES_BYTES = 6 * 1024 * 1024;
const SMALLEST_COMPRESSED = 1_000;
/** Pages that differ from moment to moment or are the owner's own affair are compressed but not kept. */
const KEPT_PATHS = /^\/($|papers|authors\/|categories)/;

/**
 * Answers reading requests from memory while nothing has changed, compressed, with an ETag; compresses every other page.
 * A page is kept for each address, theme, reader and encoding; all visitors are one.
 */
export function keptPages(options: KeptPagesOptions): MiddlewareHandler<WebEnv> {
  const [others, searches] = [new PageStore(options.bytes ?? KEPT_BYTES), new PageStore(options.bytes ?? SEARCHES_BYTES)];
  const stamp = throttled(options.stamp, options.lookEvery ?? LOOK_EVERY_MS);
  return async (c, next) => {
    const encoding = encodingOf(c.req.header('Accept-Encoding') ?? '');
    const searching = isSearch(c);
    const pages = searching ? searches : others;
    const searchStamp = searching ? await options.searchStamp?.() : '';
    const key = searchStamp === undefined ? undefined : keyOf(c, encoding);
    // Who may change something sees the change at once.
    const now = key === undefined ? '' : `${c.get('viewer')?.reader === undefined ? await stamp() : await options.stamp()} ${searchStamp}`;
    const kept = key === undefined ? undefined : pages.get(key, now);
    if (kept !== undefined) {
      c.set('shown', kept.shown);
      return answerKept(c, kept);
    }
    await next();
    const page = await encode(c.res, encoding, now);
    if (page === undefined) return;
    // What changed while it was searched may be in it, or not.
    const same = !searching || searchStamp === (await options.searchStamp?.());
    if (key !== undefined && same && mayKeep(page)) pages.set(key, { ...page, shown: c.get('shown') });
    c.res = undefined;
    c.res = answerKept(c, page);
  };
}

/** A page that lacks what was not there in time is not for others, nor for later. */
function mayKeep({ status, headers }: KeptPage): boolean {
  return status === 200 && !headers.has('Set-Cookie') && headers.get('Cache-Control') !== 'no-store';
}

function keyOf(c: Context<WebEnv>, encoding: Encoding): string | undefined {
  if (c.req.method !== 'GET' || !KEPT_PATHS.test(c.req.path)) return undefined;
  const { search } = new URL(c.req.url);
  return [encoding, themeFrom(getCookie(c, THEME_COOKIE)), whose(c.get('viewer')), c.req.path, search].join(' ');
}

function isSearch(c: Context<WebEnv>): boolean {
  return new URL(c.req.url).searchParams.has('q');
}

/** Readers have pages of their own: what they did stands on them. */
function whose(viewer: Viewer | undefined): string {
  return viewer === undefined ? 'visitor' : `${roleOfViewer(viewer)} ${viewer.reader ?? ''}`;
}

/** Brotli where the browser takes it, else gzip. */
export function encodingOf(accepted: string): Encoding {
  const offered = accepted.split(',').flatMap((part) => (/;\s*q=0(\.0*)?\s*$/.test(part) ? [] : [part.split(';')[0]!.trim()]));
  return offered.includes('br') ? 'br' : offered.includes('gzip') ? 'gzip' : 'identity';
}

/** The answer as it is sent and kept; undefined for one that is no text (a download in a stream, a picture). */
async function encode(response: Response, encoding: Encoding, stamp: string): Promise<KeptPage | undefined> {
  const type = response.headers.get('Content-Type') ?? '';
  if (!/^(text\/|application\/(json|javascript|xml)|image\/svg)/.test(type) || response.headers.has('Content-Encoding') || response.body === null) return undefined;
  const plain = new Uint8Array(await response.arrayBuffer());
  const used = plain.length < SMALLEST_COMPRESSED ? 'identity' : encoding;
  const headers = new Headers(response.headers);
  headers.append('Vary', 'Accept-Encoding, Cookie');
  if (used !== 'identity') headers.set('Content-Encoding', used);
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-cache');
  const etag = `"${createHash('sha1').update(plain).digest('base64url')}"`;
  if (response.status === 200) headers.set('ETag', etag);
  return { stamp, status: response.status, headers, body: await compress(plain, used), etag };
}

async function compress(plain: Uint8Array<ArrayBuffer>, encoding: Encoding): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'gzip') return new Uint8Array(await toGzip(plain, { level: 6 }));
  if (encoding === 'br') return new Uint8Array(await toBrotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }));
  return plain;
}

function answerKept(c: Context<WebEnv>, page: KeptPage): Response {
  const known = (c.req.header('If-None-Match') ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === page.etag);
  if (page.status === 200 && known) return new Response(null, { status: 304, headers: without(page.headers, ['Content-Encoding', 'Content-Type', 'Content-Length']) });
  return new Response(page.body, { status: page.status, headers: page.headers });
}

function without(headers: Headers, names: readonly string[]): Headers {
  const rest = new Headers(headers);
  for (const name of names) rest.delete(name);
  return rest;
}

/** The same answer for `milliseconds`; those who ask meanwhile wait for the one look. */
function throttled(look: () => Promise<string>, milliseconds: number): () => Promise<string> {
  let at = -Infinity;
  let last: Promise<string> = Promise.resolve('');
  return () => {
    if (performance.now() - at >= milliseconds) {
      at = performance.now();
      last = look();
      last.catch(() => (at = -Infinity));
    }
    return last;
  };
}

/** Pages by key, the longest unused going first when there are too many bytes. */
class PageStore {
  private readonly pages = new Map<string, KeptPage>();
  private bytes = 0;

  constructor(private readonly limit: number) {}

  get(key: string, stamp: string): KeptPage | undefined {
    const page = this.pages.get(key);
    if (page === undefined) return undefined;
    this.drop(key, page);
    if (page.stamp !== stamp) return undefined;
    this.set(key, page);
    return page;
  }

  set(key: string, page: KeptPage): void {
    const before = this.pages.get(key);
    if (before !== undefined) this.drop(key, before);
    this.pages.set(key, page);
    this.bytes += page.body.length;
    for (const [oldest, old] of this.pages) {
      if (this.bytes <= this.limit) break;
      this.drop(oldest, old);
    }
  }

  private drop(key: string, page: KeptPage): void {
    this.pages.delete(key);
    this.bytes -= page.body.length;
  }
}
