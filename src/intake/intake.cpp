#include "intake/intake.hpp"

#include <algorithm>

#include "intake/profile_library.hpp"
#include "intake/reading.hpp"
#include "intake/recognise.hpp"

namespace tsuzuku::intake {
namespace {

constexpr std::size_t kSampleRows = 20;

Result<std::vector<Input>> look_at_all(const Request& request) {
  if (request.files.empty() || request.files.size() > limits::kImportFiles) {
    return fail(ErrorKind::Usage, "import.file_count", {{"limit", std::to_string(limits::kImportFiles)}});
  }
  std::vector<Input> inputs;
  for (const InputFile& file : request.files) {
    TSUZUKU_TRY(input, look_at(file));
    inputs.push_back(std::move(input));
  }
  return inputs;
}

std::vector<SourceFile> sources_of(std::vector<Input> inputs, Assignment assignment) {
  std::vector<SourceFile> files;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    files.push_back({std::move(inputs[i]), std::move(assignment.bindings[i])});
  }
  return files;
}

void describe_mapping(std::span<const Input> inputs, const Assignment& chosen, Inspection& inspection) {
  const bool has_numbers =
      std::ranges::any_of(chosen.bindings, [](const Binding& binding) { return binding.has(Field::OrderNumber); });
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const FileProfile& file_profile = *chosen.bindings[i].file_profile;
    inspection.files[i].role = file_profile.role;
    inspection.files[i].single_rows = file_profile.content == FileProfile::Content::Orders && !has_numbers;
    for (const Field field : all_fields()) {
      const auto& bound = chosen.bindings[i].fields[index_of(field)];
      if (bound) inspection.mapping.emplace(name_of(field), text_of(*bound, inputs[i]));
    }
  }
}

// What works, but perhaps not as the user thinks.
void add_notes(const Plan& plan, Inspection& inspection) {
  const auto any = [&](Field field) {
    return std::ranges::any_of(plan.files, [&](const SourceFile& file) { return file.binding.has(field); });
  };
  const bool orders = std::ranges::any_of(plan.files, [](const SourceFile& file) {
    return file.binding.file_profile->content == FileProfile::Content::Orders;
  });
  if (!orders) return;
  if (!plan.has_order_numbers) inspection.notes.emplace_back("no_order_number");
  if (plan.total_is_line) inspection.notes.emplace_back("total_only");
  if (std::ranges::none_of(plan.key_fields, any)) {
    inspection.notes.emplace_back("no_customer");
  } else if (std::ranges::find(plan.key_fields, Field::CustomerNumber) == plan.key_fields.end()) {
    inspection.notes.emplace_back("customer_by_contact");
  }
}

}  // namespace

Result<std::vector<ProfileSummary>> list_profiles(const std::vector<std::filesystem::path>& folders) {
  TSUZUKU_TRY(profiles, load_profiles(folders));
  std::vector<ProfileSummary> summaries;
  for (const Profile& profile : profiles) {
    summaries.push_back(
        {profile.name, profile.title, profile.title_en, static_cast<int>(profile.files.size()), profile.built_in});
  }
  return summaries;
}

Result<Inspection> inspect(const Request& request) {
  TSUZUKU_TRY(profiles, load_profiles(request.profile_folders));
  TSUZUKU_TRY(inputs, look_at_all(request));
  Inspection inspection;
  for (const Input& input : inputs) {
    TSUZUKU_TRY(sample, sample_rows(input, kSampleRows));
    inspection.files.push_back({.name = input.file.name,
                                .encoding = std::string(name_of(input.encoding)),
                                .separator = std::string(1, input.dialect.separator),
                                .columns = input.columns,
                                .sample = std::move(sample)});
  }
  for (const Assignment& candidate : rank(profiles, inputs, {})) {
    inspection.candidates.push_back({candidate.profile->name, candidate.matched_columns, candidate.missing});
  }
  TSUZUKU_TRY(chosen, choose(profiles, inputs, request));
  inspection.refusal = refusal_of(chosen, profiles, inputs, request);
  if (chosen) {
    inspection.profile = chosen->profile->name;
    inspection.missing = chosen->missing;
    describe_mapping(inputs, *chosen, inspection);
    const Profile& profile = *chosen->profile;
    TSUZUKU_TRY(plan, make_plan(profile, sources_of(std::move(inputs), std::move(*chosen)), request));
    inspection.currency = plan.currency.code;
    inspection.time_zone = plan.zone.name();
    add_notes(plan, inspection);
  }
  return inspection;
}

Result<Tally> read(const Request& request, Sink& sink, const std::function<void(const Progress&)>& progress,
                   const std::atomic<bool>& cancel) {
  TSUZUKU_TRY(profiles, load_profiles(request.profile_folders));
  TSUZUKU_TRY(inputs, look_at_all(request));
  TSUZUKU_TRY(chosen, choose(profiles, inputs, request));
  if (auto refusal = refusal_of(chosen, profiles, inputs, request)) return fail(std::move(*refusal));
  const Profile& profile = *chosen->profile;
  TSUZUKU_TRY(plan, make_plan(profile, sources_of(std::move(inputs), std::move(*chosen)), request));
  return read_plan(plan, {request.spool_folder}, sink, progress, cancel);
}

}  // namespace tsuzuku::intake
