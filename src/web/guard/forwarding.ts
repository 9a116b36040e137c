/** What proxies, tunnels and delivery networks add to the requests that they pass on (RFC 7239, RFC 9110, and custom). */
const NAMES = new Set([
  'forwarded', 'via', 'cdn-loop', 'client-ip', 'proxy-client-ip', 'wl-proxy-client-ip', 'true-client-ip',
  'x-real-ip', 'x-real-port', 'x-client-ip', 'x-cluster-client-ip', 'x-remote-ip', 'x-remote-addr', 'x-proxyuser-ip',
  'x-host', 'x-scheme', 'x-url-scheme', 'x-amzn-trace-id', 'x-cloud-trace-context',
]);
const STARTS = [
  'x-forwarded', 'x-original-', 'x-originating-', 'x-envoy-', 'x-appengine-', 'x-azure-', 'x-arr-', 'x-vercel-', 'x-amz-cf-',
  'cf-', 'cloudfront-', 'fastly-', 'fly-', 'akamai-', 'ngrok-', 'tailscale-',
];

/** The name of a header that says this request was passed on; undefined when there is none. */
export function forwardingHeader(headers: Headers): string | undefined {
  for (const name of headers.keys()) {
    if (NAMES.has(name) || STARTS.some((start) => name.startsWith(start))) return name;
  }
  return undefined;
}
