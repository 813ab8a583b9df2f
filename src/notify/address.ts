import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { ConcordatError } from '../model/error.ts';

/** A host as it was looked up. */
export interface FoundAddress {
  readonly address: string;
  readonly family: 4 | 6;
  readonly isLoopback: boolean;
}

/** Networks that are no one's public address (IANA special-purpose registries, RFC 6890 and its updates). */
const SPECIAL: readonly (readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  // Everything of IPv6 but 2000::/3 is special, and of that the tunnels and the documentation.
  ['::', 3, 'ipv6'],
  ['4000::', 2, 'ipv6'],
  ['8000::', 1, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
];

const LOOPBACK: typeof SPECIAL = [
  ['127.0.0.0', 8, 'ipv4'],
  ['::1', 128, 'ipv6'],
];

/** True for an address that leads to this machine, into a private network, or nowhere; also in the IPv6 form of an IPv4 address. */
export function isPrivateAddress(address: string): boolean {
  return isIn(SPECIAL, address);
}

/** True for this machine's own address. */
export function isLoopbackAddress(address: string): boolean {
  return isIn(LOOPBACK, address);
}

/**
 * Looks up a host name or takes an address as it is. Throws NOTIFY_ADDRESS when one of its addresses is private and that is not
 * allowed: a name with a public and a private address is refused as well, and NOTIFY_UNREACHABLE when there is none.
 */
export async function checkedAddresses(
  host: string,
  { isPrivateAllowed, at }: { readonly isPrivateAllowed: boolean; readonly at: string },
): Promise<readonly FoundAddress[]> {
  const family = isIP(host);
  const found = family === 0 ? await lookUp(host, at) : [{ address: host, family }];
  if (!isPrivateAllowed && found.some(({ address }) => isPrivateAddress(address))) throw privateAddress(at);
  return found.map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
    isLoopback: isLoopbackAddress(address),
  }));
}

async function lookUp(host: string, at: string): Promise<readonly LookupAddress[]> {
  try {
    return await lookup(host, { all: true });
  } catch (cause) {
    throw new ConcordatError('NOTIFY_UNREACHABLE', 'The name of the channel cannot be looked up.', {
      at,
      isRetryable: true,
      advice: 'Check the host in the route, and the network.',
      cause,
    });
  }
}

function privateAddress(at: string): ConcordatError {
  return new ConcordatError('NOTIFY_ADDRESS', 'The channel is on this machine or in a private network.', {
    at,
    advice: 'If that is meant, say why with "allow_private: <reason>" in the target of the route.',
  });
}

/** An IPv4 address in an IPv6 one (mapped, RFC 4291; translated, RFC 6052) is judged as the IPv4 address that it reaches. */
function isIn(networks: typeof SPECIAL, address: string): boolean {
  const bare = unmapped(address);
  const family = isIP(bare) === 6 ? 'ipv6' : 'ipv4';
  // One list for each family: a list judges an IPv4 address by its IPv6 networks, too.
  const list = new BlockList();
  for (const [network, prefix, of] of networks) if (of === family) list.addSubnet(network, prefix, of);
  return list.check(bare, family);
}

function unmapped(address: string): string {
  const mapped = /^(?:::ffff|64:ff9b:):(?:([0-9a-f]{1,4}):([0-9a-f]{1,4})|([0-9.]+))$/i.exec(address);
  if (mapped === null) return address;
  const [, high, low, dotted] = mapped;
  if (dotted !== undefined) return dotted;
  const bits = (Number.parseInt(high ?? '', 16) << 16) | Number.parseInt(low ?? '', 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}
