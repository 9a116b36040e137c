import { DEFAULT_OPTIONS, FEED_FORMATS, feedAddress, FORMATS, type FeedTopic } from '#digest';
import { choiceFields } from '../feed-choice.js';
import { routes } from '../routes.js';

/** A list with the usual options. */
export function usualTopic(kind: string, name = ''): FeedTopic {
  return { kind, name, options: DEFAULT_OPTIONS };
}

/** Tells feed readers where the list of a page can be had, for the head of the page. */
export function FeedHead({ topic, title }: { topic: FeedTopic; title: string }) {
  return (
    <>
      {FEED_FORMATS.map((format) => <link rel="alternate" type={FORMATS[format].type} title={`${title} (${FORMATS[format].name})`} href={routes.feed(feedAddress(topic, format))} />)}
    </>
  );
}

/** The way from a list to its feeds. */
export function FeedLink({ topic }: { topic: FeedTopic }) {
  return <a href={routes.feeds(choiceFields(topic))}>as a feed</a>;
}
