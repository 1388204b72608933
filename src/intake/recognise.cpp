#include "intake/recognise.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "intake/single_rows.hpp"

namespace tsuzuku::intake {
namespace {

constexpr std::string_view kGeneric = "generic";
constexpr std::size_t kShownCandidates = 3;
constexpr std::size_t kShownColumns = 40;
constexpr std::size_t kShownNearest = 3;

std::string joined(std::span<const std::string> texts, std::size_t most, std::string_view separator = ", ") {
  std::string out;
  for (std::size_t i = 0; i < texts.size() && i < most; ++i) out += (i == 0 ? "" : std::string(separator)) + texts[i];
  if (texts.size() > most) out += std::string(separator) + "…";
  return out;
}

// Complete bindings before incomplete ones, then by matching columns.
bool fits_better(const Binding& a, const Binding& b) {
  if (a.missing.empty() != b.missing.empty()) return a.missing.empty();
  return a.matched_columns > b.matched_columns;
}

bool ranks_before(const Assignment& a, const Assignment& b) {
  if (a.missing.empty() != b.missing.empty()) return a.missing.empty();
  if (a.matched_columns != b.matched_columns) return a.matched_columns > b.matched_columns;
  return a.missing.size() < b.missing.size();
}

Status check_mapping(std::span<const Input> inputs, const Mapping& mapping) {
  for (const auto& [field, column] : mapping) {
    if (!field_from(field)) {
      std::vector<std::string_view> known;
      for (const Field one : all_fields()) known.push_back(name_of(one));
      const auto nearest = nearest_names(known, field, kShownNearest);
      return fail(ErrorKind::Usage, "import.unknown_field",
                  {{"field", field},
                   {"known", joined(std::vector<std::string>(nearest.begin(), nearest.end()), nearest.size())}});
    }
    const auto has_it = [&](const Input& input) { return find_column(input, {{column}, 1}) >= 0; };
    if (std::ranges::none_of(inputs, has_it)) {
      return fail(ErrorKind::Usage, "import.unknown_column",
                  {{"field", field}, {"column", column}, {"columns", joined(inputs.front().columns, kShownColumns)}});
    }
  }
  return {};
}

Result<const Profile*> find_profile(std::span<const Profile> profiles, std::string_view name) {
  const auto found = std::ranges::find(profiles, name, &Profile::name);
  if (found != profiles.end()) return &*found;
  std::vector<std::string> known;
  for (const Profile& profile : profiles) known.push_back(profile.name);
  return fail(ErrorKind::Usage, "import.unknown_profile",
              {{"profile", std::string(name)}, {"known", joined(known, known.size())}});
}

Error explain_unknown(std::span<const Profile> profiles, std::span<const Input> inputs, const Request& request) {
  for (const Input& input : inputs) {
    if (input.columns.size() == 1) {
      return {ErrorKind::InvalidInput, "import.one_column", {{"file", input.file.name}, {"column", input.columns[0]}}};
    }
  }
  const std::vector<Assignment> candidates = rank(profiles, inputs, request.mapping);
  const auto complete = [](const Assignment& candidate) { return candidate.missing.empty(); };
  if (std::ranges::count_if(candidates, complete) > 1) {
    std::vector<std::string> names;
    for (const Assignment& candidate : candidates) {
      if (complete(candidate)) names.push_back(candidate.profile->name);
    }
    return {ErrorKind::InvalidInput,
            "import.ambiguous_profile",
            {{"file", inputs.front().file.name}, {"profiles", joined(names, names.size())}}};
  }
  // The file that fits least into the nearest profile is the one to name.
  const Input* stranger = &inputs.front();
  std::vector<std::string> nearest;
  for (std::size_t i = 0; i < candidates.size() && i < kShownCandidates; ++i) {
    nearest.push_back(candidates[i].profile->name + " (" + joined(candidates[i].missing, kShownColumns) + ")");
  }
  if (!candidates.empty()) {
    const auto& bindings = candidates.front().bindings;
    const auto worst = std::ranges::max_element(bindings, fits_better);
    stranger = &inputs[static_cast<std::size_t>(worst - bindings.begin())];
  }
  return {ErrorKind::InvalidInput,
          "import.unknown_header",
          {{"file", stranger->file.name},
           {"columns", joined(stranger->columns, kShownColumns)},
           {"nearest", nearest.empty() ? "-" : joined(nearest, nearest.size(), "; ")}}};
}

std::optional<Error> refuse_rows_handed_back(const Assignment& chosen, std::span<const Input> inputs) {
  const auto has_number = [](const Binding& binding) { return binding.has(Field::OrderNumber); };
  if (std::ranges::any_of(chosen.bindings, has_number)) return std::nullopt;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (chosen.bindings[i].file_profile->content != FileProfile::Content::Orders) continue;
    if (!holds_rows_handed_back(inputs[i])) continue;
    return Error{ErrorKind::InvalidInput,
                 "import.rows_handed_back",
                 {{"file", inputs[i].file.name}, {"column", std::string(kReasonColumn)}}};
  }
  return std::nullopt;
}

Status check_encodings(const Profile& profile, std::span<const Input> inputs) {
  if (profile.encodings.empty()) return {};
  for (const Input& input : inputs) {
    const std::string_view name = name_of(input.encoding);
    if (input.only_ascii || std::ranges::find(profile.encodings, name) != profile.encodings.end()) continue;
    return fail(ErrorKind::InvalidInput, "import.wrong_encoding",
                {{"file", input.file.name},
                 {"encoding", std::string(name)},
                 {"profile", profile.name},
                 {"allowed", joined(profile.encodings, profile.encodings.size())}});
  }
  return {};
}

}  // namespace

