export { isLoopback, isLoopbackUrl, localOrigin, parseHost, type HostAndPort } from './address.js';
