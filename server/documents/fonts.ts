import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** Font packages that come along, with the weights documents use. Inter writes Latin, Greek and Cyrillic. */
const shipped = [
  ['@expo-google-fonts/inter', ['400Regular', '500Medium', '600SemiBold', '700Bold', '400Regular_Italic']],
  ['@expo-google-fonts/noto-sans-arabic', ['400Regular', '500Medium', '600SemiBold', '700Bold']],
] as const

/** Chinese, Japanese and Korean fonts are large: they are taken from a package or from the system, where one is there. */
const packages = ['noto-sans-sc', 'noto-sans-jp', 'noto-sans-kr'].map((name) => `@expo-google-fonts/${name}`)
const folders = [
  '/usr/share/fonts/opentype/noto',
  '/usr/share/fonts/noto-cjk',
  '/usr/share/fonts/truetype/noto-cjk',
]

/** Folders with the fonts that documents are set in; every glyph used is embedded in the document. */
export function fontFolders(): string[] {
  return [
    ...shipped.flatMap(([name, weights]) => weights.map((weight) => join(folderOf(name) ?? '', weight))),
    ...packages.flatMap((name) => {
      const folder = folderOf(name)
      return folder
        ? ['400Regular', '500Medium', '600SemiBold', '700Bold'].map((weight) => join(folder, weight))
        : []
    }),
    ...folders.filter((folder) => existsSync(folder)),
  ]
}

function folderOf(name: string): string | undefined {
  try {
    return dirname(require.resolve(`${name}/package.json`))
  } catch {
    return undefined
  }
}
