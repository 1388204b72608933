#pragma once
// Files for offices as another program reads them: workbooks unpacked by unzip, PDFs by poppler.

#include <map>
#include <string>
#include <vector>

namespace tsuzuku::testing_support {

// What a command prints; no shell words in `arguments` but those the caller means.
[[nodiscard]] std::string output_of(const std::string& command);

struct SheetCell {
  std::string text;  // a string as it reads, a number as it stands in the file
  bool number = false;
};

// A workbook's sheets by name, cells by address ("B5"); empty cells are not there.
class WorkbookFile {
 public:
  explicit WorkbookFile(std::string path);

  [[nodiscard]] const std::vector<std::string>& sheets() const { return sheets_; }  // in their order
  [[nodiscard]] const std::map<std::string, SheetCell>& cells(const std::string& sheet) const;
  // Rows from the one whose first cell is below `head_row` (1 = the first), each cell by the head above it.
  [[nodiscard]] std::vector<std::map<std::string, SheetCell>> rows(const std::string& sheet, int head_row) const;
  [[nodiscard]] std::string part(const std::string& name) const;  // one file of the archive; "" when there is none
  [[nodiscard]] std::vector<std::string> parts() const;

 private:
  std::string path_;
  std::vector<std::string> sheets_;
  std::map<std::string, std::map<std::string, SheetCell>> cells_;
};

}  // namespace tsuzuku::testing_support
