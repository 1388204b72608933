#include "base/error.hpp"

namespace tsuzuku {

int exit_code(ErrorKind kind) { return kind == ErrorKind::Usage ? 2 : 1; }

int http_status(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Usage:
      return 400;
    case ErrorKind::InvalidInput:
      return 422;
    case ErrorKind::NotFound:
      return 404;
    case ErrorKind::Unauthenticated:
      return 401;
    case ErrorKind::Forbidden:
      return 403;
    case ErrorKind::Conflict:
    case ErrorKind::Cancelled:
      return 409;
    case ErrorKind::TooLarge:
      return 413;
    case ErrorKind::TooManyRequests:
      return 429;
    case ErrorKind::Unavailable:
      return 503;
    case ErrorKind::Internal:
      return 500;
  }
  return 500;
}

std::string_view name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Usage:
      return "usage";
    case ErrorKind::InvalidInput:
      return "invalid_input";
    case ErrorKind::NotFound:
      return "not_found";
    case ErrorKind::Unauthenticated:
      return "unauthenticated";
    case ErrorKind::Forbidden:
      return "forbidden";
    case ErrorKind::Conflict:
      return "conflict";
    case ErrorKind::TooLarge:
      return "too_large";
    case ErrorKind::TooManyRequests:
      return "too_many_requests";
    case ErrorKind::Cancelled:
      return "cancelled";
    case ErrorKind::Unavailable:
      return "unavailable";
    case ErrorKind::Internal:
      return "internal";
  }
  return "internal";
}

}  // namespace tsuzuku
