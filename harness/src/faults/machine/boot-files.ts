/** Shell that does something to `$file`: every file of that name, wherever the loader has it below /boot. */
export const eachBootFile = (pattern: string, command: string) => `
set -- $(find /boot /efi -name '${pattern}' -type f 2>/dev/null)
[ $# -gt 0 ]
for file; do ${command}; done`
