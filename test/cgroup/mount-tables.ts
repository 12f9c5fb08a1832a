/** /proc/self/mountinfo and /proc/self/cgroup of typical machines, the lines that matter, and some that must not. */

export const SYSTEMD_V2 = {
  mountinfo: `22 28 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:12 - proc proc rw
23 28 0:22 / /sys rw,nosuid,nodev,noexec,relatime shared:6 - sysfs sysfs rw
28 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,errors=remount-ro
29 23 0:7 / /sys/kernel/security rw,nosuid,nodev,noexec,relatime shared:7 - securityfs securityfs rw
32 23 0:27 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot
`,
  selfCgroup: '0::/user.slice/user-1000.slice/session-3.scope\n',
};

export const SYSTEMD_HYBRID = {
  mountinfo: `25 30 0:23 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs sysfs rw
32 25 0:27 / /sys/fs/cgroup ro,nosuid,nodev,noexec shared:9 - tmpfs tmpfs ro,mode=755
33 32 0:28 / /sys/fs/cgroup/unified rw,nosuid,nodev,noexec,relatime shared:10 - cgroup2 cgroup2 rw,nsdelegate
34 32 0:29 / /sys/fs/cgroup/systemd rw,nosuid,nodev,noexec,relatime shared:11 - cgroup cgroup rw,xattr,name=systemd
37 32 0:32 / /sys/fs/cgroup/blkio rw,nosuid,nodev,noexec,relatime shared:15 - cgroup cgroup rw,blkio
38 32 0:33 / /sys/fs/cgroup/memory rw,nosuid,nodev,noexec,relatime shared:16 - cgroup cgroup rw,memory
39 32 0:34 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid,nodev,noexec,relatime shared:17 - cgroup cgroup rw,cpu,cpuacct
40 32 0:35 / /sys/fs/cgroup/net_cls,net_prio rw,nosuid,nodev,noexec,relatime shared:18 - cgroup cgroup rw,net_cls,net_prio
`,
  selfCgroup: `12:net_cls,net_prio:/
7:pids:/user.slice/user-1000.slice
6:cpu,cpuacct:/user.slice
5:memory:/user.slice
4:blkio:/user.slice
1:name=systemd:/user.slice/user-1000.slice/session-3.scope
0::/user.slice/user-1000.slice/session-3.scope
`,
};

export const PLAIN_V1 = {
  mountinfo: `20 24 0:19 / /sys/fs/cgroup rw,relatime - tmpfs cgroup_root rw
21 20 0:20 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
22 20 0:21 / /sys/fs/cgroup/cpuacct rw,relatime - cgroup cgroup rw,cpuacct
23 20 0:22 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
24 20 0:22 / /var/lib/containers/x/cgroup/memory ro,relatime - cgroup cgroup rw,memory
`,
  selfCgroup: '4:memory:/\n3:cpuacct:/\n2:cpu:/\n',
};

/** No `cgroup` namespace: the mount shows the container's own group as its root. */
export const CONTAINER_V1 = {
  mountinfo: `828 827 0:30 /docker/f2448 /sys/fs/cgroup/systemd ro,nosuid,nodev,noexec,relatime master:11 - cgroup cgroup rw,xattr,name=systemd
831 827 0:35 /docker/f2448 /sys/fs/cgroup/cpu,cpuacct ro,nosuid,nodev,noexec,relatime master:16 - cgroup cgroup rw,cpu,cpuacct
834 827 0:38 /docker/f2448 /sys/fs/cgroup/memory ro,nosuid,nodev,noexec,relatime master:19 - cgroup cgroup rw,memory
`,
  selfCgroup: '9:memory:/docker/f2448\n6:cpu,cpuacct:/docker/f2448\n1:name=systemd:/docker/f2448\n',
};

export const CONTAINER_V2 = {
  mountinfo: `1432 1431 0:30 / /sys/fs/cgroup ro,nosuid,nodev,noexec,relatime - cgroup2 cgroup rw,nsdelegate,memory_recursiveprot
`,
  selfCgroup: '0::/\n',
};

export const BLANK_IN_PATH = {
  mountinfo: '31 25 0:26 / /mnt/my\\040groups rw,relatime - cgroup2 none rw\n',
  selfCgroup: '0::/\n',
};

export const NOTHING_MOUNTED = {
  mountinfo: '22 28 0:21 / /proc rw,relatime - proc proc rw\n',
  selfCgroup: '3:cpu:/\n0::/\n',
};
