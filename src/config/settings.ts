import { parseClock } from '#lib';
import { AllowedHosts } from '#lib/address';
import { isMailAddress } from '#lib/mail';

/** One setting: its name in the environment and in the file, what it is for, and how its text is read. */
export interface Setting<T> {
  name: string;
  help: string;
  /** Shown in the documentation. */
  example?: string;
  /** The default, in words where it is not a plain value. */
  fallback: T;
  /** May also be given as `NAME_FILE`, the path of a file that holds the value. */
  secret?: boolean;
  /** Reads the text. @throws Error whose message says what is expected */
  read(text: string): T;
}

function setting<T>(given: Setting<T>): Setting<T> {
  return given;
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** The one table: configuration, `--help`, docs/operations and `broadsheet doctor` follow from it. */
export const SETTINGS = {
  port: setting({ name: 'PORT', help: 'port of the web pages', fallback: 3000, read: readPort }),
  host: setting({ name: 'HOST', help: 'address to listen on; 127.0.0.1 keeps the paper on this machine', fallback: '127.0.0.1', read: (text) => text }),
  baseUrl: setting<string | undefined>({ name: 'BASE_URL', help: 'the address readers use, when a proxy stands in front', example: 'https://papers.example.org', fallback: undefined, read: readBaseUrl }),
  data: setting({ name: 'BROADSHEET_DATA', help: 'folder of everything Broadsheet keeps', fallback: './data', read: (text) => text }),
  databaseUrl: setting<string | undefined>({ name: 'DATABASE_URL', help: 'PostgreSQL instead of the SQLite file in the data folder', example: 'postgres://user:password@host/broadsheet', fallback: undefined, secret: true, read: readDatabaseUrl }),
  categories: setting<string[] | undefined>({ name: 'BROADSHEET_CATEGORIES', help: 'categories of the edition, separated by commas or spaces; without it they are chosen on the page', example: 'cs.CL,cs.LG,stat.ML', fallback: undefined, read: readList }),
  contact: setting<string | undefined>({ name: 'BROADSHEET_CONTACT', help: 'an e-mail or web address at which the sources can reach you; they are told it with every request', example: 'papers@example.org', fallback: undefined, read: readContact }),
  offline: setting({ name: 'BROADSHEET_OFFLINE', help: '1: gathers nothing by itself', fallback: false, read: readSwitch }),
  arxivOaiUrl: setting({ name: 'ARXIV_OAI_URL', help: "address of arXiv's OAI-PMH", fallback: 'https://oaipmh.arxiv.org/oai', read: readAddress }),
  arxivFeedUrl: setting({ name: 'ARXIV_FEED_URL', help: "address of arXiv's announcement feeds", fallback: 'https://rss.arxiv.org/rss', read: readAddress }),
  arxivApiUrl: setting({ name: 'ARXIV_API_URL', help: "address of arXiv's query API", fallback: 'https://export.arxiv.org/api/query', read: readAddress }),
  searchUri: setting<string | undefined>({ name: 'SEARCH_URI', help: 'folder of the search index; without it `search` in the data folder', example: '/fast-disk/broadsheet-search', fallback: undefined, read: readSearchUri }),
  index: setting({ name: 'BROADSHEET_INDEX', help: '0: keeps no search index; the newest papers are searched in the database, by words', fallback: true, read: readSwitch }),
  embedder: setting({ name: 'BROADSHEET_EMBEDDER', help: 'what makes the vectors of the search: built-in, onnx:NAME-OR-FOLDER or endpoint:MODEL', example: 'onnx:sentence-transformers/all-MiniLM-L6-v2', fallback: 'built-in', read: readEmbedder }),
  modelsUrl: setting({ name: 'MODELS_URL', help: 'where ONNX models are downloaded from', fallback: 'https://huggingface.co', read: readAddress }),
  embeddingsUrl: setting<string | undefined>({ name: 'EMBEDDINGS_URL', help: 'address of an OpenAI-compatible embeddings endpoint, without the last /embeddings', example: 'https://api.openai.com/v1', fallback: undefined, read: (text) => readAddress(text).replace(/\/embeddings$/, '') }),
  embeddingsKey: setting<string | undefined>({ name: 'EMBEDDINGS_KEY', help: 'key of the embeddings endpoint', fallback: undefined, secret: true, read: readKey }),
  embeddingsDimensions: setting<number | undefined>({ name: 'EMBEDDINGS_DIMENSIONS', help: 'dimensions to ask the endpoint for, where its model can give several', example: '512', fallback: undefined, read: readDimensions }),
  embeddingsPrice: setting<number | undefined>({ name: 'EMBEDDINGS_PRICE', help: "the endpoint's price for a million tokens, to estimate what a run costs", example: '0.02', fallback: undefined, read: readPrice }),
  exploredPlaces: setting<number>({ name: 'BROADSHEET_EXPLORED_PLACES', help: 'how many of the fifty places of a page go to promising papers few have seen, where several readers vote', fallback: 2, read: readPlaces }),
  accounts: setting<string | undefined>({ name: 'BROADSHEET_ACCOUNTS', help: 'who may make an account: off, closed, invitation, domain:example.org or open; without it the owner decides on the page', example: 'domain:example.org', fallback: undefined, read: readAccounts }),
  secret: setting<string | undefined>({ name: 'BROADSHEET_SECRET', help: 'what signs cookies and links; without it a file `secret` in the data folder, which is made', fallback: undefined, secret: true, read: readSecret }),
  oidcIssuer: setting<string | undefined>({ name: 'OIDC_ISSUER', help: 'an OpenID Connect provider that readers may sign in with', example: 'https://id.example.org/realms/lab', fallback: undefined, read: readAddress }),
  oidcClientId: setting<string | undefined>({ name: 'OIDC_CLIENT_ID', help: 'the name under which that provider knows this paper', fallback: undefined, read: readKey }),
  oidcClientSecret: setting<string | undefined>({ name: 'OIDC_CLIENT_SECRET', help: 'the secret that goes with it', fallback: undefined, secret: true, read: readKey }),
  oidcName: setting({ name: 'OIDC_NAME', help: 'what the button to that provider says', fallback: 'your organisation', read: readShort }),
  smtpUrl: setting<string | undefined>({ name: 'SMTP_URL', help: 'the mail server; without it mails become files in `outbox` in the data folder', example: 'smtps://user:password@mail.example.org', fallback: undefined, secret: true, read: readSmtpUrl }),
  mailFrom: setting<string | undefined>({ name: 'MAIL_FROM', help: 'who mails are from', example: 'Broadsheet <papers@example.org>', fallback: undefined, read: readSender }),
  allowedHosts: setting<string[]>({ name: 'ALLOWED_HOSTS', help: 'hosts, addresses and ranges that readers may name although they are private, for hooks', example: 'chat.intranet.example.org,10.1.0.0/16', fallback: [], read: readHosts }),
  mailRate: setting<number | undefined>({ name: 'MAIL_RATE', help: 'the most mails begun in a minute, where the mail server wants it', example: '60', fallback: undefined, read: readRate }),
  dkimKey: setting<string | undefined>({ name: 'DKIM_KEY', help: 'private key, in PEM, that signs mails for the domain of MAIL_FROM', fallback: undefined, secret: true, read: readPem }),
  dkimSelector: setting({ name: 'DKIM_SELECTOR', help: 'under which selector its public key stands in DNS', fallback: 'broadsheet', read: readSelector }),
  hub: setting<string | undefined>({ name: 'WEBSUB_HUB', help: 'address of a WebSub hub that the feeds name, and that is told of changes', example: 'https://pubsubhubbub.appspot.com', fallback: undefined, read: readAddress }),
  clock: setting<string | undefined>({ name: 'BROADSHEET_CLOCK', help: 'a clock to follow in place of the machine\'s, for the demo', example: '2026-06-01T18:00:00Z@600x1780336800000', fallback: undefined, read: readClock }),
  logLevel: setting({ name: 'BROADSHEET_LOG', help: `what is logged: ${LEVELS.join(', ')}`, fallback: 'info' as (typeof LEVELS)[number], read: readLevel }),
} as const;

export type SettingKey = keyof typeof SETTINGS;

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('expected a port number from 0 to 65535');
  return port;
}

function readBaseUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw new Error('expected an address such as https://papers.example.org');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') throw new Error('expected an address without a path: Broadsheet stands at the root of its host');
  return url.origin;
}

function readDatabaseUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) throw new Error('expected postgres://user:password@host/database');
  return text;
}

function readSmtpUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') throw new Error('expected smtp://user:password@host:587 or smtps://user:password@host');
  if (url.search !== '' || !['', '/'].includes(url.pathname)) throw new Error('expected no path or query after the host');
  if (!isDecodable(url.username) || !isDecodable(url.password)) throw new Error('a % in user or password is written %25');
  return text;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** It stands in a header of every mail. */
function readSender(text: string): string {
  const address = /^[^<>\p{Cc}]*<([^<>]+)>$/u.exec(text)?.[1] ?? text;
  if (text.length > 300 || !isMailAddress(address)) throw new Error('expected an address such as papers@example.org or Broadsheet <papers@example.org>');
  return text;
}

/** Its words are those of `parseRegistration`; the composition root reads them. */
function readAccounts(text: string): string {
  if (!/^(?:off|closed|invitation|open|domain:[^:]*[^:\s,][^:]*)$/.test(text)) throw new Error('expected off, closed, invitation, open, or domain:example.org');
  return text;
}

function readSecret(text: string): string {
  if (text.length < 32) throw new Error('expected at least 32 random characters');
  return text;
}

