// The level of x86-64 is that of the weakest processor.
import test from 'ava'
import {parseX86Level} from './x86-level.ts'

const first = 'fpu vme cx8 cmov mmx fxsr sse sse2 syscall nx'
const second = `${first} pni ssse3 cx16 sse4_1 sse4_2 popcnt lahf_lm`
const third = `${second} fma movbe xsave avx f16c abm bmi1 avx2 bmi2`
const fourth = `${third} avx512f avx512dq avx512cd avx512bw avx512vl`
const cpuinfo = (...flags: readonly string[]) =>
  flags.map((one, index) => `processor\t: ${index}\nflags\t\t: ${one}\n`).join('\n')

test('each level', t => {
  t.deepEqual(
    [first, second, third, fourth].map(flags => parseX86Level(cpuinfo(flags))),
    [1, 2, 3, 4],
  )
})

test('one processor less', t => {
  t.is(parseX86Level(cpuinfo(fourth, second)), 2)
  t.is(parseX86Level(cpuinfo(second.replace('popcnt ', ''))), 1)
})

test('what is none, or says nothing', t => {
  t.is(parseX86Level(cpuinfo('fpu')), undefined)
  t.is(parseX86Level('Features : fp asimd\n'), undefined)
})
