#pragma once
// Registers everything the binary carries: SQL, migrations, profiles, locales and the built web UI.

namespace tsuzuku::app {

void register_all_assets();

}  // namespace tsuzuku::app
