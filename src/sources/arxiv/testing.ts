import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The bytes of a fixture. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
}

/** arXiv's real answers, beside the checkout where a developer has them. */
const RECORDED = fileURLToPath(new URL('../../../../../shared/data/fixtures/', import.meta.url));
export const notRecorded = existsSync(RECORDED) ? false : 'the recorded answers are not there';

/** Names of the recorded answers of one kind, `oai/x.xml`. */
export function recordedNames(kind: 'oai' | 'atom' | 'rss'): string[] {
  return readdirSync(`${RECORDED}${kind}`).map((name) => `${kind}/${name}`).sort();
}

export function recorded(name: string): Buffer {
  return readFileSync(`${RECORDED}${name}`);
}

/** A record of a harvest whose abstract is written as it is given, escaped or not. */
export function rawRecordXml(number: number, abstract = 'Words of our own.'): string {
  const id = `2605.${String(number).padStart(5, '0')}`;
  return `<record><header><identifier>oai:arXiv.org:${id}</identifier><datestamp>2026-06-03</datestamp><setSpec>cs:cs:LG</setSpec></header><metadata>
<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>${id}</id><submitter>Ada Exemplar</submitter><version version="v1"><date>Tue, 02 Jun 2026 12:00:00 GMT</date><size>9kb</size></version>
<title>Paper number ${number}</title><authors>Ada Exemplar, Bo Berg</authors><categories>cs.LG cs.AI</categories><abstract>${abstract}</abstract></arXivRaw></metadata></record>`;
}

/** A page of a harvest with these records and a token. */
export function pageXml(records: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-06-03T01:10:00Z</responseDate><request verb="ListRecords">https://oaipmh.arxiv.org/oai</request><ListRecords>\n${records.join('\n')}\n<resumptionToken expires='2026-06-04T00:00:00Z'>further|1</resumptionToken></ListRecords></OAI-PMH>\n`;
}
