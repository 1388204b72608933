#include "base/json.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/limits.hpp"

namespace tsuzuku {
namespace {

void write(std::string& out, const json::value& value);

void write_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void write(std::string& out, const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      out += "null";
      break;
    case json::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      break;
    case json::kind::int64:
      out += std::to_string(value.get_int64());
      break;
    case json::kind::uint64:
      out += std::to_string(value.get_uint64());
      break;
    case json::kind::double_:
      // JSON has no infinity; an analysis that reaches one has a defect, and null is read as "no value".
      out += std::isfinite(value.get_double()) ? fmt::format("{}", value.get_double()) : "null";
      break;
    case json::kind::string:
      write_string(out, value.get_string());
      break;
    case json::kind::array: {
      out += '[';
      bool first = true;
      for (const auto& item : value.get_array()) {
        if (!first) out += ',';
        first = false;
        write(out, item);
      }
      out += ']';
      break;
    }
    case json::kind::object: {
      out += '{';
      bool first = true;
      for (const auto& member : value.get_object()) {
        if (!first) out += ',';
        first = false;
        write_string(out, member.key());
        out += ':';
        write(out, member.value());
      }
      out += '}';
      break;
    }
  }
}

}  // namespace

Result<json::value> parse_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = limits::kJsonDepth;
  json::error_code error;
  json::value value = json::parse(text, error, {}, options);
  if (error) return fail(ErrorKind::InvalidInput, "json.invalid", {{"reason", error.message()}});
  return value;
}

std::string to_text(const json::value& value) {
  std::string out;
  write(out, value);
  return out;
}

std::string_view string_or(const json::object& object, std::string_view name, std::string_view otherwise) {
  const auto* member = object.if_contains(name);
  return member != nullptr && member->is_string() ? std::string_view(member->get_string()) : otherwise;
}

std::int64_t integer_or(const json::object& object, std::string_view name, std::int64_t otherwise) {
  const auto* member = object.if_contains(name);
  return member != nullptr && member->is_int64() ? member->get_int64() : otherwise;
}

bool bool_or(const json::object& object, std::string_view name, bool otherwise) {
  const auto* member = object.if_contains(name);
  return member != nullptr && member->is_bool() ? member->get_bool() : otherwise;
}

}  // namespace tsuzuku
