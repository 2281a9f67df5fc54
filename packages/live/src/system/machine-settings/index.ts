export {takeOverCrypttab} from './crypttab.ts'
export {keepNames} from './kept-names.ts'
export {takeOverMachineSettings} from './machine-settings.ts'
