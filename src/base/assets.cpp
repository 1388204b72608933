#include "base/assets.hpp"

#include <map>

namespace tsuzuku {
namespace {

std::map<std::string_view, std::string_view>& assets() {
  static std::map<std::string_view, std::string_view> map;
  return map;
}

}  // namespace

void register_assets(const AssetRow* table) {
  for (; table->name != nullptr; ++table) assets()[table->name] = {table->bytes, table->size};
}

std::optional<std::string_view> find_asset(std::string_view name) {
  const auto found = assets().find(name);
  if (found == assets().end()) return std::nullopt;
  return found->second;
}

std::vector<Asset> assets_below(std::string_view prefix) {
  std::vector<Asset> found;
  for (auto at = assets().lower_bound(prefix); at != assets().end() && at->first.starts_with(prefix); ++at) {
    found.push_back({at->first, at->second});
  }
  return found;
}

}  // namespace tsuzuku
