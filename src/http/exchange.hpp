#pragma once
// One request and its answer, while a session works on it. Internal to src/http.

#include <optional>

#include "http/session.hpp"

namespace tsuzuku::http {

struct Session::Exchange {
  Parser parser;
  Request request;
  const Route* route = nullptr;
  std::optional<Response> response;  // set as soon as the answer is known, be it a refusal
  bool keep_alive = false;
};

}  // namespace tsuzuku::http
