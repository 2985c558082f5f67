import { Button, FileButton } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type DragEvent, useState } from 'react'
import type { Model } from '../../engines/configurator/index.ts'
import { Page, toast } from '../ui/index.ts'
import css from './configurations.module.css'
import { Configurator } from './configurator.tsx'
import { endings, readModelFile } from './model-file.ts'

/** /configurations/file: a product model from elsewhere, opened to try it. Nothing leaves the browser. */
export function FromFilePage() {
  const navigate = useNavigate()
  const [opened, setOpened] = useState<{ name: string; model: Model }>()
  const [over, setOver] = useState(false)
  const read = (file: File | null | undefined) => {
    if (!file) return
    readModelFile(file)
      .then((model) => setOpened({ name: file.name, model }))
      .catch((error: unknown) => toast.failed(error))
  }
  if (opened) {
    return (
      <Configurator
        model={opened.model}
        title={opened.model.label ?? opened.name}
        decisions={[]}
        readOnly={false}
        onBack={() => setOpened(undefined)}
      />
    )
  }
  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(inside)
  }
  return (
    <Page
      title="Model from a file"
      actions={
        <Button variant="default" onClick={() => void navigate({ to: '/configurations' })}>
          Configurations
        </Button>
      }
    >
      <div
        className={css.drop}
        data-over={over || undefined}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event)
          read(event.dataTransfer.files[0])
        }}
      >
        <IconFileUpload size={28} stroke={1.4} aria-hidden />
        <strong>Drop a product model here</strong>
        <p>
          Universal Variability Language (.uvl), feature trees (.splx), DIMACS (.dimacs, .cnf), constraint
          problems and this program’s own models (.json); gzipped too. It opens in the configurator, in your
          browser alone.
        </p>
        <FileButton onChange={read} accept={endings.join(',')}>
          {(props) => <Button {...props}>Choose a file</Button>}
        </FileButton>
      </div>
    </Page>
  )
}
