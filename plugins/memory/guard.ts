import type { GuardInfo, GuardStrength } from 'concordat/connector';

/** The version counter is compared and moved in one step, unless a test makes the guard weaker. */
export function guardOf(strength: GuardStrength): GuardInfo {
  return { kind: strength === 'none' ? 'none' : 'version', strength };
}
