#pragma once
// What was said on an SMTP connection while one message was handed over: libcurl's own result tells neither the stage
// nor the server's words, and after a lost connection its "last code" is that of an earlier command.

#include <string>
#include <string_view>

#include "channels/channel.hpp"

namespace tsuzuku::channels {

class Dialogue {
 public:
  void begin_message();
  void command(std::string_view line);  // a line that we sent
  void content_given();                 // libcurl has taken the last byte of the message
  void reply(std::string_view line);    // a line that the server sent

  [[nodiscard]] Stage stage() const { return stage_; }
  // The code of a complete reply to the last command (or to the content), 0 when there is none yet.
  [[nodiscard]] int code() const { return code_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void next(Stage stage);
  Stage stage_ = Stage::Connection;
  int code_ = 0;
  std::string text_;  // lines of the last reply, joined by blanks
  bool complete_ = false;
  bool left_ = false;  // QUIT was said, as libcurl does after a refusal: what follows is no answer to the message
};

}  // namespace tsuzuku::channels
