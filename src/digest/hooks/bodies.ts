import { createHmac } from 'node:crypto';
import { InvalidInputError } from '#lib';

/** What a receiver is told: papers that came into a list. */
export interface HookNews {
  /** The same however often it is sent. */
  id: string;
  purpose: 'news' | 'test';
  list: string;
  papers: { id: string; title: string; url: string; authors: string; abstract: string }[];
}

export const HOOK_BODIES = ['plain', 'slack', 'discord', 'own'] as const;
export type HookBody = (typeof HOOK_BODIES)[number];

const LONGEST_TEMPLATE = 10_000;
/** Discord takes so many characters (https://discord.com/developers/docs/resources/webhook#execute-webhook). */
const DISCORD_LENGTH = 2_000;

/** The JSON that a receiver is sent. */
export function bodyOf(body: HookBody, template: string, news: HookNews): string {
  if (body === 'slack') return JSON.stringify({ text: [`*${slackText(news.list)}*`, ...news.papers.map(({ title, url }) => `• <${url}|${slackText(title)}>`)].join('\n') });
  // Without this a title could call everybody of the channel.
  if (body === 'discord') return JSON.stringify({ content: discordText(news), allowed_mentions: { parse: [] } });
  return body === 'own' ? filled(template, news) : JSON.stringify(news);
}

/** https://api.slack.com/reference/surfaces/formatting#escaping; a bar would end an address. */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('|', '¦');
}

function discordText({ list, papers }: HookNews): string {
  const lines = [`**${discordEscaped(list)}**`];
  let length = lines[0]!.length;
  for (const { title, url } of papers) {
    const line = `- ${discordEscaped(title)} <${url}>`;
    if ((length += line.length + 1) > DISCORD_LENGTH) break;
    lines.push(line);
  }
  return lines.join('\n').slice(0, DISCORD_LENGTH);
}

function discordEscaped(text: string): string {
  return text.replace(/[\\*_~`|>[\]()]/g, '\\$&');
}

/**
 * A template is JSON in which, within strings, `{{list}}`, `{{count}}`, `{{titles}}` (one a line) and `{{links}}` (title and address, one
 * a line) stand for what they name. It is read as JSON first, so that no title can break it.
 */
function filled(template: string, { list, papers }: HookNews): string {
  const values: Record<string, string> = { list, count: String(papers.length), titles: papers.map(({ title }) => title).join('\n'), links: papers.map(({ title, url }) => `${title} ${url}`).join('\n') };
  return JSON.stringify(JSON.parse(template), (_key, value: unknown) => (typeof value === 'string' ? value.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? values[name]! : whole)) : value));
}

/** @throws InvalidInputError for a template that is no JSON */
export function checkedTemplate(template: string): string {
  if (template.length > LONGEST_TEMPLATE) throw new InvalidInputError(`A template has at most ${LONGEST_TEMPLATE} characters.`);
  try {
    JSON.parse(template);
    return template;
  } catch (error) {
    throw new InvalidInputError('The template is no JSON. Write one such as {"text": "{{count}} papers: {{links}}"}.', { cause: error });
  }
}

/** `t=<seconds since 1970>,v1=<hex>`: HMAC-SHA-256 of the seconds, a dot and the body, so that an old request cannot be sent again as new. */
export function signatureOf(secret: string, { seconds, body }: { seconds: number; body: string }): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
