import { raw } from 'hono/html';
import { setText } from '#lib/text';

/** A title, abstract or comment with its mathematics and accents set; the only text of others that enters a page as markup. */
export function SetText({ source }: { source: string }) {
  return raw(setText(source));
}
