import type {PlannedFile} from '@livemode/config'
import {file} from '../parts/part.ts'
import {places} from '../tables/places.ts'

/**
 * When the machine's settings are taken over: where the initramfs has mounted the source's root, devices can wait for
 * the settings that are about them.
 */
export const settingsBeforeDevices = (sourceRoot: string): PlannedFile[] =>
  sourceRoot === places.liveDevice ? [beforeDevices] : []

const beforeDevices = file(
  '/etc/systemd/system/machine-settings.service.d/50-livemode.conf',
  '[Unit]\nBefore=systemd-udev-trigger.service multipathd.service\n',
)
