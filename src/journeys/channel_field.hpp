#pragma once
// Channels as fields of a definition, under their names in JSON.

#include <optional>
#include <string_view>
#include <vector>

#include "domain/codes.hpp"
#include "journeys/schema/fields.hpp"

namespace tsuzuku::journeys {

void describe_channel(Fields& fields, std::string_view name, std::optional<domain::Channel>& channel);
void describe_channels(Fields& fields, std::string_view name, std::vector<domain::Channel>& channels);

}  // namespace tsuzuku::journeys
