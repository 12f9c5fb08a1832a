/** What there is to say where VMs are asked for. */
export const NO_VM = "no VM is open: lab.vm('vm1').open() opens one, and vm1 is a variable then";
