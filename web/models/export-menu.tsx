import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { exportJson, exportUvl } from '../../engines/configurator/index.ts'
import type { Model } from '../../engines/configurator/model.ts'
import { saveFile, toast } from '../ui/index.ts'

/** The model as a file, as it stands on the page: for other programs, or to open it again from a file. */
export function ExportMenu({ model }: { model: Model }) {
  const save = (extension: 'json' | 'uvl', write: (model: Model) => string) => {
    try {
      saveFile(new Blob([write(model)], { type: 'text/plain' }), `${model.code}.${extension}`)
    } catch (error) {
      toast.failed(error)
    }
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} stroke={1.7} />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save('json', exportJson)}>As JSON, all of it</Menu.Item>
        <Menu.Item onClick={() => save('uvl', exportUvl)}>As UVL, for feature models</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
