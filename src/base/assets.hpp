#pragma once
// Files embedded in the binary (cmake/embed.cmake): SQL, migrations, profiles, locales, the built web UI.

#include <optional>
#include <string_view>
#include <vector>

namespace tsuzuku {

struct Asset {
  std::string_view name;  // path below the embedded root, "locales/server/ja.json"
  std::string_view bytes;
};

// One row of a table that tsuzuku_embed() makes; the last row is all zero.
struct AssetRow {
  const char* name;
  const char* bytes;
  std::size_t size;
};

// Adds a table (static lifetime). Called once per table before main's work begins, from app/assets.cpp or a test.
void register_assets(const AssetRow* table);

[[nodiscard]] std::optional<std::string_view> find_asset(std::string_view name);
// All whose name begins with `prefix`, sorted by name.
[[nodiscard]] std::vector<Asset> assets_below(std::string_view prefix);

}  // namespace tsuzuku
