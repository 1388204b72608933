#include "app/assets.hpp"

#include "base/assets.hpp"

// Tables made by tsuzuku_embed() in CMakeLists.txt.
extern "C" const tsuzuku::AssetRow kEmbeddedRoot[];      // migrations/, profiles/, locales/server/
extern "C" const tsuzuku::AssetRow kEmbeddedServices[];  // services/**/*.sql, journeys/templates/*.json
extern "C" const tsuzuku::AssetRow kEmbeddedUi[];        // dist/**

namespace tsuzuku::app {

void register_all_assets() {
  register_assets(kEmbeddedRoot);
  register_assets(kEmbeddedServices);
  register_assets(kEmbeddedUi);
}

}  // namespace tsuzuku::app
