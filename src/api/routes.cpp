#include "api/routes.hpp"

#include <array>

#include "api/guard.hpp"
#include "http/static_files.hpp"

namespace tsuzuku::api {
namespace {

using enum http::Method;
using enum Access;

constexpr std::array kRoutes = {
    ApiRoute{Get, "/api/health", Open, get_health, http::BodyKind::Text, http::RunOn::Network},

    ApiRoute{Get, "/api/session", Open, get_session},
    ApiRoute{Post, "/api/session", Open, sign_in},
    ApiRoute{Post, "/api/session/link", Open, sign_in_by_link},
    ApiRoute{Delete, "/api/session", SignedIn, sign_out},
    ApiRoute{Post, "/api/session/password", SignedIn, change_password},
    ApiRoute{Patch, "/api/session", SignedIn, change_session},

    ApiRoute{Get, "/api/shops", View, list_shops},
    ApiRoute{Post, "/api/shops", Manage, create_shop},
    ApiRoute{Patch, "/api/shops/{shop}", Manage, change_shop},
    ApiRoute{Get, "/api/shops/{shop}/summary", View, get_summary},
    ApiRoute{Get, "/api/shops/{shop}/profit-terms", View, get_profit_terms},
    ApiRoute{Put, "/api/shops/{shop}/profit-terms", Manage, keep_profit_terms},
    ApiRoute{Delete, "/api/shops/{shop}/profit-terms", Manage, forget_profit_terms},

    ApiRoute{Get, "/api/analyses", View, list_analyses},
    ApiRoute{Get, "/api/shops/{shop}/analyses/{name}", View, run_analysis},
    ApiRoute{Get, "/api/shops/{shop}/analyses/{name}.csv", Export, export_analysis_csv},
    ApiRoute{Get, "/api/shops/{shop}/analyses/{name}.xlsx", Export, export_analysis_xlsx},
    ApiRoute{Get, "/api/shops/{shop}/analyses/{name}/customers", View, list_cell_customers},
    ApiRoute{Get, "/api/shops/{shop}/analyses/{name}/customers.csv", Export, export_cell_customers_csv},
    ApiRoute{Get, "/api/shops/{shop}/analyses/{name}/customers.xlsx", Export, export_cell_customers_xlsx},

    ApiRoute{Get, "/api/shops/{shop}/reports/{month}.xlsx", Export, export_report_xlsx},
    ApiRoute{Get, "/api/shops/{shop}/reports/{month}.pdf", Export, export_report_pdf},
    ApiRoute{Get, "/api/shops/{shop}/journals/{month}.csv", Export, export_journal},

    ApiRoute{Get, "/api/shops/{shop}/customers", View, list_customers},
    ApiRoute{Get, "/api/shops/{shop}/customers/{id}", View, get_customer},
    ApiRoute{Get, "/api/shops/{shop}/customers/{id}/orders", View, list_customer_orders},
    ApiRoute{Get, "/api/shops/{shop}/customers/{id}/timeline", View, list_customer_timeline},
    ApiRoute{Post, "/api/shops/{shop}/customers/{id}/notes", Serve, add_customer_note},
    ApiRoute{Patch, "/api/shops/{shop}/customers/{id}/notes/{note}", Serve, change_customer_note},
    ApiRoute{Delete, "/api/shops/{shop}/customers/{id}/notes/{note}", Serve, remove_customer_note},
    ApiRoute{Put, "/api/shops/{shop}/customers/{id}/tags/{name}", Serve, add_customer_tag},
    ApiRoute{Delete, "/api/shops/{shop}/customers/{id}/tags/{name}", Serve, remove_customer_tag},
    ApiRoute{Post, "/api/shops/{shop}/customers/{id}/consents", Serve, add_customer_consent},
    ApiRoute{Get, "/api/shops/{shop}/tags", View, list_tags},

    ApiRoute{Get, "/api/shops/{shop}/segment-fields", View, list_segment_fields},
    ApiRoute{Post, "/api/shops/{shop}/segments/count", View, count_condition},
    ApiRoute{Post, "/api/shops/{shop}/segments/customers", View, list_condition_customers},
    ApiRoute{Get, "/api/shops/{shop}/segments/from-cell", View, get_condition_of_cell},
    ApiRoute{Post, "/api/shops/{shop}/segments/from-cell", Manage, keep_cell},
    ApiRoute{Get, "/api/shops/{shop}/segments", View, list_segments},
    ApiRoute{Post, "/api/shops/{shop}/segments", Manage, create_segment},
    ApiRoute{Get, "/api/shops/{shop}/segments/{id}", View, get_segment},
    ApiRoute{Patch, "/api/shops/{shop}/segments/{id}", Manage, change_segment},
    ApiRoute{Delete, "/api/shops/{shop}/segments/{id}", Manage, remove_segment},
    ApiRoute{Post, "/api/shops/{shop}/segments/{id}/freeze", Manage, freeze_segment},
    ApiRoute{Get, "/api/shops/{shop}/segments/{id}/customers", View, list_segment_customers},
    ApiRoute{Get, "/api/shops/{shop}/segments/{id}/moves", View, list_segment_moves},
    ApiRoute{Get, "/api/shops/{shop}/segments/{id}.csv", Export, export_segment_csv},

    ApiRoute{Get, "/api/shops/{shop}/campaigns", View, list_campaigns},
    ApiRoute{Post, "/api/shops/{shop}/campaigns", Manage, create_campaign},
    ApiRoute{Get, "/api/shops/{shop}/campaigns/{id}", View, get_campaign},
    ApiRoute{Patch, "/api/shops/{shop}/campaigns/{id}", Manage, change_campaign},
    ApiRoute{Delete, "/api/shops/{shop}/campaigns/{id}", Manage, remove_campaign},
    ApiRoute{Post, "/api/shops/{shop}/campaigns/{id}/plan", Manage, plan_campaign},
    ApiRoute{Post, "/api/shops/{shop}/campaigns/{id}/cancel", Manage, cancel_campaign},
    ApiRoute{Get, "/api/shops/{shop}/campaigns/{id}/result", View, get_campaign_result},
    ApiRoute{Get, "/api/shops/{shop}/journeys/{id}/result", View, get_journey_result},
    ApiRoute{Get, "/api/shops/{shop}/holdout-proposal", View, get_holdout_proposal},
    ApiRoute{Get, "/api/shops/{shop}/holdout", View, get_holdout},
    ApiRoute{Put, "/api/shops/{shop}/holdout", Manage, set_holdout},
    ApiRoute{Get, "/api/shops/{shop}/holdout/result", View, get_holdout_result},

    ApiRoute{Post, "/api/orders", Key, receive_orders},
    ApiRoute{Get, "/api/shops/{shop}/keys", Manage, list_shop_keys},
    ApiRoute{Post, "/api/shops/{shop}/keys", Manage, create_shop_key},
    ApiRoute{Delete, "/api/shops/{shop}/keys/{key}", Manage, remove_shop_key},

    ApiRoute{Get, "/api/import-profiles", View, list_import_profiles},
    ApiRoute{Get, "/api/import-template.csv", View, get_import_template},
    ApiRoute{Get, "/api/import-fields", View, list_import_fields},
    ApiRoute{Post, "/api/shops/{shop}/uploads", Import, upload_file, http::BodyKind::File},
    ApiRoute{Post, "/api/shops/{shop}/imports/inspect", Import, inspect_import},
    ApiRoute{Post, "/api/shops/{shop}/imports", Import, start_import},
    ApiRoute{Get, "/api/shops/{shop}/imports", View, list_imports},
    ApiRoute{Get, "/api/shops/{shop}/imports/{id}", View, get_import},
    ApiRoute{Post, "/api/shops/{shop}/imports/{id}/cancel", Import, cancel_import},
    ApiRoute{Get, "/api/shops/{shop}/imports/{id}/quarantine", Import, list_quarantine},
    ApiRoute{Get, "/api/shops/{shop}/imports/{id}/quarantine.csv", Import, export_quarantine},
    ApiRoute{Get, "/api/shops/{shop}/mappings", Import, list_mappings},
    ApiRoute{Put, "/api/shops/{shop}/mappings/{name}", Import, save_mapping},
    ApiRoute{Delete, "/api/shops/{shop}/mappings/{name}", Import, remove_mapping},

    ApiRoute{Get, "/api/shops/{shop}/today", Serve, get_today},
    ApiRoute{Put, "/api/shops/{shop}/today/capacity", Serve, set_today_capacity},
    ApiRoute{Get, "/api/shops/{shop}/tasks", Serve, list_finished_tasks},
    ApiRoute{Put, "/api/shops/{shop}/tasks/{id}/staff", Serve, take_task},
    ApiRoute{Delete, "/api/shops/{shop}/tasks/{id}/staff", Serve, give_back_task},
    ApiRoute{Post, "/api/shops/{shop}/tasks/{id}/results", Serve, record_task_result},
    ApiRoute{Post, "/api/shops/{shop}/tasks/{id}/reopen", Serve, reopen_task},

    ApiRoute{Get, "/api/shops/{shop}/channels/{channel}", View, get_channel},
    ApiRoute{Put, "/api/shops/{shop}/channels/{channel}", Manage, save_channel},
    ApiRoute{Post, "/api/shops/{shop}/channels/{channel}/try", Manage, try_channel},
    ApiRoute{Get, "/api/shops/{shop}/channels/{channel}/dns", View, check_channel_dns},
    ApiRoute{Get, "/api/shops/{shop}/delivery-rules", View, get_delivery_rules},
    ApiRoute{Put, "/api/shops/{shop}/delivery-rules", Manage, save_delivery_rules},
    ApiRoute{Get, "/api/shops/{shop}/template-fields", View, list_template_fields},
    ApiRoute{Get, "/api/shops/{shop}/templates", View, list_templates},
    ApiRoute{Post, "/api/shops/{shop}/templates", Manage, create_template},
    ApiRoute{Post, "/api/shops/{shop}/templates/check", View, check_template},
    ApiRoute{Post, "/api/shops/{shop}/templates/preview", Manage, preview_template},
    ApiRoute{Post, "/api/shops/{shop}/templates/test-send", Manage, send_test_message},
    ApiRoute{Get, "/api/shops/{shop}/templates/{id}", View, get_template},
    ApiRoute{Patch, "/api/shops/{shop}/templates/{id}", Manage, change_template},
    ApiRoute{Post, "/api/shops/{shop}/templates/{id}/publish", Manage, publish_template},
    ApiRoute{Delete, "/api/shops/{shop}/templates/{id}", Manage, remove_template},
    ApiRoute{Get, "/api/shops/{shop}/touches", View, list_touches},
    ApiRoute{Post, "/api/shops/{shop}/touches/resolve", Manage, resolve_touch},
    ApiRoute{Get, "/api/shops/{shop}/suppressions", View, list_suppressions},
    ApiRoute{Put, "/api/shops/{shop}/suppressions", Manage, add_suppression},
    ApiRoute{Delete, "/api/shops/{shop}/suppressions", Manage, remove_suppression},

    ApiRoute{Get, "/api/journey-schema", View, get_journey_schema},
    ApiRoute{Get, "/api/journey-templates", View, list_journey_templates},
    ApiRoute{Get, "/api/shops/{shop}/journey-proposals", View, get_journey_proposal},
    ApiRoute{Get, "/api/shops/{shop}/journeys", View, list_journeys},
    ApiRoute{Post, "/api/shops/{shop}/journeys", Manage, create_journey},
    ApiRoute{Get, "/api/shops/{shop}/journeys/{id}", View, get_journey},
    ApiRoute{Delete, "/api/shops/{shop}/journeys/{id}", Manage, remove_journey},
    ApiRoute{Put, "/api/shops/{shop}/journeys/{id}/definition", Manage, save_journey},
    ApiRoute{Post, "/api/shops/{shop}/journeys/{id}/publish", Manage, publish_journey},
    ApiRoute{Post, "/api/shops/{shop}/journeys/{id}/state", Manage, set_journey_state},
    ApiRoute{Get, "/api/shops/{shop}/journeys/{id}/numbers", View, get_journey_numbers},
    ApiRoute{Post, "/api/shops/{shop}/journeys/{id}/dry-run", View, try_journey},
    ApiRoute{Get, "/api/shops/{shop}/journeys/{id}/runs", View, list_journey_runs},

    ApiRoute{Get, "/o/{token}", Open, message_opened, http::BodyKind::Text, http::RunOn::Network},
    ApiRoute{Get, "/c/{token}", Open, link_clicked, http::BodyKind::Text, http::RunOn::Network},
    ApiRoute{Get, "/u/{token}", Open, show_unsubscribe},
    ApiRoute{Post, "/u/{token}", Open, unsubscribe},
    ApiRoute{Get, "/p/style.css", Open, get_public_style, http::BodyKind::Text, http::RunOn::Network},
    ApiRoute{Get, "/p/{token}", Open, show_preferences},
    ApiRoute{Post, "/p/{token}", Open, choose_preferences},
    ApiRoute{Post, "/api/public/bounces/{token}", Open, take_receipts},

    ApiRoute{Get, "/api/staff", Manage, list_staff},
    ApiRoute{Post, "/api/staff", Manage, create_staff},
    ApiRoute{Patch, "/api/staff/{id}", Manage, change_staff},

    ApiRoute{Get, "/api/audit", Manage, list_audit},
};

}  // namespace

std::span<const ApiRoute> routes() { return kRoutes; }

http::Router make_router(const Context& context, const std::string& site_prefix) {
  http::Router router(make_guard(context));
  for (const ApiRoute& route : routes()) {
    router.add({route.method, std::string(route.pattern), to_http(route.access),
                [&context, handler = route.handler](http::Request& request) { return handler(context, request); },
                route.body, route.run_on});
  }
  router.set_fallback(to_http(Open), http::static_files(site_prefix), "api");
  return router;
}

}  // namespace tsuzuku::api
