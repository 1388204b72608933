#pragma once
// Every handler of the API, by resource; routes.cpp says which route leads to which. A handler parses, calls
// one service and answers: rules live in services.

#include "api/context.hpp"
#include "http/message.hpp"

namespace tsuzuku::api {

using Answer = Result<http::Response>;

// session_api.cpp
[[nodiscard]] Answer get_session(const Context& context, http::Request& request);
[[nodiscard]] Answer sign_in(const Context& context, http::Request& request);
[[nodiscard]] Answer sign_in_by_link(const Context& context, http::Request& request);
[[nodiscard]] Answer sign_out(const Context& context, http::Request& request);
[[nodiscard]] Answer change_password(const Context& context, http::Request& request);
[[nodiscard]] Answer change_session(const Context& context, http::Request& request);

// shops_api.cpp
[[nodiscard]] Answer list_shops(const Context& context, http::Request& request);
[[nodiscard]] Answer create_shop(const Context& context, http::Request& request);
[[nodiscard]] Answer change_shop(const Context& context, http::Request& request);
[[nodiscard]] Answer get_summary(const Context& context, http::Request& request);

// profit_terms_api.cpp
[[nodiscard]] Answer get_profit_terms(const Context& context, http::Request& request);
[[nodiscard]] Answer keep_profit_terms(const Context& context, http::Request& request);
[[nodiscard]] Answer forget_profit_terms(const Context& context, http::Request& request);

// analyses_api.cpp
[[nodiscard]] Answer list_analyses(const Context& context, http::Request& request);
[[nodiscard]] Answer run_analysis(const Context& context, http::Request& request);
[[nodiscard]] Answer export_analysis_csv(const Context& context, http::Request& request);
[[nodiscard]] Answer export_analysis_xlsx(const Context& context, http::Request& request);
[[nodiscard]] Answer list_cell_customers(const Context& context, http::Request& request);
[[nodiscard]] Answer export_cell_customers_csv(const Context& context, http::Request& request);
[[nodiscard]] Answer export_cell_customers_xlsx(const Context& context, http::Request& request);

// reports_api.cpp
[[nodiscard]] Answer export_report_xlsx(const Context& context, http::Request& request);
[[nodiscard]] Answer export_report_pdf(const Context& context, http::Request& request);

// journals_api.cpp
[[nodiscard]] Answer export_journal(const Context& context, http::Request& request);

// imports_api.cpp
[[nodiscard]] Answer upload_file(const Context& context, http::Request& request);
[[nodiscard]] Answer inspect_import(const Context& context, http::Request& request);
[[nodiscard]] Answer start_import(const Context& context, http::Request& request);
[[nodiscard]] Answer list_imports(const Context& context, http::Request& request);
[[nodiscard]] Answer get_import(const Context& context, http::Request& request);
[[nodiscard]] Answer cancel_import(const Context& context, http::Request& request);
[[nodiscard]] Answer list_quarantine(const Context& context, http::Request& request);
[[nodiscard]] Answer export_quarantine(const Context& context, http::Request& request);

// orders_api.cpp
[[nodiscard]] Answer receive_orders(const Context& context, http::Request& request);
[[nodiscard]] Answer list_shop_keys(const Context& context, http::Request& request);
[[nodiscard]] Answer create_shop_key(const Context& context, http::Request& request);
[[nodiscard]] Answer remove_shop_key(const Context& context, http::Request& request);

// mappings_api.cpp
[[nodiscard]] Answer list_import_profiles(const Context& context, http::Request& request);
[[nodiscard]] Answer get_import_template(const Context& context, http::Request& request);
[[nodiscard]] Answer list_import_fields(const Context& context, http::Request& request);
[[nodiscard]] Answer list_mappings(const Context& context, http::Request& request);
[[nodiscard]] Answer save_mapping(const Context& context, http::Request& request);
[[nodiscard]] Answer remove_mapping(const Context& context, http::Request& request);

// tasks_api.cpp
[[nodiscard]] Answer get_today(const Context& context, http::Request& request);
[[nodiscard]] Answer set_today_capacity(const Context& context, http::Request& request);
[[nodiscard]] Answer list_finished_tasks(const Context& context, http::Request& request);
[[nodiscard]] Answer take_task(const Context& context, http::Request& request);
[[nodiscard]] Answer give_back_task(const Context& context, http::Request& request);
[[nodiscard]] Answer record_task_result(const Context& context, http::Request& request);
[[nodiscard]] Answer reopen_task(const Context& context, http::Request& request);

// staff_api.cpp
[[nodiscard]] Answer list_staff(const Context& context, http::Request& request);
[[nodiscard]] Answer create_staff(const Context& context, http::Request& request);
[[nodiscard]] Answer change_staff(const Context& context, http::Request& request);

// audit_api.cpp
[[nodiscard]] Answer list_audit(const Context& context, http::Request& request);

// customers_api.cpp
[[nodiscard]] Answer list_customers(const Context& context, http::Request& request);
[[nodiscard]] Answer get_customer(const Context& context, http::Request& request);
[[nodiscard]] Answer list_customer_orders(const Context& context, http::Request& request);
[[nodiscard]] Answer list_customer_timeline(const Context& context, http::Request& request);
[[nodiscard]] Answer list_tags(const Context& context, http::Request& request);

// customer_words_api.cpp
[[nodiscard]] Answer add_customer_note(const Context& context, http::Request& request);
[[nodiscard]] Answer change_customer_note(const Context& context, http::Request& request);
[[nodiscard]] Answer remove_customer_note(const Context& context, http::Request& request);
[[nodiscard]] Answer add_customer_tag(const Context& context, http::Request& request);
[[nodiscard]] Answer remove_customer_tag(const Context& context, http::Request& request);
[[nodiscard]] Answer add_customer_consent(const Context& context, http::Request& request);

// channels_api.cpp
[[nodiscard]] Answer get_channel(const Context& context, http::Request& request);
[[nodiscard]] Answer save_channel(const Context& context, http::Request& request);
[[nodiscard]] Answer try_channel(const Context& context, http::Request& request);
[[nodiscard]] Answer check_channel_dns(const Context& context, http::Request& request);

// templates_api.cpp
[[nodiscard]] Answer list_templates(const Context& context, http::Request& request);
[[nodiscard]] Answer create_template(const Context& context, http::Request& request);
[[nodiscard]] Answer get_template(const Context& context, http::Request& request);
[[nodiscard]] Answer change_template(const Context& context, http::Request& request);
[[nodiscard]] Answer publish_template(const Context& context, http::Request& request);
[[nodiscard]] Answer remove_template(const Context& context, http::Request& request);
[[nodiscard]] Answer list_template_fields(const Context& context, http::Request& request);
[[nodiscard]] Answer check_template(const Context& context, http::Request& request);
[[nodiscard]] Answer preview_template(const Context& context, http::Request& request);
[[nodiscard]] Answer send_test_message(const Context& context, http::Request& request);

// outbox_api.cpp
[[nodiscard]] Answer get_delivery_rules(const Context& context, http::Request& request);
[[nodiscard]] Answer save_delivery_rules(const Context& context, http::Request& request);
[[nodiscard]] Answer list_touches(const Context& context, http::Request& request);
[[nodiscard]] Answer resolve_touch(const Context& context, http::Request& request);
[[nodiscard]] Answer list_suppressions(const Context& context, http::Request& request);
[[nodiscard]] Answer add_suppression(const Context& context, http::Request& request);
[[nodiscard]] Answer remove_suppression(const Context& context, http::Request& request);

// segments_api.cpp
[[nodiscard]] Answer list_segment_fields(const Context& context, http::Request& request);
[[nodiscard]] Answer count_condition(const Context& context, http::Request& request);
[[nodiscard]] Answer list_condition_customers(const Context& context, http::Request& request);
[[nodiscard]] Answer get_condition_of_cell(const Context& context, http::Request& request);
[[nodiscard]] Answer keep_cell(const Context& context, http::Request& request);
[[nodiscard]] Answer list_segments(const Context& context, http::Request& request);
[[nodiscard]] Answer create_segment(const Context& context, http::Request& request);
[[nodiscard]] Answer get_segment(const Context& context, http::Request& request);
[[nodiscard]] Answer change_segment(const Context& context, http::Request& request);
[[nodiscard]] Answer remove_segment(const Context& context, http::Request& request);
[[nodiscard]] Answer freeze_segment(const Context& context, http::Request& request);
[[nodiscard]] Answer list_segment_customers(const Context& context, http::Request& request);
[[nodiscard]] Answer list_segment_moves(const Context& context, http::Request& request);
[[nodiscard]] Answer export_segment_csv(const Context& context, http::Request& request);

// journeys_api.cpp
[[nodiscard]] Answer list_journeys(const Context& context, http::Request& request);
[[nodiscard]] Answer create_journey(const Context& context, http::Request& request);
[[nodiscard]] Answer get_journey(const Context& context, http::Request& request);
[[nodiscard]] Answer save_journey(const Context& context, http::Request& request);
[[nodiscard]] Answer publish_journey(const Context& context, http::Request& request);
[[nodiscard]] Answer set_journey_state(const Context& context, http::Request& request);
[[nodiscard]] Answer remove_journey(const Context& context, http::Request& request);
[[nodiscard]] Answer get_journey_numbers(const Context& context, http::Request& request);
[[nodiscard]] Answer list_journey_runs(const Context& context, http::Request& request);

// journey_design_api.cpp
[[nodiscard]] Answer get_journey_schema(const Context& context, http::Request& request);
[[nodiscard]] Answer list_journey_templates(const Context& context, http::Request& request);
[[nodiscard]] Answer get_journey_proposal(const Context& context, http::Request& request);
[[nodiscard]] Answer try_journey(const Context& context, http::Request& request);

// public_api.cpp
[[nodiscard]] Answer get_public_style(const Context& context, http::Request& request);
[[nodiscard]] Answer message_opened(const Context& context, http::Request& request);
[[nodiscard]] Answer link_clicked(const Context& context, http::Request& request);
[[nodiscard]] Answer show_unsubscribe(const Context& context, http::Request& request);
[[nodiscard]] Answer unsubscribe(const Context& context, http::Request& request);
[[nodiscard]] Answer show_preferences(const Context& context, http::Request& request);
[[nodiscard]] Answer choose_preferences(const Context& context, http::Request& request);
[[nodiscard]] Answer take_receipts(const Context& context, http::Request& request);

// campaigns_api.cpp
[[nodiscard]] Answer list_campaigns(const Context& context, http::Request& request);
[[nodiscard]] Answer create_campaign(const Context& context, http::Request& request);
[[nodiscard]] Answer get_campaign(const Context& context, http::Request& request);
[[nodiscard]] Answer change_campaign(const Context& context, http::Request& request);
[[nodiscard]] Answer remove_campaign(const Context& context, http::Request& request);
[[nodiscard]] Answer plan_campaign(const Context& context, http::Request& request);
[[nodiscard]] Answer cancel_campaign(const Context& context, http::Request& request);

// results_api.cpp
[[nodiscard]] Answer get_journey_result(const Context& context, http::Request& request);
[[nodiscard]] Answer get_campaign_result(const Context& context, http::Request& request);
[[nodiscard]] Answer get_holdout_proposal(const Context& context, http::Request& request);

// holdout_api.cpp
[[nodiscard]] Answer get_holdout(const Context& context, http::Request& request);
[[nodiscard]] Answer set_holdout(const Context& context, http::Request& request);
[[nodiscard]] Answer get_holdout_result(const Context& context, http::Request& request);

// health_api.cpp
[[nodiscard]] Answer get_health(const Context& context, http::Request& request);

}  // namespace tsuzuku::api
