import { randomBytes } from 'node:crypto';

/** A new random key: 32 bytes as 43 characters of base64url. Never from World.random, which a simulation may fix. */
export function newKeyText(): string {
  return randomBytes(32).toString('base64url');
}
