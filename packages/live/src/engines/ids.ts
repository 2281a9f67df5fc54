/** The names of the engines, for what has to be read before one is loaded. */
export const engineIds = ['apt', 'dnf', 'leapp', 'probe'] as const

export type EngineId = (typeof engineIds)[number]
