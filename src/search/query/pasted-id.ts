import { parseArxivId, parseDoi } from '#papers';

/** The arXiv id, with its version where one is named, or DOI that a whole text is, or is the address of. */
export function pastedIdIn(text: string): string | undefined {
  const bare = text.trim().replace(/^[<("“]+|[>)"”.,;]+$/g, '');
  for (const candidate of [text, bare]) {
    const arxiv = parseArxivId(candidate);
    if (arxiv !== undefined) return arxiv.version === undefined ? arxiv.id : `${arxiv.id}v${arxiv.version}`;
    const doi = parseDoi(candidate);
    if (doi !== undefined) return doi;
  }
  return undefined;
}
