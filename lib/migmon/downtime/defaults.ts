/** What mig_mon's downtime tools agree on. */

/**
 * UDP. mig_mon means 12323, but puts that into the socket address unswapped (no `htons`): on x86 and other little-endian machines 0x3023
 * becomes 0x2330 on the wire, which is 9008, and that is where its servers listen and its clients send.
 */
export const DOWNTIME_PORT = 9008;
/** Between two requests, in s. */
export const INTERVAL_SECONDS = 1;
/** In s: no socket is asked more often. */
export const LEAST_INTERVAL_SECONDS = 100e-6;
export const LOOPBACK = '127.0.0.1';
