#pragma once
// The text forms inside a request: percent-encoding, query, path, Cookie header. All of it comes from
// strangers: fuzz/http_query.cpp feeds these functions any bytes.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace tsuzuku::http {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// Nothing when an escape is broken ("%4", "%zz"), the bytes are not UTF-8, or hold a NUL. '+' stays '+'.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text);
// Everything but ASCII letters, digits and -._~ is written as %XX: for header values and links.
[[nodiscard]] std::string percent_encode(std::string_view text);

class Query {
 public:
  // "a=1&b=%E3%81%82+c": '+' is a blank. Errors: Usage "http.bad_query", "http.too_many_parameters"
  // (limits::kQueryParameters), "http.repeated_parameter": a name told twice has no meaning in this program.
  [[nodiscard]] static Result<Query> parse(std::string_view text);

  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  [[nodiscard]] const Pairs& all() const { return pairs_; }

 private:
  Pairs pairs_;
};

struct Target {
  std::vector<std::string> segments;
  Query query;
};
// "/a/b?c=d". Errors: Usage "http.bad_target" and those of Query. "/a/" has the segments "a" and "";
// "." and ".." are refused, for no browser sends them.
[[nodiscard]] Result<Target> parse_target(std::string_view target);

// The value of the first cookie of that name in a Cookie header.
[[nodiscard]] std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name);

}  // namespace tsuzuku::http
