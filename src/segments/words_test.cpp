// Every field has its words in both languages, its row in docs/segments.md, and a sound descriptor.

#include "segments/words.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "base/catalogue.hpp"
#include "base/json.hpp"
#include "segments/form.hpp"

namespace tsuzuku::segments {
namespace {

std::string content_of(const std::string& path) {
  std::ifstream file(std::string(TSUZUKU_SOURCE_DIR) + "/" + path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

Catalogue catalogue_of(const std::string& language) {
  Catalogue all = Catalogue::parse(content_of("locales/server/" + language + "/segments.json")).value();
  all.add(Catalogue::parse(content_of("locales/server/" + language + "/analysis.json")).value());
  return all;
}

TEST(Words, EverythingInAFormHasATextInBothLanguages) {
  for (const char* language : {"ja", "en"}) {
    const Catalogue texts = catalogue_of(language);
    std::set<std::string> asked;
    const auto expect = [&](const std::string& key) {
      EXPECT_TRUE(texts.contains(key)) << language << ": no text for " << key;
      asked.insert(key);
    };
    for (const Field& field : fields()) {
      expect(title_key(field));
      expect(description_key(field));
      if (!field.unit.empty()) expect(unit_key(field.unit));
      if (!field.unit.empty() && field.type != Type::Money) expect(quantity_key(field.unit));
      for (const std::string& choice : field.choices) expect(choice_key(field, choice));
      for (const Parameter& parameter : field.parameters) {
        expect(title_key(field, parameter));
        for (const std::string& choice : parameter.choices) expect(choice_key(field, parameter, choice));
      }
      for (const Operator op : operators_of(field)) expect(operator_key(op));
      expect(scope_key(field.scope));
      expect(group_key(field.group));
    }
    for (const auto& [key, text] : texts.entries()) {
      const bool of_fields = key.starts_with("segments.fields.") || key.starts_with("segments.units.") ||
                             key.starts_with("segments.quantities.") || key.starts_with("segments.field_groups.") ||
                             key.starts_with("segments.operators.") || key.starts_with("segments.channels.");
      EXPECT_TRUE(!of_fields || asked.contains(key)) << language << ": nothing shows " << key;
    }
  }
}

TEST(Words, EveryFieldStandsInTheDocument) {
  const std::string document = content_of("docs/segments.md");
  for (const Field& field : fields()) {
    EXPECT_TRUE(document.contains("`" + field.name)) << name_of(field.scope) << "." << field.name;
  }
}

TEST(Fields, AreSound) {
  std::set<std::pair<Scope, std::string>> names;
  for (const Field& field : fields()) {
    const std::string name = std::string(name_of(field.scope)) + "." + field.name;
    EXPECT_TRUE(names.emplace(field.scope, field.name).second) << name << " stands twice";
    EXPECT_EQ(find_field(field.scope, field.name), &field);
    EXPECT_EQ(field.many, static_cast<bool>(field.sql_any)) << name;
    EXPECT_EQ(!field.many, static_cast<bool>(field.sql)) << name;
    EXPECT_EQ(field.type == Type::Choice, !field.choices.empty()) << name;
    EXPECT_LE(field.minimum, field.maximum) << name;
    EXPECT_EQ(field.type == Type::Text && !field.is_external(), static_cast<bool>(field.names)) << name;
    bool optional_parameter = false;
    for (const Parameter& parameter : field.parameters) {
      EXPECT_FALSE(parameter.required && optional_parameter) << name << ": required parameters stand first";
      optional_parameter = optional_parameter || !parameter.required;
    }
    // A name that is a word of the grammar could not be read back.
    EXPECT_EQ(describe(field).at("name").as_string(), field.name);
  }
  EXPECT_EQ(find_field(Scope::Order, "stage"), nullptr);
}

}  // namespace
}  // namespace tsuzuku::segments
