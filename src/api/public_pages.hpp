#pragma once
// The pages behind the links of a message: a few lines of HTML, readable without scripts, in the words of the reader's
// browser.

#include <string>
#include <string_view>

#include "base/catalogue.hpp"
#include "http/message.hpp"
#include "services/messages/preferences.hpp"

namespace tsuzuku::api {

// By the header Accept-Language, else Japanese.
[[nodiscard]] Language reader_language(const http::Request& request);

// The same page for every link that nobody knows, whatever is wrong with it.
[[nodiscard]] http::Response unknown_link_page(Language language);
// Asks before anything happens: programs that follow every link must not unsubscribe anybody.
[[nodiscard]] http::Response unsubscribe_page(Language language, std::string_view shop_name,
                                              std::string_view preferences_address);
[[nodiscard]] http::Response unsubscribed_page(Language language, std::string_view shop_name,
                                               std::string_view preferences_address);
[[nodiscard]] http::Response preferences_page(Language language, const services::PreferencePage& page, bool saved);
// The database did not answer: nothing was changed.
[[nodiscard]] http::Response try_again_page(Language language);

// One transparent dot.
[[nodiscard]] http::Response pixel();
[[nodiscard]] http::Response public_style();

}  // namespace tsuzuku::api
