import type { Role } from '../../client/types'

export const kRoles: readonly Role[] = ['owner', 'viewer']
