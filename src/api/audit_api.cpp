#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/record.hpp"
#include "api/request_values.hpp"

namespace tsuzuku::api {
namespace {

json::value name_or_null(const std::string& name) {
  if (name.empty()) return nullptr;
  return json::string(name);
}

}  // namespace

Status record(const Context& context, const http::Request& request, const Deed& deed) {
  const Caller* caller = find_caller(request);
  services::AuditEntry entry{.at = context.now(),
                             .staff = deed.staff,
                             .shop = deed.shop,
                             .action = deed.action,
                             .object = deed.object,
                             .detail = deed.detail.empty() ? std::string() : to_text(deed.detail)};
  if (!entry.staff && caller != nullptr) entry.staff = caller->staff.id;
  return context.audit.append(entry);
}

Answer list_audit(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {"page", "page_size"}));
  TSUZUKU_TRY(wanted, page_of(request));
  TSUZUKU_TRY(page, context.audit.page(wanted.page, wanted.page_size));
  json::array entries;
  for (const services::AuditLine& line : page.lines) {
    json::object entry{{"at", time_text(line.entry.at)}};
    entry["staff"] = line.staff_name;
    entry["shop"] = name_or_null(line.shop_name);
    entry["action"] = line.entry.action;
    entry["object"] = line.entry.object;
    entry["detail"] = line.entry.detail;
    entries.push_back(std::move(entry));
  }
  return answer(json::object{{"entries", std::move(entries)},
                             {"page", wanted.page},
                             {"page_size", wanted.page_size},
                             {"rows_total", page.rows_total}});
}

}  // namespace tsuzuku::api
