import { parseArxivId } from '#papers';
import type { RequestFaults } from '../faults/box.js';
import { damagePage } from '../faults/damage.js';
import { isTaken, knownUpTo, notHidden } from '../faults/hidden.js';
import { EARLIEST_STAMP } from '../world/events.js';
import type { World } from '../world/world.js';
import { attributes, element, escapeXml, type Piece } from '../xml.js';
import { OaiError } from './errors.js';
import { dayOf, FORMATS } from './formats.js';
import type { ListPage, Pager } from './pages.js';
import { formatOf, listRequest } from './request.js';
import { SETS, setsOf } from './sets.js';
import { expiryOf, readToken, writeToken, type ListPosition, type Manner } from './token.js';

/** What answers a request of OAI-PMH besides its arguments. */
export interface OaiContext {
  world: World;
  pager: Pager;
  manner: Manner;
  /** The server's own address, without arguments. */
  baseUrl: string;
  /** Milliseconds since 1970. */
  now: number;
  faults: RequestFaults;
}

type Arguments = Record<string, string>;
/** The inside of an answer, and the arguments that the answer repeats where they are not those of the request. */
interface Inside {
  pieces: Piece[];
  repeats?: Arguments;
}

const VERBS: Record<string, (given: Arguments, context: OaiContext) => Inside> = {
  Identify: identify,
  ListSets: listSets,
  ListMetadataFormats: listFormats,
  GetRecord: getRecord,
  ListRecords: list,
  ListIdentifiers: list,
};

const SCHEMA = 'http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd';

/** The answer to a request; errors of the protocol are answers too, with status 200. */
export function answerOai(given: URLSearchParams, context: OaiContext): Piece[] {
  const asked = Object.fromEntries(given);
  const { pieces, repeats } = insideOf(given, asked, context);
  const ordered = Object.fromEntries(Object.entries(repeats ?? asked).sort(([a], [b]) => Number(b === 'verb') - Number(a === 'verb')));
  return [
    `<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH${attributes({ xmlns: 'http://www.openarchives.org/OAI/2.0/', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', 'xsi:schemaLocation': SCHEMA })}>\n`,
    `<responseDate>${new Date(context.now).toISOString().slice(0, 19)}Z</responseDate>\n`,
    `<request${attributes(ordered)}>${escapeXml(context.baseUrl)}</request>\n`,
    ...pieces,
    '</OAI-PMH>\n',
  ];
}

function insideOf(given: URLSearchParams, asked: Arguments, context: OaiContext): Inside {
  try {
    if (new Set(given.keys()).size < given.size) throw new OaiError('badArgument', 'Duplicate parameters not allowed');
    const answer = Object.hasOwn(VERBS, asked['verb'] ?? '') ? VERBS[asked['verb']!] : undefined;
    if (answer === undefined) throw new OaiError('badVerb', 'Invalid verb provided');
    return answer(asked, context);
  } catch (error) {
    if (!(error instanceof OaiError)) throw error;
    return { pieces: [`<error code="${error.code}">${escapeXml(error.message)}</error>\n`], repeats: error.repeatsArguments ? asked : {} };
  }
}

function identify(given: Arguments, { baseUrl }: OaiContext): Inside {
  allowOnly(given, ['verb']);
  const fields = { repositoryName: 'arXiv', baseURL: baseUrl, protocolVersion: '2.0', adminEmail: 'help@arxiv.org', earliestDatestamp: dayOf(EARLIEST_STAMP), deletedRecord: 'persistent', granularity: 'YYYY-MM-DD' };
  return { pieces: ['<Identify>\n', ...Object.entries(fields).map(([name, value]) => `${element(name, value)}\n`), '</Identify>\n'] };
}

function listSets(given: Arguments): Inside {
  allowOnly(given, ['verb']);
  return { pieces: ['<ListSets>\n', ...SETS.map(({ spec, name }) => `<set>${element('setSpec', spec)}${element('setName', name)}</set>\n`), '</ListSets>\n'] };
}

function listFormats(given: Arguments): Inside {
  allowOnly(given, ['verb', 'identifier']);
  const formats = FORMATS.map(({ prefix, schema, namespace }) => `<metadataFormat>${element('metadataPrefix', prefix)}${element('schema', schema)}${element('metadataNamespace', namespace)}</metadataFormat>\n`);
  return { pieces: ['<ListMetadataFormats>\n', ...formats, '</ListMetadataFormats>\n'] };
}

