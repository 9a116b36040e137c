import type { Author, PaperRecord } from '#papers';

type Named = Pick<PaperRecord, 'source' | 'id' | 'via' | 'title'>;

/** A record that says no more than this; what else the source knows is set by the parser. */
export function bareRecord({ source, id, via, title }: Named): PaperRecord {
  return {
    source,
    id,
    via,
    ids: [],
    title,
    abstract: '',
    authors: [],
    categories: [],
    versions: [],
    announcements: [],
    withdrawn: false,
    links: [],
  };
}

/** Authors without affiliations. */
export function authorsNamed(names: readonly string[]): Author[] {
  return names.map((name) => ({ name }));
}
