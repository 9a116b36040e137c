import type { RequestOptions } from '#lib/fetch';

/**
 * How long arXiv may take: it prepares a page of a harvest for up to a minute. In all less than the two minutes after which
 * another process may take a request for dead.
 */
export const ARXIV_LIMITS: RequestOptions = { trust: 'owner', timeoutMs: 110_000, stallMs: 75_000, maxBytes: 64_000_000, maxRedirects: 3 };
