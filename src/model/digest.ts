/** Hashing comes in as an argument, so that pure rooms stay pure. Text is hashed as UTF-8. */
export interface Digests {
  /** SHA-256, 64 hex characters. */
  sha256(text: string): string;
  /** HMAC-SHA-256 under the project's key (`CONCORDAT_KEY`), 64 hex characters. */
  hmac(text: string): string;
  /** SHA-256 of the key, first 8 hex characters: says which key, not what. */
  readonly keyId: string;
}
