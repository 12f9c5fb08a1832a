#include "columns/columns.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace vmlab {

Columns::Columns(std::map<std::string, Column> columns) : columns_(std::move(columns)), count_(0) {
  if (columns_.empty()) throw std::invalid_argument("expected columns");
  const auto shorter = [](const auto& one, const auto& other) { return one.second.size() < other.second.size(); };
  count_ = std::min_element(columns_.begin(), columns_.end(), shorter)->second.size();
  for (const auto& [name, column] : columns_)
    if (count_ == 0 ? !column.empty() : column.size() % count_ != 0)
      throw std::invalid_argument("expected as many VMs in column " + name + " as in the others");
}

double* Columns::column(const std::string& name) const {
  const Column found = table(name);
  if (found.size() != count_) throw std::invalid_argument("expected one element a VM in column " + name);
  return found.data();
}

Columns::Column Columns::table(const std::string& name) const {
  const auto found = columns_.find(name);
  if (found == columns_.end()) throw std::invalid_argument("expected a column " + name);
  return found->second;
}

}  // namespace vmlab
