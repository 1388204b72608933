#include "journeys/channel_field.hpp"

#include <array>

namespace tsuzuku::journeys {
namespace {

using domain::Channel;

constexpr std::array kChannels = {Channel::Mail,       Channel::LineCampaign, Channel::LinePersonal,
                                  Channel::DirectMail, Channel::ParcelInsert, Channel::Phone,
                                  Channel::Sms};

std::span<const std::string_view> channel_names() {
  static const auto names = [] {
    std::array<std::string_view, kChannels.size()> all;
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = name_of(kChannels[i]);
    return all;
  }();
  return names;
}

std::size_t index_of(Channel channel) { return static_cast<std::size_t>(channel) - 1; }

}  // namespace

void describe_channel(Fields& fields, std::string_view name, std::optional<Channel>& channel) {
  std::optional<std::size_t> index;
  if (channel) index = index_of(*channel);
  fields.choice(name, index, channel_names(), Need::Required);
  channel = index ? std::optional(kChannels[*index]) : std::nullopt;
}

void describe_channels(Fields& fields, std::string_view name, std::vector<Channel>& channels) {
  std::vector<std::size_t> indices;
  for (const Channel channel : channels) indices.push_back(index_of(channel));
  fields.choices(name, indices, channel_names());
  channels.clear();
  for (const std::size_t index : indices) channels.push_back(kChannels[index]);
}

}  // namespace tsuzuku::journeys
