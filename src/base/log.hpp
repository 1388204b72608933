#pragma once
// One line per event on standard error: time, level, event, then name=value pairs.

#include <string_view>

#include "base/error.hpp"

namespace tsuzuku::log {

void info(std::string_view event, const ErrorArguments& fields = {});
void warn(std::string_view event, const ErrorArguments& fields = {});
void error(std::string_view event, const ErrorArguments& fields = {});

}  // namespace tsuzuku::log
