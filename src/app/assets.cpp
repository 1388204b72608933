#include "app/assets.hpp"

#include "base/assets.hpp"

// Tables made by tsuzuku_embed() in CMakeLists.txt.
extern "C" const tsuzuku::AssetRow tsuzuku_embedded_root[];      // migrations/, profiles/, locales/server/
extern "C" const tsuzuku::AssetRow tsuzuku_embedded_services[];  // services/**/*.sql
extern "C" const tsuzuku::AssetRow tsuzuku_embedded_ui[];        // dist/**

namespace tsuzuku::app {

void register_all_assets() {
  register_assets(tsuzuku_embedded_root);
  register_assets(tsuzuku_embedded_services);
  register_assets(tsuzuku_embedded_ui);
}

}  // namespace tsuzuku::app
