#pragma once
// `tsuzuku demo --rehearse`: the demo shop with two journeys behind it, and what is known of their effects beside what
// their results say.

#include "app/store.hpp"
#include "cli/command.hpp"
#include "services/rehearsal/rehearsal.hpp"

namespace tsuzuku::cli {

// `shop` is still empty. `format`: "text" or "json".
[[nodiscard]] Result<int> rehearse(const Command& command, app::Store& store, const services::Shop& shop,
                                   const services::RehearsalOptions& options, const std::string& format);

}  // namespace tsuzuku::cli
