#pragma once
// Errors as values. An Error carries a kind (what a caller does about it: exit code, HTTP status) and a
// message key with arguments; the text in Japanese or English is made at the edge from
// locales/server/<language>/*.json.

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tsuzuku {

enum class ErrorKind {
  Usage,            // the call itself is wrong: unknown option, parameter out of bounds    exit 2, HTTP 400
  InvalidInput,     // the input is at fault: file, row, value                              exit 1, HTTP 422
  NotFound,         //                                                                      exit 1, HTTP 404
  Unauthenticated,  //                                                                      exit 1, HTTP 401
  Forbidden,        //                                                                      exit 1, HTTP 403
  Conflict,         // somebody else changed or holds it                                    exit 1, HTTP 409
  TooLarge,         // over a limit of base/limits.hpp                                      exit 1, HTTP 413
  TooManyRequests,  //                                                                      exit 1, HTTP 429
  Cancelled,        // the user stopped it                                                  exit 1, HTTP 409
  Unavailable,      // database gone, disk full: trying again may help                      exit 1, HTTP 503
  Internal,         // a defect of the program                                              exit 1, HTTP 500
};

using ErrorArguments = std::vector<std::pair<std::string, std::string>>;

struct Error {
  ErrorKind kind = ErrorKind::Internal;
  std::string key;  // names a text in locales/server/<language>/*.json under "errors", for example "import.no_header"
  ErrorArguments arguments;  // fills {name} in that text

  friend bool operator==(const Error&, const Error&) = default;
};

template <typename T>
using Result = std::expected<T, Error>;
using Status = Result<void>;

// `return fail(ErrorKind::InvalidInput, "import.bad_date", {{"value", text}});`
[[nodiscard]] inline std::unexpected<Error> fail(ErrorKind kind, std::string_view key, ErrorArguments arguments = {}) {
  return std::unexpected(Error{kind, std::string(key), std::move(arguments)});
}
[[nodiscard]] inline std::unexpected<Error> fail(Error error) { return std::unexpected(std::move(error)); }

[[nodiscard]] int exit_code(ErrorKind kind);
[[nodiscard]] int http_status(ErrorKind kind);
// The stable name used in JSON: "usage", "invalid_input", ...
[[nodiscard]] std::string_view name_of(ErrorKind kind);

}  // namespace tsuzuku

// Leaves the function with the error of `expression`, or goes on with its value in `name`.
#define TSUZUKU_TRY(name, expression)                                           \
  auto name##_result = (expression);                                            \
  if (!name##_result) return std::unexpected(std::move(name##_result).error()); \
  auto& name = *name##_result
// The same for a Status.
#define TSUZUKU_CHECK(expression)                                                                                 \
  do {                                                                                                            \
    if (auto check_result = (expression); !check_result) return std::unexpected(std::move(check_result).error()); \
  } while (false)
