import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedAddresses, isLoopbackAddress, isPrivateAddress } from '../../src/notify/address.ts';

const RULES = { isPrivateAllowed: false, at: 'route:ops' };

describe('addresses', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.9.9.9',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:a9fe:a9fe::1',
  ])('%s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each([
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.255.255',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '64:ff9b::808:808',
  ])('%s is public', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });

  it('judges a mapped IPv4 address as the address itself', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;

        expect(isPrivateAddress(`::ffff:${hex}`)).toBe(isPrivateAddress(address));
        expect(isLoopbackAddress(`::ffff:${address}`)).toBe(isLoopbackAddress(address));
      }),
    );
  });

  it('refuses a name that leads to this machine', async () => {
    await expect(checkedAddresses('localhost', RULES)).rejects.toMatchObject({
      code: 'NOTIFY_ADDRESS',
      at: 'route:ops',
      advice: expect.stringContaining('allow_private') as string,
    });
  });

  it('takes it where that is allowed, and knows that it is loopback', async () => {
    const found = await checkedAddresses('localhost', { ...RULES, isPrivateAllowed: true });

    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ isLoopback }) => isLoopback)).toBe(true);
  });

  it('may try again later when a name is not known', async () => {
    await expect(checkedAddresses('nowhere.invalid', RULES)).rejects.toMatchObject({
      code: 'NOTIFY_UNREACHABLE',
      isRetryable: true,
    });
  });
});
