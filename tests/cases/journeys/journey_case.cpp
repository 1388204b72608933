#include "tests/cases/journeys/journey_case.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/text.hpp"
#include "journeys/schema/clock_text.hpp"

namespace tsuzuku::cases {
namespace {

using journeys::Answer;

class Reader {
 public:
  explicit Reader(const std::filesystem::path& file) : file_(file) {
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) lines_.push_back(line);
  }

  std::vector<JourneyCase> read() {
    while (at_ < lines_.size()) {
      const std::string line = std::string(trim(lines_[at_]));
      if (line.empty() || line.starts_with('#')) {
        ++at_;
      } else if (line.starts_with("case: ")) {
        cases_.emplace_back();
        cases_.back().title = line.substr(6);
        cases_.back().line = static_cast<int>(at_) + 1;
        zone_ = TimeZone::find("Asia/Tokyo");
        ++at_;
      } else {
        if (cases_.empty()) wrong("a case begins with \"case: \"");
        read_part(line);
      }
    }
    return std::move(cases_);
  }

 private:
  [[noreturn]] void wrong(const std::string& why) const {
    throw std::runtime_error(fmt::format("{}:{}: {}", file_.string(), at_ + 1, why));
  }

  void read_part(const std::string& line) {
    JourneyCase& one = cases_.back();
    if (line.starts_with("journey: ")) {
      one.journey = line.substr(9);
      ++at_;
    } else if (line == "journey") {
      one.journey = block();
    } else if (line.starts_with("zone: ")) {
      one.zone = line.substr(6);
      zone_ = TimeZone::find(one.zone);
      if (!zone_) wrong("no such time zone");
      ++at_;
    } else if (line == "arm: holdout") {
      one.arm = journeys::Arm::Holdout;
      ++at_;
    } else if (line.starts_with("until: ")) {
      one.until = moment(line.substr(7));
      ++at_;
    } else if (line == "life") {
      each_line([&](const std::string& text) { read_life(text); });
    } else if (line == "story") {
      each_line([&](const std::string& text) { read_story(text); });
    } else {
      wrong("not understood: " + line);
    }
  }

  // The lines below up to a blank one.
  std::string block() {
    std::string text;
    for (++at_; at_ < lines_.size() && !trim(lines_[at_]).empty(); ++at_) text += lines_[at_] + "\n";
    return text;
  }

  // The lines below that begin with a moment.
  template <typename Read>
  void each_line(const Read& read) {
    for (++at_; at_ < lines_.size(); ++at_) {
      const std::string text(trim(lines_[at_]));
      const bool moment = !text.empty() && text[0] >= '0' && text[0] <= '9';
      if (moment) {
        read(text);
      } else if (!text.starts_with('#')) {
        return;
      }
    }
  }

  [[nodiscard]] std::int64_t moment(std::string_view text) const {
    const auto day = text.size() == 16 && text[10] == ' ' ? parse_day(text.substr(0, 10)) : std::nullopt;
    const auto second = day ? journeys::parse_clock(text.substr(11)) : std::nullopt;
    if (!second) wrong(fmt::format("no moment: {}", text));
    return zone_->to_utc(*day, *second);
  }

  // "2026-01-10 12:00  hanako  ordered 100" -> moment, "hanako", "ordered 100"
  struct Line {
    std::string moment;
    std::string customer;
    std::string rest;
  };
  [[nodiscard]] Line split_line(const std::string& text) const {
    if (text.size() < 20) wrong("expected: moment, customer, what");
    const std::string_view after(trim(std::string_view(text).substr(16)));
    const auto blank = after.find(' ');
    if (blank == std::string_view::npos) wrong("expected: moment, customer, what");
    return {text.substr(0, 16), std::string(after.substr(0, blank)), std::string(trim(after.substr(blank)))};
  }

  void read_life(const std::string& text) {
    const Line line = split_line(text);
    const std::int64_t at = moment(line.moment);
    Life& life = cases_.back().lives[line.customer];
    const auto after = [&](std::string_view word) { return line.rest.substr(word.size()); };
    if (line.rest.starts_with("no longer holds ")) {
      life.conditions.push_back({at, after("no longer holds "), Answer::No});
    } else if (line.rest.starts_with("holds ")) {
      life.conditions.push_back({at, after("holds "), Answer::Yes});
    } else if (line.rest.starts_with("cannot tell ")) {
      life.conditions.push_back({at, after("cannot tell "), Answer::Unknown});
    } else if (line.rest.starts_with("begins ")) {
      life.events.push_back({at, journeys::ConditionBegan{after("begins ")}});
    } else if (line.rest.starts_with("is over ")) {
      life.events.push_back({at, journeys::ConditionEnded{after("is over ")}});
    } else {
      life.events.push_back({at, happened(line.rest, at)});
    }
  }

  // "ordered 100 product=TEA at=2026-01-09 09:00": the rest of the line behind at= is a moment
  [[nodiscard]] journeys::Happened happened(std::string text, std::int64_t at) const {
    journeys::Happened event;
    event.at = at;
    if (const auto found = text.find(" at="); found != std::string::npos) {
      event.at = moment(text.substr(found + 4));
      text.resize(found);
    }
    std::istringstream words(text);
    std::string kind;
    words >> kind >> event.key;
    const auto known = journeys::event_kind_from(kind);
    if (!known) wrong("no such event: " + kind);
    event.kind = *known;
    for (std::string fact; words >> fact;) {
      const auto equals = fact.find('=');
      if (equals == std::string::npos) wrong("expected fact=value: " + fact);
      event.facts.push_back({fact.substr(0, equals), fact.substr(equals + 1)});
    }
    return event;
  }

  void read_story(const std::string& text) {
    const Line line = split_line(text);
    cases_.back().lives[line.customer].story.push_back(line.moment + " " + line.rest);
  }

  std::filesystem::path file_;
  std::vector<std::string> lines_;
  std::size_t at_ = 0;
  std::vector<JourneyCase> cases_;
  std::optional<TimeZone> zone_;
};

}  // namespace

std::vector<JourneyCase> read_journey_cases(const std::filesystem::path& file) { return Reader(file).read(); }

std::string wall_clock(std::int64_t moment, const TimeZone& zone) {
  return fmt::format("{} {}", to_text(zone.day_of(moment)), journeys::clock_text(zone.second_of_day(moment)));
}

}  // namespace tsuzuku::cases
