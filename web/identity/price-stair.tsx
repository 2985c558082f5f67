import classes from './price-stair.module.css'

// From a list price to what the customer pays, as the product shows it everywhere: each step with its reason.
const steps = [
  { label: 'List price', reason: '12 × Atelier W5 workstation', width: 100, start: 0, figure: '38,280.00' },
  { label: 'Contract price', reason: 'agreed until March', width: 9, start: 91, figure: '− 3,445.20' },
  { label: 'Volume', reason: 'from 10 units: 6 %', width: 6, start: 85, figure: '− 2,090.09' },
  { label: 'Support', reason: '12 % of hardware, yearly', width: 10, start: 85, figure: '+ 3,929.37' },
  { label: 'Total', reason: 'every cent explained', width: 95, start: 0, figure: '36,674.08' },
]

export function PriceStair() {
  return (
    <div className={classes.card}>
      {steps.map((step, index) => (
        <div key={step.label} className={classes.step} data-total={index === 0 || index === 4 || undefined}>
          <div className={classes.words}>
            <span className={classes.label}>{step.label}</span>
            <span className={classes.reason}>{step.reason}</span>
          </div>
          <div className={classes.track}>
            <div
              className={classes.bar}
              data-more={step.figure.startsWith('+') || undefined}
              style={{ marginLeft: `${step.start}%`, width: `${step.width}%` }}
            />
          </div>
          <span className={classes.figure}>{step.figure}</span>
        </div>
      ))}
    </div>
  )
}
