import type { FeedDocument, FeedEntry } from './types.js';

/** A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function writeJsonFeed(feed: FeedDocument): string {
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.about,
    home_page_url: feed.page,
    feed_url: feed.self,
    language: 'en',
    authors: [{ name: feed.publisher }],
    ...(feed.hub === undefined ? {} : { hubs: [{ type: 'WebSub', url: feed.hub }] }),
    items: feed.entries.map(itemOf),
  };
  return `${JSON.stringify(document, undefined, 1)}\n`;
}

function itemOf(entry: FeedEntry): object {
  return {
    id: entry.id,
    url: entry.url,
    title: entry.title,
    content_html: entry.html,
    ...(entry.summary === '' ? {} : { summary: entry.summary }),
    date_published: entry.published,
    date_modified: entry.updated,
    ...(entry.authors.length === 0 ? {} : { authors: entry.authors.map((name) => ({ name })) }),
    ...(entry.categories.length === 0 ? {} : { tags: entry.categories.map(({ code }) => code) }),
    ...(entry.pdf === undefined ? {} : { attachments: [{ url: entry.pdf, mime_type: 'application/pdf' }] }),
  };
}