Assignment assign(const Profile& profile, std::span<const Input> inputs, const Mapping& mapping) {
  Assignment assignment;
  assignment.profile = &profile;
  for (const Input& input : inputs) {
    std::optional<Binding> best;
    for (const FileProfile& file_profile : profile.files) {
      Binding binding = bind(profile, file_profile, input, mapping);
      if (!best || fits_better(binding, *best)) best = std::move(binding);
    }
    assignment.matched_columns += best->matched_columns;
    for (const AnyOf& any : best->missing) assignment.missing.push_back(text_of(any));
    assignment.bindings.push_back(std::move(*best));
  }
  for (const FileProfile& file_profile : profile.files) {
    const auto plays = [&](const Binding& binding) { return binding.file_profile == &file_profile; };
    if (!file_profile.optional && std::ranges::none_of(assignment.bindings, plays)) {
      assignment.missing.push_back("[" + file_profile.role + "]");
    }
  }
  return assignment;
}

std::vector<Assignment> rank(std::span<const Profile> profiles, std::span<const Input> inputs, const Mapping& mapping) {
  std::vector<Assignment> all;
  for (const Profile& profile : profiles) {
    if (!profile.recognise) continue;
    Assignment assignment = assign(profile, inputs, mapping);
    if (assignment.matched_columns > 0) all.push_back(std::move(assignment));
  }
  std::ranges::stable_sort(all, ranks_before);
  return all;
}

Result<std::optional<Assignment>> choose(std::span<const Profile> profiles, std::span<const Input> inputs,
                                         const Request& request) {
  TSUZUKU_CHECK(check_mapping(inputs, request.mapping));
  if (request.profile || !request.mapping.empty()) {
    TSUZUKU_TRY(profile, find_profile(profiles, request.profile ? std::string_view(*request.profile) : kGeneric));
    return assign(*profile, inputs, request.mapping);
  }
  std::vector<Assignment> ranked = rank(profiles, inputs, request.mapping);
  if (ranked.empty() || !ranked[0].missing.empty()) return std::nullopt;
  const bool tie =
      ranked.size() > 1 && ranked[1].missing.empty() && ranked[1].matched_columns == ranked[0].matched_columns;
  if (tie) return std::nullopt;
  return std::move(ranked[0]);
}

std::optional<Error> refusal_of(const std::optional<Assignment>& chosen, std::span<const Profile> profiles,
                                std::span<const Input> inputs, const Request& request) {
  if (!chosen) return explain_unknown(profiles, inputs, request);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (chosen->bindings[i].missing.empty()) continue;
    return Error{ErrorKind::InvalidInput,
                 "import.missing_column",
                 {{"file", inputs[i].file.name},
                  {"missing", text_of(chosen->bindings[i].missing.front())},
                  {"profile", chosen->profile->name},
                  {"columns", joined(inputs[i].columns, kShownColumns)}}};
  }
  if (!chosen->missing.empty()) {
    return Error{ErrorKind::InvalidInput,
                 "import.missing_file",
                 {{"missing", joined(chosen->missing, kShownColumns)}, {"profile", chosen->profile->name}}};
  }
  if (auto handed_back = refuse_rows_handed_back(*chosen, inputs)) return handed_back;
  if (const auto encodings = check_encodings(*chosen->profile, inputs); !encodings) return encodings.error();
  return std::nullopt;
}

}  // namespace tsuzuku::intake
