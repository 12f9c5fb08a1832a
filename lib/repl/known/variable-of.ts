/** What a VM's variable is called: as the VM, with `_` for what no name of a variable can have. @example variableOf('web-1') // 'web_1' */
export const variableOf = (name: string): string => name.replaceAll(/[-.]/g, '_');
