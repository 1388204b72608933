#pragma once
// What a channel answered, as a line of the handover journal keeps it until it stands in the database.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "channels/channel.hpp"
#include "services/messages/touches.hpp"

namespace tsuzuku::services {

struct NotedAnswer {
  channels::Outcome outcome;
  std::int64_t at = 0;  // UTC seconds
  std::string address;  // where it went
  std::optional<std::int64_t> consent;
  int attempts = 0;  // Touch::attempts of the try it is about

  // On one line.
  [[nodiscard]] std::string text() const;
  // Nothing when it is no text of text().
  [[nodiscard]] static std::optional<NotedAnswer> read(std::string_view text);
  // What it means for the touch.
  [[nodiscard]] Settled settled() const;
};

}  // namespace tsuzuku::services
