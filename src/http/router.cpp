#include "http/router.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"

namespace tsuzuku::http {

std::vector<Router::Segment> Router::parse(std::string_view pattern) {
  if (!pattern.starts_with('/')) throw std::logic_error("pattern without leading slash: " + std::string(pattern));
  std::vector<Segment> segments;
  if (pattern == "/") return segments;
  for (const std::string_view part : split(pattern.substr(1), '/')) {
    Segment segment;
    if (part.starts_with('{')) {
      const auto close = part.find('}');
      if (close == std::string_view::npos || close == 1) throw std::logic_error("bad pattern: " + std::string(pattern));
      segment.parameter = part.substr(1, close - 1);
      segment.literal = part.substr(close + 1);
    } else {
      segment.literal = part;
    }
    segments.push_back(std::move(segment));
  }
  return segments;
}

bool Router::fits(const Entry& entry, const std::vector<std::string>& segments) {
  return std::ranges::equal(entry.segments, segments, [](const Segment& pattern, const std::string& segment) {
    if (pattern.parameter.empty()) return segment == pattern.literal;
    return segment.size() > pattern.literal.size() && segment.ends_with(pattern.literal);
  });
}

bool Router::more_literal(const Entry& a, const Entry& b) {
  const auto rank = [](const Segment& segment) {
    if (segment.parameter.empty()) return 0;
    return segment.literal.empty() ? 2 : 1;
  };
  return std::ranges::lexicographical_compare(a.segments, b.segments, {}, rank, rank);
}

void Router::add(Route route) {
  Entry entry{parse(route.pattern), std::move(route)};
  for (const Entry& other : entries_) {
    if (other.route.method == entry.route.method && other.route.pattern == entry.route.pattern) {
      throw std::logic_error("route told twice: " + entry.route.pattern);
    }
  }
  const auto place = std::ranges::upper_bound(entries_, entry, more_literal);
  entries_.insert(place, std::move(entry));
}

void Router::set_fallback(Permission permission, Handler handler, std::string reserved_segment) {
  fallback_.clear();
  fallback_.push_back({{}, Route{Method::Get, "/", permission, std::move(handler), BodyKind::Text, RunOn::Network}});
  reserved_segment_ = std::move(reserved_segment);
}

Match Router::match(Method method, const std::vector<std::string>& segments) const {
  const Method wanted = method == Method::Head ? Method::Get : method;
  Match match;
  for (const Entry& entry : entries_) {
    if (!fits(entry, segments)) continue;
    match.allowed.push_back(entry.route.method);
    if (entry.route.method != wanted || match.route != nullptr) continue;
    match.route = &entry.route;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const Segment& pattern = entry.segments[i];
      if (pattern.parameter.empty()) continue;
      match.parameters.emplace_back(pattern.parameter,
                                    segments[i].substr(0, segments[i].size() - pattern.literal.size()));
    }
  }
  const bool reserved = !segments.empty() && segments.front() == reserved_segment_;
  if (match.allowed.empty() && !fallback_.empty() && !reserved) {
    match.allowed.push_back(Method::Get);
    if (wanted == Method::Get) match.route = &fallback_.front().route;
  }
  std::ranges::sort(match.allowed);
  const auto repeated = std::ranges::unique(match.allowed);
  match.allowed.erase(repeated.begin(), repeated.end());
  return match;
}

std::vector<const Route*> Router::routes() const {
  std::vector<const Route*> all;
  for (const Entry& entry : entries_) all.push_back(&entry.route);
  return all;
}

}  // namespace tsuzuku::http
