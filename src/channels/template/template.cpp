#include "channels/template/template.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/nearest.hpp"
#include "channels/template/tag.hpp"

namespace tsuzuku::channels {
namespace {

std::string nearest_name(std::span<const FieldRule> rules, std::string_view name) {
  std::vector<std::string_view> known;
  for (const FieldRule& rule : rules) known.push_back(rule.name);
  const auto nearest = nearest_names(known, name, 1);
  return nearest.empty() ? std::string() : std::string(nearest.front());
}

}  // namespace

std::vector<Error> Template::check(std::span<const FieldRule> rules) const {
  std::vector<const FieldRule*> known;
  for (const std::string& field : fields_) {
    const auto found = std::ranges::find(rules, field, &FieldRule::name);
    known.push_back(found == rules.end() ? nullptr : &*found);
  }
  std::vector<Error> faults;
  for (const FieldUse& use : uses_) {
    const std::string& name = fields_[use.slot];
    const FieldRule* rule = known[use.slot];
    const auto report = [&](std::string_view key, ErrorArguments arguments) {
      faults.push_back(at_place(Error{ErrorKind::InvalidInput, std::string(key), std::move(arguments)}, use.place));
    };
    if (!rule) {
      report("template.unknown_field", {{"field", name}, {"nearest", nearest_name(rules, name)}});
    } else if (use.as_number && rule->kind != FieldKind::Number) {
      report("template.not_a_number", {{"field", name}});
    } else if (use.printed && !use.may_be_empty && !rule->always) {
      report("template.fallback_missing", {{"field", name}});
    }
  }
  return faults;
}

Status Template::print(const Step& step, const FieldValue* value, std::string& out) const {
  if (!value || value->text.empty()) {
    if (!step.has_fallback) {
      return fail(ErrorKind::InvalidInput, "template.value_missing", {{"field", fields_[step.subject]}});
    }
    out.append(literals_, step.other, step.size);
    return {};
  }
  if (step.escaping == Escaping::WholeLink && !is_web_link(value->text)) {
    return fail(ErrorKind::InvalidInput, "template.bad_link", {{"field", fields_[step.subject]}});
  }
  escape(step.escaping, value->text, out);
  return {};
}

Status Template::render(const Fields& fields, const LinkRewriter& rewrite, std::string& out) const {
  std::vector<const FieldValue*> values;
  values.reserve(fields_.size());
  for (const std::string& field : fields_) values.push_back(fields.find(field));

  const std::size_t begin = out.size();
  std::size_t link_begin = 0;
  for (std::size_t at = 0; at < steps_.size(); ++at) {
    const Step& step = steps_[at];
    switch (step.kind) {
      case StepKind::Literal:
        out.append(literals_, step.subject, step.size);
        break;
      case StepKind::Field:
        TSUZUKU_CHECK(print(step, values[step.subject], out));
        break;
      case StepKind::Unless:
        if (!conditions_[step.subject].holds(values)) at = step.other - 1;
        break;
      case StepKind::Jump:
        at = step.other - 1;
        break;
      case StepKind::LinkBegin:
        link_begin = out.size();
        break;
      case StepKind::LinkEnd: {
        std::string target = out.substr(link_begin);
        if (rewrite) target = rewrite(step.subject, target);
        out.resize(link_begin);
        if (form_ == Form::Html) {
          escape_html_attribute(target, out);
        } else {
          out += target;
        }
        break;
      }
    }
    if (out.size() - begin > limits::kRenderedBytes) {
      return fail(ErrorKind::TooLarge, "template.output_too_large",
                  {{"limit", std::to_string(limits::kRenderedBytes)}});
    }
  }
  return {};
}

bool Template::prints(std::string_view field) const {
  return std::ranges::any_of(uses_, [&](const FieldUse& use) { return use.printed && fields_[use.slot] == field; });
}

}  // namespace tsuzuku::channels
