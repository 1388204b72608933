#pragma once
// What stands in DNS for a domain that sends mail: SPF (RFC 7208), DKIM keys (RFC 6376), DMARC (RFC 7489). Pure.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tsuzuku::channels {

// One record "v=spf1 …".
struct SpfRecord {
  std::vector<std::string> includes;  // of include: and redirect=
  int questions = 0;                  // mechanisms for which a receiver asks DNS, those of includes not counted
  char all = '?';  // what is said of everybody else: '-' refused, '~' doubtful, '?' nothing, '+' welcome
  std::vector<std::string> not_understood;  // terms that make receivers refuse the whole record
};
// Those of a name's TXT records that are SPF.
[[nodiscard]] std::vector<std::string> spf_of(const std::vector<std::string>& texts);
[[nodiscard]] SpfRecord read_spf(std::string_view record);

// "v=DKIM1; k=rsa; p=…" and "v=DMARC1; p=none": tags by name, in lower case; nothing when it is no such list.
using RecordTags = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] std::optional<RecordTags> read_tags(std::string_view record);

}  // namespace tsuzuku::channels
