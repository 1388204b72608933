import { Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useChangeMyself, useSignOut } from '../client/queries'
import { usePlace } from '../client/session'
import type { Language } from '../kit/format'
import { useLanguageSwitch } from '../kit/language_switch'
import { kTexts, useWords } from '../locales'
import { ShopChoice } from './ShopChoice'
import styles from './Shell.module.css'

export function UserMenu() {
  const { text, language } = useWords()
  const { session, shop } = usePlace()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const switch_language = useLanguageSwitch()
  const change_myself = useChangeMyself()
  const sign_out = useSignOut()
  const navigate = useNavigate()
  const leave = async () => {
    await sign_out.mutateAsync()
    await navigate({ to: '/sign-in' })
  }
  return (
    <Menu position="top-start" width={260} shadow="md" closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={styles.user}>
          <span className={styles.avatar} aria-hidden="true">{session.staff.name.slice(0, 1)}</span>
          <span className={styles.user_name}>{session.staff.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.phone_only}>
          <Menu.Label>{text.frame.shop}</Menu.Label>
          <div className={styles.menu_row}><ShopChoice /></div>
        </div>
        <Menu.Label>{text.frame.language}</Menu.Label>
        <div className={styles.menu_row}>
          <SegmentedControl
            fullWidth size="xs" aria-label={text.frame.language} value={language}
            data={(['ja', 'en'] as const).map((value) => ({ value, label: kTexts[value].language_name }))}
            onChange={(value) => {
              switch_language(value as Language)
              change_myself.mutate({ language: value as Language })
            }}
          />
        </div>
        <Menu.Label>{text.frame.appearance}</Menu.Label>
        <div className={styles.menu_row}>
          <SegmentedControl
            fullWidth size="xs" aria-label={text.frame.appearance} value={colorScheme}
            data={[{ value: 'light', label: text.frame.light }, { value: 'dark', label: text.frame.dark }, { value: 'auto', label: text.frame.auto }]}
            onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
          />
        </div>
        <Menu.Divider />
        <Menu.Item renderRoot={(props) => <Link to="/shops/$shop/settings/$tab" params={{ shop: shop.id, tab: 'me' }} {...props} />}>{text.frame.me}</Menu.Item>
        <Menu.Item onClick={() => void leave().catch(() => undefined)}>{text.frame.sign_out}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
