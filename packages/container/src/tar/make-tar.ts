import {execFileSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

export type TarFormat = 'v7' | 'ustar' | 'gnu' | 'pax'
