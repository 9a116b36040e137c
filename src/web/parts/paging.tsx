/** The neighbouring pages of a list, by what they hold. */
export interface PagingProps {
  label: string;
  /** Addresses; the words say which way they lead. */
  previous?: { href: string; words: string };
  next?: { href: string; words: string };
  /** Where the reader is: `51–100 of 1,184`. */
  here?: string;
}

export function Paging({ label, previous, next, here }: PagingProps) {
  if (!previous && !next) return null;
  return (
    <nav class="paging" aria-label={label}>
      {previous ? <a rel="prev" href={previous.href}>‹ {previous.words}</a> : <span></span>}
      {here ? <span class="here">{here}</span> : null}
      {next ? <a rel="next" href={next.href}>{next.words} ›</a> : <span></span>}
    </nav>
  );
}
