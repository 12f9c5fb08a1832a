#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>

namespace vmlab {

/** Named columns of doubles, which are somebody else's: an element a VM. */
class Columns {
 public:
  using Column = std::span<double>;

  /** @throws std::invalid_argument where a column is no multiple of the shortest */
  explicit Columns(std::map<std::string, Column> columns);

  /** How many VMs. */
  std::size_t count() const { return count_; }
  /** @throws std::invalid_argument where there is none of that name, or of another length */
  double* column(const std::string& name) const;
  /** One column after the other. @throws std::invalid_argument where there is none of that name */
  Column table(const std::string& name) const;

 private:
  std::map<std::string, Column> columns_;
  std::size_t count_;
};

}  // namespace vmlab
