import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress, type AllowedHosts } from '../address/index.js';
import { InvalidInputError } from '../errors.js';
import { ForbiddenAddressError } from './failures.js';

/** Who named the address: the owner in the configuration, or anyone else. */
export type Trust = 'owner' | 'reader';

export type Resolve = (name: string) => Promise<LookupAddress[]>;

export interface Guard {
  trust: Trust;
  allowed: AllowedHosts;
  resolve: Resolve;
}

/**
 * An address that may be asked. Numbers for hosts (`2130706433`, `0177.1`) come out in their usual form and are checked as what they are.
 * @throws InvalidInputError for anything but http and https, and for readers' addresses with user name or password
 * @throws ForbiddenAddressError
 */
export function checkedUrl(text: string, guard: Guard, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new InvalidInputError(`"${text.slice(0, 200)}" is no address of a web page; it should begin with https:// or http://.`);
  if (guard.trust === 'reader' && (url.username !== '' || url.password !== '')) throw new InvalidInputError(`The address of ${url.host} holds a user name or a password; leave it out.`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) checkAddresses(host, [{ address: host, family: isIP(host) }], guard);
  return url;
}

/**
 * Resolves a name for one connection. The connection goes to the very addresses that were checked: a name that resolves
 * otherwise the next time gains nothing.
 */
export function guardedLookup(guard: Guard): LookupFunction {
  return (name, options, callback) => {
    resolveChecked(name, guard).then(
      (addresses) => {
        if (options.all) callback(null, addresses);
        else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
      },
      (error: Error) => callback(error, []),
    );
  };
}

async function resolveChecked(name: string, guard: Guard): Promise<LookupAddress[]> {
  const addresses = await guard.resolve(name);
  checkAddresses(name, addresses, guard);
  return addresses;
}

/** One address that is not public refuses them all: a name that leads both ways is not to be trusted. */
function checkAddresses(name: string, addresses: readonly LookupAddress[], { trust, allowed }: Guard): void {
  if (trust === 'owner' || allowed.hasName(name)) return;
  if (!addresses.every(({ address }) => isPublicAddress(address) || allowed.hasAddress(address))) throw new ForbiddenAddressError(name);
}
