export {takeOverCrypttab} from './crypttab.ts'
export {takeOverMachineSettings} from './machine-settings.ts'
