#pragma once
// What a browser could be tricked into: a page of a stranger that reaches this server under its own name
// (DNS rebinding) or writes with the visitor's cookie (cross-site request forgery).

#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace tsuzuku::http {

class OriginRules {
 public:
  OriginRules(std::string_view bind_address, const std::vector<std::string>& allowed_hosts);

  // Usage "http.host_missing" (none, or more than one), Forbidden "http.host_refused"; for writes Forbidden
  // "http.cross_origin" when Origin or Sec-Fetch-Site tells that another site's page sends it.
  [[nodiscard]] Status check(const Request& request) const;

 private:
  std::vector<std::string> hosts_;  // lower case, without port
};

// "host", "host:port", "[::1]:80" -> the part before the port, lower case, without brackets.
[[nodiscard]] std::string host_without_port(std::string_view host);

// The same for every response, each line ended by CRLF.
[[nodiscard]] std::string_view security_headers();

}  // namespace tsuzuku::http
