import {readConfig, readNamedHost} from '../input.ts'
import {type Command, json} from './command.ts'

export const host: Command = {
  does: 'reads this machine and prints it as JSON, without secrets',
  run: async (args, {print}) => {
    print(json(await readNamedHost(args, await readConfig(args))))
  },
}
