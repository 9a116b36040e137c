import { raw } from 'hono/html';
import { setText } from '#lib/text';

export interface SetTextProps {
  source: string;
  /** A title has no links of its own and no formula on a line of its own. */
  as?: 'title' | 'abstract';
}

/** A title, abstract or comment with its mathematics and accents set; the only text of others that enters a page as markup. */
export function SetText({ source, as = 'abstract' }: SetTextProps) {
  return raw(setText(source, { as }));
}
