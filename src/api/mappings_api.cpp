// What an import can be told: profiles, the fields a mapping may name, and mappings kept by name.

#include <algorithm>

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/import_answers.hpp"
#include "api/record.hpp"
#include "api/shop_of.hpp"
#include "intake/fields.hpp"
#include "intake/intake.hpp"
#include "intake/profile_library.hpp"

namespace tsuzuku::api {
namespace {

json::object mapping_json(const services::Imports::NamedMapping& named) {
  json::object mapping;
  for (const auto& [field, column] : named.mapping) mapping[field] = column;
  return json::object{{"name", named.name}, {"mapping", std::move(mapping)}};
}

// The fields of which one must have a column, `field` among them; empty when it may be left out. A mapping made on
// screen is read by the profile "generic", so its rules are those of the form.
intake::AnyOf needed_with(intake::Field field, const std::vector<intake::Profile>& profiles) {
  const auto generic = std::ranges::find(profiles, "generic", &intake::Profile::name);
  if (generic == profiles.end()) return {};
  for (const intake::AnyOf& any : generic->files.front().required) {
    if (std::ranges::find(any, field) != any.end()) return any;
  }
  return {};
}

}  // namespace

Answer list_import_profiles(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(profiles, intake::list_profiles(context.profile_folders));
  json::array all;
  for (const intake::ProfileSummary& profile : profiles) {
    all.push_back(json::object{{"name", profile.name},
                               {"title", title_of(profile, request)},
                               {"files", profile.files},
                               {"built_in", profile.built_in}});
  }
  return answer(all);
}

Answer get_import_template(const Context&, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  http::Response response;
  response.body = intake::template_csv();
  set_download(response, "tsuzuku-template.csv", "text/csv; charset=utf-8");
  return response;
}

Answer list_import_fields(const Context&, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(profiles, intake::load_profiles({}));
  const Catalogue& texts = texts_of(request);
  json::array all;
  for (const intake::Field field : intake::all_fields()) {
    const std::string name(intake::name_of(field));
    const intake::AnyOf needed = needed_with(field, profiles);
    json::array one_of;
    for (const intake::Field other : needed.size() > 1 ? needed : intake::AnyOf{}) {
      one_of.push_back(json::string(intake::name_of(other)));
    }
    all.push_back(json::object{{"name", name},
                               {"title", texts.text("import_fields." + name + ".title")},
                               {"required", needed.size() == 1},
                               {"one_of", std::move(one_of)},
                               {"description", texts.text("import_fields." + name + ".description")}});
  }
  return answer(all);
}

Answer list_mappings(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(mappings, context.imports.mappings(shop.id));
  json::array all;
  for (const auto& named : mappings) all.push_back(mapping_json(named));
  return answer(all);
}

Answer save_mapping(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"mapping"}));
  TSUZUKU_TRY(mapping, body.text_map("mapping"));
  const services::Imports::NamedMapping named{std::string(request.parameter("name")), std::move(mapping)};
  TSUZUKU_CHECK(context.imports.save_mapping(shop.id, named));
  TSUZUKU_CHECK(record(context, request, {.shop = shop.id, .action = "mapping.save", .object = named.name}));
  return answer(mapping_json(named));
}

Answer remove_mapping(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  const std::string name(request.parameter("name"));
  TSUZUKU_CHECK(context.imports.remove_mapping(shop.id, name));
  TSUZUKU_CHECK(record(context, request, {.shop = shop.id, .action = "mapping.remove", .object = name}));
  return http::empty_response();
}

}  // namespace tsuzuku::api
