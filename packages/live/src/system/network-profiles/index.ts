export {takeOverNetworkProfiles} from './take-over.ts'
