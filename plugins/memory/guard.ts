import type { GuardInfo } from 'concordat/connector';

/** The version counter is compared and moved in one step. */
export const COUNTER_GUARD: GuardInfo = { kind: 'version', strength: 'strong' };
