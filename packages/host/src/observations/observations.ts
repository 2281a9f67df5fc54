import {z} from 'zod'
import {parseJson} from '../json.ts'

const path = z.string().startsWith('/')
const md5 = z.string().regex(/^[0-9a-f]{32}$/)

/** How a file of InnoDB's redo log says that its server was ended; unknown: in a format that is not known here. */
const databaseEnd = z.enum(['clean', 'crashed', 'unknown'])

const serviceSchema = z.object({
  /** The files of its configuration that were taken, without their secrets. */
  files: z.array(path),
  /** Links to files of packages, which the target brings anew: their path, and where they lead. */
  links: z.record(path, path),
  /** Folders that its configuration names and that are there. */
  folders: z.array(path),
  /** Other files that it names: what is in them is not known here. */
  named: z.array(path),
  /** What belongs to its configuration and could not be taken. */
  omitted: z.array(path),
})

const observationsSchema = z.object({
  /** The present checksum of each configuration file of a package; null: it was deleted. */
  conffiles: z.record(path, md5.nullable()),
  /** The same of the files that ucf(1) looks after. */
  ucfFiles: z.record(path, md5.nullable()),
  services: z.record(z.string(), serviceSchema),
  postgresqlClusters: z.array(z.object({version: z.string(), name: z.string()})),
  mariadb: z.array(z.object({folder: path, isRunning: z.boolean(), end: databaseEnd})),
  pythonVenvs: z.object({
    found: z.array(z.object({path, version: z.string(), home: z.string()})),
    /** Whether all of the folders were looked through. */
    isComplete: z.boolean(),
  }),
  /** Files and folders that cannot be changed, and the packages that have them; null: they could not be looked at. */
  immutableFiles: z.array(z.object({path, packages: z.array(z.string())})).nullable(),
  temporaryFiles: z.object({files: z.int().min(0), bytes: z.int().min(0), examples: z.array(path)}),
  /** Whether the machine itself says what is mounted at /tmp, or that nothing is. */
  decidesTmpMount: z.boolean(),
  hasPolicyRcD: z.boolean(),
  /** null: systemd or ss could not be asked. */
  failedUnits: z.array(z.string()).nullable(),
  listeningPorts: z.array(z.string()).nullable(),
  /** Of a machine with rpm: its configuration files, and the units that start by themselves; null: of another one, or not known. */
  rpm: z
    .object({
      changed: z.array(path),
      deleted: z.array(path),
      enabledUnits: z.array(z.string()),
    })
    .nullable(),
  /** Where GRUB's package was told to install it, and the device that this is; null: there is no such device. */
  grubDevices: z.array(z.object({name: z.string(), device: path.nullable()})),
  /** Folders of packages that links take elsewhere when they are followed from outside. */
  linkedFolders: z.array(path),
  sshHostKeys: z.array(z.object({path, type: z.string()})),
  /** The types of the keys with which somebody may log in, by the file that holds them. */
  authorizedKeys: z.array(z.object({path, types: z.array(z.string())})),
})

/** What was seen on a source that is none of its files: sums, states, and what was found by looking for it. */
export type Observations = Readonly<z.output<typeof observationsSchema>>
export type ServiceObservation = Readonly<z.output<typeof serviceSchema>>

/** Those of a machine on which there is nothing to see. */
export const noObservations: Observations = {
  conffiles: {},
  ucfFiles: {},
  services: {},
  postgresqlClusters: [],
  mariadb: [],
  pythonVenvs: {found: [], isComplete: true},
  immutableFiles: [],
  temporaryFiles: {files: 0, bytes: 0, examples: []},
  decidesTmpMount: false,
  hasPolicyRcD: false,
  failedUnits: [],
  listeningPorts: [],
  rpm: null,
  grubDevices: [],
  linkedFolders: [],
  sshHostKeys: [],
  authorizedKeys: [],
}

/** Parses the JSON of observations. Throws `HOST_INVALID` with everything that is wrong. */
export const parseObservations = (text: string, {file}: {file: string}): Observations =>
  parseJson(text, {file, schema: observationsSchema})
