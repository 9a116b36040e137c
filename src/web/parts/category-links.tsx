import { excerpt } from '#lib/text';
import { categoryName } from '#papers';
import type { Child } from 'hono/jsx';
import { isCategoryCode } from '../edition-query.js';
import { routes } from '../routes.js';
import { number } from '../words.js';

const LONGEST_SHOWN = 80;

/** Category codes that lead to their pages; the full name on hover. */
export function CategoryLinks({ codes, most = 3 }: { codes: string[]; most?: number }) {
  const shown = codes.slice(0, codes.length === most + 1 ? most + 1 : most);
  const rest = codes.length - shown.length;
  return (
    <span class="codes">
      {shown.map((code, index) => <>{index > 0 ? ', ' : ''}<CategoryLink code={code} title={categoryName(code)}>{code}</CategoryLink></>)}
      {rest > 0 ? ` and ${number(rest)} more` : ''}
    </span>
  );
}

/** Leads to a category's page; what cannot be a code has none and is only shown, not at any length. */
export function CategoryLink({ code, title, children }: { code: string; title?: string; children: Child }) {
  return isCategoryCode(code) ? <a href={routes.category(code)} title={title}>{children}</a> : <span>{excerpt(code, LONGEST_SHOWN)}</span>;
}
