#include "base/time_zone.hpp"

#include <unicode/basictz.h>
#include <unicode/timezone.h>

namespace tsuzuku {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

struct TimeZone::Impl {
  std::unique_ptr<icu::TimeZone> zone;
  bool fixed = false;  // Japan has had no clock change since 1951: one offset answers everything after 1970
  std::int64_t fixed_offset = 0;
};

TimeZone::TimeZone(std::string name, std::unique_ptr<Impl> impl) : name_(std::move(name)), impl_(std::move(impl)) {}
TimeZone::TimeZone(TimeZone&&) noexcept = default;
TimeZone& TimeZone::operator=(TimeZone&&) noexcept = default;
TimeZone::~TimeZone() = default;

std::optional<TimeZone> TimeZone::find(std::string_view iana_name) {
  const icu::UnicodeString id =
      icu::UnicodeString::fromUTF8({iana_name.data(), static_cast<std::int32_t>(iana_name.size())});
  auto impl = std::make_unique<Impl>();
  impl->zone.reset(icu::TimeZone::createTimeZone(id));
  if (*impl->zone == icu::TimeZone::getUnknown()) return std::nullopt;
  impl->fixed = iana_name == "Asia/Tokyo" || iana_name == "UTC";
  TimeZone zone(std::string(iana_name), std::move(impl));
  if (zone.impl_->fixed) {
    zone.impl_->fixed = false;
    zone.impl_->fixed_offset = zone.offset_at(0);
    zone.impl_->fixed = true;
  }
  return zone;
}

std::int64_t TimeZone::offset_at(std::int64_t utc_seconds) const {
  if (impl_->fixed) return impl_->fixed_offset;
  std::int32_t raw = 0;
  std::int32_t saving = 0;
  UErrorCode error = U_ZERO_ERROR;
  impl_->zone->getOffset(static_cast<UDate>(utc_seconds) * 1000.0, false, raw, saving, error);
  return (raw + saving) / 1000;
}

std::int64_t TimeZone::to_utc(Day day, int seconds_of_day) const {
  const std::int64_t wall = day.value * kSecondsPerDay + seconds_of_day;
  if (impl_->fixed) return wall - impl_->fixed_offset;
  std::int32_t raw = 0;
  std::int32_t saving = 0;
  UErrorCode error = U_ZERO_ERROR;
  const auto* basic = dynamic_cast<const icu::BasicTimeZone*>(impl_->zone.get());
  if (basic == nullptr) return wall - offset_at(wall);
  basic->getOffsetFromLocal(static_cast<UDate>(wall) * 1000.0, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, saving,
                            error);
  return wall - (raw + saving) / 1000;
}

Day TimeZone::day_of(std::int64_t utc_seconds) const {
  return Day{static_cast<std::int32_t>(floor_divide(utc_seconds + offset_at(utc_seconds), kSecondsPerDay))};
}

int TimeZone::second_of_day(std::int64_t utc_seconds) const {
  const std::int64_t wall = utc_seconds + offset_at(utc_seconds);
  return static_cast<int>(wall - floor_divide(wall, kSecondsPerDay) * kSecondsPerDay);
}

}  // namespace tsuzuku
