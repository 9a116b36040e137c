import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { validateXML } from 'xmllint-wasm';

const SCHEMA = readFileSync(new URL('../../../test/feeds/atom.rng', import.meta.url), 'utf8');

/** What xmllint says against RFC 4287's grammar, and the rule about alternate links that no grammar says (4.2.7). */
export async function assertAtom(text: string): Promise<void> {
  const { valid, rawOutput } = await validateXML({ xml: [{ fileName: 'feed.xml', contents: text }], schema: [SCHEMA], extension: 'relaxng' });
  assert.ok(valid, rawOutput);
  const ids = all(elementOf(text), 'entry').map((entry) => textOf(entry, 'id'));
  assert.equal(new Set(ids).size, ids.length, 'ids are unique');
}

/** The rules of https://www.rssboard.org/rss-specification for what we write. */
export function assertRss(text: string): void {
  const rss = elementOf(text);
  assert.equal(rss.attributes['version'], '2.0');
  const [channel] = all(rss, 'channel');
  assert.ok(channel);
  for (const name of ['title', 'link', 'description']) assert.ok(textOf(channel, name), `channel without ${name}`);
  assert.match(textOf(channel, 'lastBuildDate')!, RFC822);
  const guids = new Set<string>();
  for (const item of all(channel, 'item')) {
    assert.ok(textOf(item, 'title') || textOf(item, 'description'));
    assert.ok(URL.canParse(textOf(item, 'link')!));
    assert.match(textOf(item, 'pubDate')!, RFC822);
    const [guid] = all(item, 'guid');
    assert.equal(guid?.attributes['isPermaLink'], 'false');
    assert.ok(!guids.has(guid!.text), 'guids are unique');
    guids.add(guid!.text);
    assert.ok(all(item, 'enclosure').length <= 1);
    for (const { attributes } of all(item, 'enclosure')) assert.ok(URL.canParse(attributes['url']!) && /^\d+$/.test(attributes['length']!) && attributes['type']);
  }
  const allowed = new Set(['title', 'link', 'description', 'language', 'lastBuildDate', 'generator', 'docs', 'ttl', 'item', 'atom:link']);
  assert.deepEqual(elements(channel).filter(({ name }) => !allowed.has(name)), []);
}

const RFC822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The rules of https://www.jsonfeed.org/version/1.1/ for what we write. */
export function assertJsonFeed(text: string): void {
  const feed = JSON.parse(text) as { version: string; title: string; home_page_url: string; feed_url: string; items: Record<string, unknown>[]; hubs?: { type: string; url: string }[] };
  assert.equal(feed.version, 'https://jsonfeed.org/version/1.1');
  assert.ok(feed.title && URL.canParse(feed.home_page_url) && URL.canParse(feed.feed_url) && Array.isArray(feed.items));
  for (const { type, url } of feed.hubs ?? []) assert.ok(type && URL.canParse(url));
  const ids = new Set<unknown>();
  for (const item of feed.items) {
    assert.ok(typeof item['id'] === 'string' && item['id'] !== '' && !ids.has(item['id']));
    ids.add(item['id']);
    assert.ok(typeof item['content_html'] === 'string');
    for (const date of ['date_published', 'date_modified']) assert.match(String(item[date]), RFC3339);
    for (const author of (item['authors'] ?? []) as { name: unknown }[]) assert.equal(typeof author.name, 'string');
    for (const attachment of (item['attachments'] ?? []) as { url: string; mime_type: string }[]) assert.ok(URL.canParse(attachment.url) && attachment.mime_type);
  }
}

function elementOf(text: string): XmlElement {
  const { root } = parseXml(text);
  assert.ok(root);
  return root;
}

function elements({ children }: XmlElement): XmlElement[] {
  return children.filter((child): child is XmlElement => child instanceof XmlElement);
}

function all(parent: XmlElement, name: string): XmlElement[] {
  return elements(parent).filter((child) => child.name === name);
}

function textOf(parent: XmlElement, name: string): string | undefined {
  return all(parent, name)[0]?.text;
}
