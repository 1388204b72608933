import type { Role } from '../../client/types'

export const kRoles: readonly Role[] = ['owner', 'service', 'viewer']
