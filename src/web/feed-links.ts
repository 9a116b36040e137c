import type { FeedLinks, ListView } from '#digest';
import { routes } from './routes.js';

/** Absolute addresses of what feeds and mails lead to. */
export function feedLinks(origin: string): FeedLinks {
  return {
    paper: (id) => origin + routes.paper(id),
    list: (view) => origin + listPath(view),
    feed: (address) => origin + routes.feed(address),
  };
}

/** The page that shows a list. */
export function listPath(list: ListView): string {
  switch (list.view) {
    case 'front':
      return routes.front();
    case 'category':
      return routes.category(list.code);
    case 'author':
      return routes.author(list.name);
    case 'trending':
      return routes.trending({ window: list.window, field: list.field });
    case 'search':
      return routes.search({ q: list.q });
  }
}
