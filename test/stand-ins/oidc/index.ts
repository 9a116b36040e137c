import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Who the provider says is signed in there. */
export interface Person {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
}

/** What the provider does wrong on purpose. */
export interface OidcFaults {
  /** Signs with a key that is not in its list. */
  foreignKey?: boolean;
  /** Puts another nonce into the token than it was given. */
  otherNonce?: boolean;
  /** Says the token is for somebody else. */
  otherAudience?: boolean;
}

export interface OidcStandIn {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who signs in next. */
  person: Person;
  faults: OidcFaults;
  close(): Promise<void>;
}

interface Grant {
  redirect: string;
  nonce?: string;
  challenge?: string;
}

/** An OpenID Connect provider (Core 1.0, Discovery 1.0, PKCE of RFC 7636) whose people always agree, on a free port of this machine. */
export async function startOidc(person: Person): Promise<OidcStandIn> {
  const grants = new Map<string, Grant>();
  const { own, foreign } = keysOfProcess();
  const standIn = { clientId: 'broadsheet', clientSecret: 'a secret between the two', person, faults: {} as OidcFaults, issuer: '' };
  const server = createServer((request, response) => void answer(request, response).catch(() => response.writeHead(500).end()));
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', standIn.issuer);
    if (url.pathname === '/.well-known/openid-configuration') return json(response, discovery(standIn.issuer));
    if (url.pathname === '/jwks') return json(response, { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] });
    if (url.pathname === '/authorize') return authorize(url, response, grants, standIn);
    if (url.pathname === '/token' && request.method === 'POST') return token(request, response, { grants, standIn, key: standIn.faults.foreignKey ? foreign.privateKey : own.privateKey });
    response.writeHead(404).end();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  standIn.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(standIn, { close: async () => void (await new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)))) });
}

type Keys = Record<'own' | 'foreign', ReturnType<typeof makeKey>>;

let keys: Keys | undefined;

/** Those that sign, and those of somebody else; made once in a process, as it takes a fifth of a second each. */
function keysOfProcess(): Keys {
  return (keys ??= { own: makeKey(), foreign: makeKey() });
}

function makeKey() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function discovery(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  };
}

function authorize(url: URL, response: ServerResponse, grants: Map<string, Grant>, { clientId }: { clientId: string }): void {
  const asked = (name: string) => url.searchParams.get(name) ?? undefined;
  const redirect = asked('redirect_uri');
  if (asked('client_id') !== clientId || asked('response_type') !== 'code' || redirect === undefined || !asked('scope')?.split(' ').includes('openid')) return void response.writeHead(400).end('this request is not one of OpenID Connect');
  const code = randomBytes(16).toString('hex');
  grants.set(code, { redirect, nonce: asked('nonce'), challenge: asked('code_challenge') });
  const back = new URL(redirect);
  back.searchParams.set('code', code);
  back.searchParams.set('state', asked('state') ?? '');
  response.writeHead(302, { Location: back.href }).end();
}

async function token(request: IncomingMessage, response: ServerResponse, { grants, standIn, key }: { grants: Map<string, Grant>; standIn: Pick<OidcStandIn, 'issuer' | 'clientId' | 'clientSecret' | 'person' | 'faults'>; key: KeyObject }): Promise<void> {
  const form = new URLSearchParams(await text(request));
  const grant = grants.get(form.get('code') ?? '');
  grants.delete(form.get('code') ?? '');
  const proof = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
  if (!isClient(request, form, standIn)) return json(response, { error: 'invalid_client' }, 401);
  if (grant === undefined || form.get('redirect_uri') !== grant.redirect || (grant.challenge !== undefined && grant.challenge !== proof)) return json(response, { error: 'invalid_grant' }, 400);
  const now = Math.floor(Date.now() / 1000);
  const { issuer, clientId, person, faults } = standIn;
  const claims = { iss: issuer, aud: faults.otherAudience ? 'another' : clientId, iat: now, exp: now + 300, nonce: faults.otherNonce ? 'another' : grant.nonce, ...person };
  json(response, { access_token: randomBytes(16).toString('hex'), token_type: 'Bearer', expires_in: 300, id_token: signed(claims, key) });
}

/** By the header of RFC 6749, 2.3.1, or by the form. */
function isClient(request: IncomingMessage, form: URLSearchParams, { clientId, clientSecret }: { clientId: string; clientSecret: string }): boolean {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const [id, secret] = basic === undefined ? [form.get('client_id'), form.get('client_secret')] : Buffer.from(basic, 'base64').toString().split(':').map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
  return id === clientId && secret === clientSecret;
}

function signed(claims: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${part({ alg: 'RS256', typ: 'JWT', kid: 'one' })}.${part(claims)}`;
  return `${content}.${sign('RSA-SHA256', Buffer.from(content), key).toString('base64url')}`;
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
