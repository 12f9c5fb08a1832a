// Does a live migration keep the guest's memory? QEMU says `completed` where it was lost, too: so the guest itself checks each page before it writes to it
// again, and every page of both sides is compared. Moves a guest that dirties memory, by each of the QEMUs that are named, and tells which can be trusted.
// QEMU before 9.0 loses pages under TCG. Exits with 1 where memory was corrupted. Needs a kernel with a guest agent in its initrd, Linux on x86-64,
// and root. Takes 30 s for each QEMU, with a small guest.
//     find-silent-corruption.ts --kernel vmlinuz --initrd guest.cpio --qemu /opt/qemu-7.2/qemu-system-x86_64 --qemu qemu-system-x86_64
//     [--append WORDS] [--memory 160M] [--size 24M] [--rate 12M] [--bandwidth 24M] [--accelerator tcg]
import { commandLine, InputError, lab, type MigrationResult, migmon, RunError, VmlabError } from 'vmlab';

const { values } = commandLine(import.meta.url, {
  options: {
    kernel: { type: 'string' },
    initrd: { type: 'string' },
    append: { type: 'string', default: 'console=ttyS0' },
    qemu: { type: 'string', multiple: true, default: ['qemu-system-x86_64'] },
    memory: { type: 'string', default: '160M' },
    size: { type: 'string', default: '24M' },
    rate: { type: 'string', default: '12M' },
    bandwidth: { type: 'string', default: '24M' },
    accelerator: { type: 'string', default: 'tcg' },
  },
});

/** One that failed has measured all the same. */
const resultOf = (error: unknown): MigrationResult => {
  if (error instanceof RunError && error.result) return error.result as MigrationResult;
  throw error;
};

/** Moves the guest, slowly enough for some passes over its memory: what is lost is lost from the fourth on. */
async function migrateBy(program: string, index: number): Promise<MigrationResult> {
  const { kernel, initrd, append, memory, size, rate, bandwidth } = values;
  if (!kernel) throw new InputError({ expected: 'a --kernel to boot', received: kernel });
  const accelerator = values.accelerator as 'tcg' | 'kvm' | 'auto';
  await using qemu = await lab.open('qemu:');
  const machine = { kernel, ...(initrd && { initrd }), append, memory, program, accelerator };
  const vm = await qemu.vm(`corruption-${index}`, machine).open();
  await vm.start();
  await vm.answers();
  await using dirtying = await migmon.dirty({ size, rate, pattern: 'sequential' }).on(vm).open();
  const to = qemu.vm(`corruption-${index}-moved`);
  const how = { bandwidth, downtimeLimit: '50ms', verify: ['memory', 'guest'] as const, checker: dirtying.checker };
  return await vm
    .migrate({ to, ...how })
    .run()
    .catch(resultOf);
}

try {
  for (const [index, program] of values.qemu.entries()) {
    const { guest, iterations, memory, warnings } = await migrateBy(program, index);
    const compared = memory ? `, ${memory.differing} of ${memory.pages} pages differ` : '';
    console.log(`${program}: guest ${guest} after ${iterations.length} passes${compared}`);
    for (const warning of warnings) console.log(`  ${warning}`);
    if (guest === 'corrupt') process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof VmlabError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
} finally {
  await lab.close();
}
