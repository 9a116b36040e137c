import { raw } from 'hono/html';
import { setText } from '#lib/text';
import type { Highlighter } from '#search';

export interface SetTextProps {
  source: string;
  /**
   * A title has no links of its own and no formula on a line of its own. A folded abstract is cut off at first: the
   * keyboard does not stop at formulas that may not be seen.
   */
  as?: 'title' | 'abstract' | 'folded';
  /** Finds what to mark. */
  marks?: Highlighter;
}

/** Title, abstract or comment with its mathematics and accents set; the only text of others that enters a page as markup. */
export function SetText({ source, as = 'abstract', marks }: SetTextProps) {
  const html = keepTogether(setText(source, { as: as === 'title' ? 'title' : 'abstract', marks }));
  return raw(as === 'abstract' ? focusable(html) : html);
}

/** A formula on a line of its own may scroll in itself, which a keyboard can only do where it has the focus. */
function focusable(html: string): string {
  return html.replaceAll('<math display="block"', '<math tabindex="0" display="block"');
}

/** A formula in a line, with the signs that touch it. */
const TOUCHED_FORMULA = /([([“‘]?)(<math(?![^>]*display=).*?<\/math>)((?:[,.;:!?)\]”’]|&#39;)*)/gs;

/** Browsers may break a line between a formula and the comma after it; they may not inside `formula`. */
function keepTogether(html: string): string {
  if (!html.includes('</math>')) return html;
  return html.replace(TOUCHED_FORMULA, (whole, before: string, _formula, after: string) => (before || after ? `<span class="formula">${whole}</span>` : whole));
}
