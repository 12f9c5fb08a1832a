/** What a domain is made of. Source: libvirt's formatdomain.html. */
export interface DomainXml {
  readonly name: string;
  readonly uuid: string;
  /** 'kvm', 'qemu' (that is TCG) … */
  readonly type: string;
  /** Of a running domain; it changes at each start. */
  readonly id?: number;
  readonly emulator?: string;
  readonly vcpus: number;
  /** Bytes: the most that it is given, and what its balloon leaves it now. */
  readonly maximumMemory: number;
  readonly memory: number;
  readonly disks: readonly DiskXml[];
  readonly interfaces: readonly InterfaceXml[];
  /** It has a channel that a guest agent can listen to. */
  readonly hasAgentChannel: boolean;
  /** In s, how often the balloon asks the guest for its statistics; 0: never. Undefined: it has no balloon. */
  readonly balloonPeriod?: number;
}

export interface DiskXml {
  /** Its name in libvirt's commands: 'vda'. */
  readonly target: string;
  readonly bus?: string;
  /** 'disk', 'cdrom' … */
  readonly device: string;
  /** A file, block device or volume; undefined where it is empty, or on a network. */
  readonly source?: string;
  /** 'raw', 'qcow2' … */
  readonly format?: string;
}

export interface InterfaceXml {
  /** 'bridge', 'network', 'ethernet', 'user' … */
  readonly type: string;
  readonly mac?: string;
  /** The tap on the host, while it runs. */
  readonly tap?: string;
  readonly bridge?: string;
}
