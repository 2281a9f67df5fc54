import type {RpmFile, RpmPackage} from './package.ts'

/**
 * One spec file of many packages: rpmbuild then packs them in parallel, and starts once. What they contain is there already, in
 * the folder that the macro `tree` names; `scriptlets` is appended as it is. A module has a spec file of its own: rpm
 * labels all packages of one alike.
 */
export function renderSpec(
  packages: readonly RpmPackage[],
  {release, scriptlets, module}: {release: string; scriptlets: string; module?: string},
): string {
  return `Name: fixture-linux
Version: ${release}
Release: 1
Summary: The packages of Fixture Linux
License: as their copyright files say
${module === undefined ? '' : `ModularityLabel: ${module}\n`}%description
The packages of Fixture Linux.
%install
rm -rf %{buildroot}
mv %{tree} %{buildroot}
${packages.map(renderPackage).join('\n')}
${scriptlets}`
}

const renderPackage = (rpm: RpmPackage): string =>
  `${[
    `%package -n ${rpm.name}`,
    `Version: ${rpm.version}`,
    `Release: ${rpm.release}`,
    ...(rpm.epoch === 0 ? [] : [`Epoch: ${rpm.epoch}`]),
    ...(rpm.architecture === 'noarch' ? ['BuildArch: noarch'] : []),
    `Summary: ${escapeMacros(rpm.summary)}`,
    'AutoReqProv: no',
    ...rpm.requires.map(one => `Requires: ${one}`),
    ...rpm.provides.map(one => `Provides: ${one}`),
    ...rpm.conflicts.map(one => `Conflicts: ${one}`),
    ...rpm.obsoletes.map(one => `Obsoletes: ${one}`),
    `%description -n ${rpm.name}`,
    `${escapeMacros(rpm.summary)}.`,
    `%files -n ${rpm.name}`,
    ...rpm.files.map(renderFile),
  ].join('\n')}\n`

function renderFile(file: RpmFile): string {
  const directives = [
    ...(file.type === 'directory' ? ['%dir'] : []),
    ...(file.isConfiguration ? ['%config(noreplace)'] : []),
    ...(file.isState ? ['%verify(not filedigest size mtime group)'] : []),
    ...(file.owner ? [`%attr(${file.owner.join(', ')})`] : []),
    ...(file.capabilities === undefined ? [] : [`%caps(${file.capabilities})`]),
    ...(/^\/usr\/share\/doc\/[^/]+\/copyright$/.test(file.path) ? ['%license'] : []),
  ]
  // What stands in quotes is no pattern.
  return [...directives, `"${escapeMacros(file.path)}"`].join(' ')
}

const escapeMacros = (text: string) => text.replaceAll('%', '%%')
