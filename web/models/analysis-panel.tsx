import type { Model } from '../../engines/configurator/index.ts'
import { Issues, Panel } from '../ui/index.ts'
import classes from './models.module.css'
import { useAnalysis } from './use-analysis.ts'

/** Contradictions with their smallest cause, options nobody can choose, rules that change nothing, and how many ways there are. */
export function AnalysisPanel({ model }: { model: Model }) {
  const { analysis, failed, busy } = useAnalysis(model)
  return (
    <Panel title="What the engine says" aside={busy ? 'looking…' : undefined}>
      {failed && <p role="alert">{failed}</p>}
      {analysis && (
        <div aria-live="polite">
          <p className={classes.count}>
            {analysis.satisfiable ? (
              <>
                <strong className="tabular">{withSpaces(analysis.count.value)}</strong>{' '}
                {analysis.count.exact ? 'valid configurations' : 'configurations at most'}
              </>
            ) : (
              <strong>No valid configuration</strong>
            )}
          </p>
          {analysis.issues.length === 0 ? (
            <p className={classes.quiet}>Every option can be chosen, and every rule matters.</p>
          ) : (
            <Issues
              issues={analysis.issues.slice(0, 30).map((issue) => ({ ...issue, path: [issue.path] }))}
            />
          )}
        </div>
      )}
    </Panel>
  )
}

/** "1234567" → "1 234 567"; a number with very many digits by its size. */
function withSpaces(digits: string): string {
  if (digits.length > 18) return `about 10^${digits.length - 1}`
  return digits.replace(/\B(?=(\d{3})+$)/g, '\u202f')
}
