#include "api/answers.hpp"
#include "api/handlers.hpp"

namespace tsuzuku::api {

Answer get_health(const Context&, http::Request&) { return answer(json::object{{"status", "ok"}}); }

}  // namespace tsuzuku::api
