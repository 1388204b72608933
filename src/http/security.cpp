#include "http/security.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "base/text.hpp"

namespace tsuzuku::http {
namespace {

bool is_ip_address(const std::string& host) {
  in6_addr storage{};
  return inet_pton(AF_INET, host.c_str(), &storage) == 1 || inet_pton(AF_INET6, host.c_str(), &storage) == 1;
}

}  // namespace

std::string host_without_port(std::string_view host) {
  if (host.starts_with('[')) return lower_ascii(host.substr(1, std::min(host.find(']'), host.size()) - 1));
  return lower_ascii(host.substr(0, host.find(':')));
}

OriginRules::OriginRules(std::string_view bind_address, const std::vector<std::string>& allowed_hosts) {
  hosts_ = {"localhost", lower_ascii(bind_address)};
  for (const std::string& host : allowed_hosts) hosts_.push_back(host_without_port(host));
}

Status OriginRules::check(const Request& request) const {
  const auto host = request.headers.find("Host");
  if (!host || host->empty() || request.headers.count("Host") != 1) return fail(ErrorKind::Usage, "http.host_missing");
  // An IP address names this machine and nobody else's page, so it cannot be rebound.
  const std::string name = host_without_port(*host);
  if (!is_ip_address(name) && std::ranges::find(hosts_, name) == hosts_.end()) {
    return fail(ErrorKind::Forbidden, "http.host_refused", {{"host", name}});
  }
  if (!is_write(request.method)) return {};
  if (const auto origin = request.headers.find("Origin")) {
    const auto scheme_end = origin->find("://");
    // The scheme is not compared: a proxy in front may speak https to the world and http to us.
    const bool same =
        scheme_end != std::string_view::npos && lower_ascii(origin->substr(scheme_end + 3)) == lower_ascii(*host);
    if (!same) return fail(ErrorKind::Forbidden, "http.cross_origin");
  } else if (const auto site = request.headers.find("Sec-Fetch-Site")) {
    if (*site != "same-origin" && *site != "none") return fail(ErrorKind::Forbidden, "http.cross_origin");
  }
  return {};
}

// Images may come from elsewhere over TLS: the preview of a mail shows those of the shop's own site.
std::string_view security_headers() {
  return "Content-Security-Policy: default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; "
         "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'\r\n"
         "X-Content-Type-Options: nosniff\r\n"
         "X-Frame-Options: DENY\r\n"
         "Referrer-Policy: same-origin\r\n"
         "Cross-Origin-Opener-Policy: same-origin\r\n";
}

}  // namespace tsuzuku::http
