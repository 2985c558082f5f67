import { compileFormula, complete } from '../../engines/expressions/index.ts'
import { lineScope } from '../../engines/pricer/index.ts'
import { ExpressionInput } from './expression-input.tsx'
import { mistakesOf } from './mistakes.ts'

type FormulaFieldProps = {
  label: string
  description?: string | undefined
  error?: string | undefined
  disabled?: boolean
  value: string
  onChange: (formula: string) => void
}

/** A formula that gives an amount of money. */
export function FormulaField({ label, description, error, disabled, value, onChange }: FormulaFieldProps) {
  return (
    <ExpressionInput
      label={label}
      description={description}
      error={error}
      disabled={disabled ?? false}
      value={value}
      mistakes={mistakesOf(value, compileFormula(value, lineScope, 'money'))}
      suggest={(text, offset) => complete(text, offset, lineScope)}
      onChange={onChange}
    />
  )
}
