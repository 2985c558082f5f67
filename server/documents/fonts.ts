import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const weights = ['400Regular', '500Medium', '600SemiBold', '700Bold'] as const

/** Fonts that documents are set in. Inter writes Latin, Greek and Cyrillic; each of the others its own scripts. */
const fonts: Record<string, readonly string[]> = {
  inter: [...weights, '400Regular_Italic'],
  'noto-sans-arabic': weights,
  'noto-sans-sc': weights,
  'noto-sans-jp': weights,
  'noto-sans-kr': weights,
}

/** Folders with the fonts, which come along as packages: documents look the same on every machine. */
export function fontFolders(): string[] {
  return Object.entries(fonts).flatMap(([name, folders]) => {
    const home = dirname(require.resolve(`@expo-google-fonts/${name}/package.json`))
    return folders.map((folder) => join(home, folder))
  })
}
