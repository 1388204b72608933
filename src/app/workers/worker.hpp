#pragma once
// A thread that works when it is woken and when its time has come. Its work is one call that does a bounded piece and
// says how long it may rest; nothing it does can end the program.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace tsuzuku::app {

class Worker {
 public:
  // Done over and over in the worker's own thread. Returns the longest rest until the next time: zero goes on at once.
  using Work = std::function<std::chrono::milliseconds()>;

  // Starts at once. `name` stands in the log. An exception in `work` is logged, and the work rests for a while.
  Worker(std::string name, Work work);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Ends the present rest, or goes on once more after what is being done now.
  void wake();
  // Waits for what is being done now. Nothing is done afterwards.
  void stop();

 private:
  void run();
  std::string name_;
  Work work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace tsuzuku::app
