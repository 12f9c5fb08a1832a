/** Ethernet addresses for the two ends of a pair. Being random, they also tell our pair from a later one of the same name. */
import { randomBytes } from 'node:crypto';

/** A locally administered unicast address. @example randomMac() // such as '02:9f:3c:00:51:e8' */
export const randomMac = (): string => ['02', ...(randomBytes(5).toString('hex').match(/../g) ?? [])].join(':');
