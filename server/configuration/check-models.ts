import type { Issue } from '../../contract/problem.ts'
import { compile, startSession } from '../../engines/configurator/index.ts'
import type { Model } from '../../engines/configurator/model.ts'
import { type Checked, defineCheck, issueAt } from '../revisions/index.ts'

/** Models with mistakes, models without any solution, and options that nobody can ever choose. */
export function defineModelChecks(): void {
  defineCheck('configuration.models', models)
}

function models({ kept }: Checked): Issue[] {
  return kept
    .filter((draft) => draft.kind === 'models')
    .flatMap((draft): Issue[] => {
      const result = compile(draft.body.model as Model)
      if (!result.ok) {
        return result.issues.map((issue) => issueAt(draft, ['model', issue.path], issue.code, issue.message))
      }
      return startSession(result.compiled)
        .domains()
        .flatMap((domain) => {
          if (domain.kind !== 'choice' && domain.kind !== 'boolean') return []
          return domain.values
            .filter((each) => each.state === 'excluded')
            .map((each) => {
              const option = domain.kind === 'boolean' ? (each.value ? 'yes' : 'no') : String(each.value)
              const message = `${option} of ${domain.variable} in the model ${draft.code} can never be chosen`
              return issueAt(draft, ['model', domain.variable], 'dead-option', message, 'warning')
            })
        })
    })
}