function getRecord(given: Arguments, context: OaiContext): Inside {
  allowOnly(given, ['verb', 'identifier', 'metadataPrefix']);
  const { identifier, metadataPrefix } = given;
  if (identifier === undefined || metadataPrefix === undefined) throw new OaiError('badArgument', 'identifier and metadataPrefix required.');
  formatOf(metadataPrefix);
  const at = knownUpTo(context.now, context.faults);
  const id = /^oai:arXiv\.org:(.+)$/.exec(identifier)?.[1];
  const paper = context.world.find(parseArxivId(id ?? '')?.id ?? '', at);
  if (paper === undefined || !notHidden(context.world, context.faults)(paper)) throw new OaiError('idDoesNotExist');
  return { pieces: ['<GetRecord>\n', ...damagePage([record(paper, metadataPrefix, at, context)], context.faults.use('malformed')), '</GetRecord>\n'] };
}

function list(given: Arguments, context: OaiContext): Inside {
  const { verb, position } = { verb: given['verb']!, position: positionOf(given, context) };
  const at = position.at ?? knownUpTo(context.now, context.faults);
  const page = context.manner === 'recorded' ? context.pager.stillPage(position, at, context.faults) : context.pager.movingPage(position, at, context.faults);
  if (page.papers.length === 0) throw new OaiError('noRecordsMatch');
  const records = verb === 'ListRecords'
    ? damagePage(page.papers.map((paper) => record(paper, position.request.metadataPrefix, at, context)), context.faults.use('malformed'))
    : page.papers.map((paper) => header(paper, at, context));
  return { pieces: [`<${verb}>\n`, ...records, tokenOf(page, position, context), `</${verb}>\n`] };
}

function positionOf(given: Arguments, { now, manner, faults }: OaiContext): ListPosition {
  const token = given['resumptionToken'];
  if (token === undefined) return { request: listRequest(given, now), offset: 0 };
  allowOnly(given, ['verb', 'resumptionToken']);
  if (faults.use('expired-token')) throw new OaiError('badResumptionToken', 'expired');
  return readToken(manner, token, given['verb']!, now);
}

/** The last page of a list that had others ends with an empty token; a list of one page has none. */
function tokenOf({ next, total }: ListPage, { offset }: ListPosition, { manner, now }: OaiContext): string {
  if (next === undefined && offset === 0) return '';
  const counted = total === undefined ? {} : { cursor: String(offset), completeListSize: String(total) };
  if (next === undefined) return `<resumptionToken${attributes(counted)}/>\n`;
  const expires = { expirationDate: `${new Date(expiryOf(now)).toISOString().slice(0, 19)}Z` };
  return `<resumptionToken${attributes({ ...counted, ...expires })}>${escapeXml(writeToken(manner, next, now))}</resumptionToken>\n`;
}

function record(paper: number, prefix: string, at: number, context: OaiContext): string {
  const head = header(paper, at, context);
  if (head.startsWith('<header status')) return `<record>\n${head}</record>\n`;
  return `<record>\n${head}<metadata>\n${formatOf(prefix).write(context.world.state(paper, at))}\n</metadata>\n</record>\n`;
}

function header(paper: number, at: number, { world, faults }: OaiContext): string {
  const id = world.id(paper);
  const status = isTaken(world, id, faults.use('deleted'), 'deleted') ? 'deleted' : undefined;
  const sets = setsOf(world.categories(paper, at)).map((set) => ` ${element('setSpec', set)}\n`);
  const day = dayOf(world.eventsBy(paper, at).at(-1)!.stamp);
  return `<header${attributes({ status })}>\n ${element('identifier', `oai:arXiv.org:${id}`)}\n ${element('datestamp', day)}\n${sets.join('')}</header>\n`;
}

function allowOnly(given: Arguments, allowed: readonly string[]): void {
  const other = Object.keys(given).find((name) => !allowed.includes(name));
  if (other !== undefined) throw new OaiError('badArgument', `No "${other}" allowed with ${given['verb']}`);
}
