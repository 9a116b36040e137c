import { hash } from 'node:crypto';
import type { Candidate } from './identity.js';
import { normalisePaperId, publicIdOf } from './identifiers.js';
import type { PaperRecord } from './record.js';
import { genericTitle, titleKey } from './title.js';

/** `source:id`: the name under which people and decisions know a record. */
export function recordName(record: PaperRecord): string {
  return `${record.source}:${record.id}`;
}

/** `source:id#via`: the name under which one road's record is stored. */
export function storedName(record: PaperRecord): string {
  return `${recordName(record)}#${record.via}`;
}

/** `scheme:value` of every id the record names, its own first, each once. */
export function idsOf(record: PaperRecord): string[] {
  const named = record.ids.flatMap((id) => {
    const normal = normalisePaperId(id);
    return normal === undefined ? [] : [`${normal.scheme}:${normal.value}`];
  });
  return [...new Set([recordName(record), ...named])];
}

/** The arXiv id the record names, version-less. */
export function arxivIdOf(record: PaperRecord): string | undefined {
  if (record.source === 'arxiv') return record.id;
  for (const id of record.ids) {
    const normal = normalisePaperId(id);
    if (normal?.scheme === 'arxiv') return normal.value;
  }
  return undefined;
}

/** The address-id this record would give its paper. */
export function publicIdOfRecord(record: PaperRecord): string {
  return arxivIdOf(record) ?? publicIdOf(record.source, record.id);
}

/** The key a title is found by, if the title says enough to recognise a paper. */
export function titleKeyOf(title: string): string | undefined {
  return genericTitle(title) ? undefined : `title:${hash('sha1', titleKey(title), 'base64url').slice(0, 16)}`;
}

/** Everything a record can be recognised by: its ids, the address they make where that is written otherwise, its title. */
export function keysOf(record: PaperRecord): string[] {
  const title = titleKeyOf(record.title);
  const address = record.source === 'arxiv' ? [] : [publicIdOf(record.source, record.id)];
  return [...new Set([...idsOf(record), ...address, ...(title === undefined ? [] : [title])])];
}

/** One candidate for all records of one name. `titleKeys` are those ever seen, so that a renamed paper keeps its twin. */
export function candidateOf(records: readonly PaperRecord[], titleKeys: readonly string[]): Candidate {
  const best = records[0];
  if (best === undefined) throw new Error('a candidate needs a record');
  return {
    name: recordName(best),
    arxivId: records.map(arxivIdOf).find((id) => id !== undefined),
    ids: [...new Set(records.flatMap(idsOf))],
    titleKeys: [...titleKeys],
    authors: (records.find(({ authors }) => authors.length > 0)?.authors ?? []).map(({ name }) => name),
    abstract: records.find(({ abstract }) => abstract !== '')?.abstract ?? '',
  };
}
