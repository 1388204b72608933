#pragma once

#include <optional>
#include <string>

#include "api/context.hpp"
#include "base/json.hpp"
#include "http/message.hpp"

namespace tsuzuku::api {

struct Deed {
  std::optional<StaffId> staff;  // nothing: the caller
  std::optional<ShopId> shop;
  std::string action;  // "import.start": resource and verb
  std::string object;
  json::object detail;
};

// One line in the audit record, now, by the caller of the request.
[[nodiscard]] Status record(const Context& context, const http::Request& request, const Deed& deed);

}  // namespace tsuzuku::api
