import type { Child } from 'hono/jsx';

/** A link to another site; what is not an http address (`javascript:`, `data:`) is shown as text. */
export function ExternalLink({ href, children }: { href: string; children: Child }) {
  return isWebAddress(href) ? <a href={href} rel="external noopener">{children}</a> : <span>{children}</span>;
}

/** True for an address that a browser may follow without harm. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);
}

/** The place a link leads to, short: `github.com/ada/engine`. */
export function shortAddress(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
}