function readShort(text: string): string {
  if (text.length > 60 || /\p{Cc}/u.test(text)) throw new Error('expected one line of at most 60 characters');
  return text;
}

/** Object storage and services have addresses too; they come later. */
function readSearchUri(text: string): string {
  if (/^[a-z][a-z0-9+.-]+:/i.test(text)) throw new Error('expected a folder such as /fast-disk/broadsheet-search: other places (s3://…, db://…) cannot hold the search index yet');
  return text;
}

function readList(text: string): string[] {
  const codes = text.split(/[\s,]+/).filter((code) => code !== '');
  const bad = codes.find((code) => !/^[a-z-]+(\.[A-Za-z-]+)?$/.test(code));
  if (bad !== undefined) throw new Error(`"${bad}" does not look like a category such as cs.LG`);
  return codes;
}

function readSwitch(text: string): boolean {
  if (!['0', '1'].includes(text)) throw new Error('expected 1 or 0');
  return text === '1';
}

function readAddress(text: string): string {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw new Error('expected an address that begins with https:// or http://');
  return text.replace(/\/+$/, '');
}

/** It stands in a header of every request. */
function readContact(text: string): string {
  if (!/^[\x21-\x7e]{3,200}$/.test(text) || /[()]/.test(text)) throw new Error('expected an e-mail or web address such as papers@example.org');
  return text;
}

function readEmbedder(text: string): string {
  if (!/^(?:built-in|onnx:\S.*|endpoint:\S+)$/.test(text)) throw new Error('expected built-in, onnx:OWNER/NAME, onnx:/path/of/a/folder or endpoint:MODEL');
  return text;
}

/** It stands in a header. */
function readKey(text: string): string {
  if (!/^[\x21-\x7e]{1,2000}$/.test(text)) throw new Error('expected one word of ASCII characters');
  return text;
}

function readDimensions(text: string): number {
  const dimensions = Number(text);
  if (!/^\d{1,5}$/.test(text) || dimensions < 1 || dimensions > 16_384) throw new Error('expected a whole number from 1 to 16384');
  return dimensions;
}

function readPlaces(text: string): number {
  if (!/^\d{1,2}$/.test(text) || Number(text) > 10) throw new Error('expected a whole number from 0 to 10');
  return Number(text);
}

function readPrice(text: string): number {
  if (!/^\d{1,6}(\.\d{1,9})?$/.test(text)) throw new Error('expected a number such as 0.02, in any currency');
  return Number(text);
}

/** @throws Error for an entry that is none */
function readHosts(text: string): string[] {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  new AllowedHosts(entries);
  return entries;
}

function readRate(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error('expected a whole number of mails a minute, at least 1');
  return Number(text);
}

/** In an environment a line end is often written \n. */
function readPem(text: string): string {
  const pem = text.replaceAll('\\n', '\n').trim();
  if (!/^-----BEGIN (?:RSA )?PRIVATE KEY-----[\s\S]+-----END (?:RSA )?PRIVATE KEY-----$/.test(pem)) throw new Error('expected a private key in PEM, best by DKIM_KEY_FILE');
  return pem;
}

/** A name in DNS. */
function readSelector(text: string): string {
  if (!/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/i.test(text)) throw new Error('expected a name such as broadsheet');
  return text;
}

function readClock(text: string): string {
  parseClock(text);
  return text;
}

function readLevel(text: string): (typeof LEVELS)[number] {
  const level = LEVELS.find((one) => one === text);
  if (level === undefined) throw new Error(`expected one of ${LEVELS.join(', ')}`);
  return level;
}
