export { isLoopback, isLoopbackUrl, localOrigin, parseHost, type HostAndPort } from './address.js';
export { AllowedHosts, isPublicAddress } from './public.js';
