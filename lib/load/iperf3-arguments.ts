/** A test between a VM and whoever receives. Source: iperf3(1). */
export interface Iperf3Load {
  /** The receiver's IPv4 address. */
  readonly to: string;
  readonly port: number;
  readonly protocol: 'udp' | 'tcp';
  /** After how long it ends by itself. */
  readonly seconds: number;
}

/** iperf3 takes no longer time than a day; 0 is no end at all. */
const LONGEST_S = 86_400;

/** The command line of a sender that is limited by nothing but its interface. */
export const clientArguments = ({ to, port, protocol, seconds }: Iperf3Load): string[] => [
  'iperf3',
  ...['--client', to, '--port', String(port)],
  ...['--time', String(seconds > LONGEST_S ? 0 : Math.ceil(seconds))],
  ...(protocol === 'udp' ? ['--udp', '--bitrate', '0', '--window', SOCKET_BUFFER] : []),
  ...['--interval', '1', '--forceflush'], // its first words come with its first report
];

/** What Linux lets any program have (net.core.wmem_max): what waits in it goes on while a busy machine lets iperf3 wait. */
const SOCKET_BUFFER = '212992';

/** The command line of a receiver for one test. */
export const serverArguments = ({ to, port }: Pick<Iperf3Load, 'to' | 'port'>): string[] => [
  'iperf3',
  ...['--server', '--one-off', '--bind', to, '--port', String(port)],
  ...['--interval', '0', '--forceflush'],
];

/** A client has reached its server, and sends. */
export const isConnected = (line: string): boolean => line.includes('connected to');

/** A server waits for its client. */
export const isListening = (line: string): boolean => line.startsWith('Server listening');
