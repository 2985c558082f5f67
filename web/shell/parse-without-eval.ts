import { z } from 'zod'

// The content security policy forbids making functions from text; without this zod would try and be reported.
// Imported first of all, since schemas look at it when they are made.
z.config({ jitless: true })
