#include "downtime/outage.h"

#include <utility>

namespace vmlab::downtime {

namespace {

template <typename Pick>
std::vector<double> column(const std::vector<Outage>& outages, Pick pick) {
  std::vector<double> values;
  values.reserve(outages.size());
  for (const Outage& outage : outages) values.push_back(static_cast<double>(pick(outage)));
  return values;
}

}  // namespace

void Outages::tell(Record& record, Nanoseconds origin) const {
  record.set("outages", count_).set("outage_total_ns", total_);
  record.set("outage_longest_ns", longest_);
  record.set("outage_start", column(outages_, [&](const Outage& outage) { return outage.start - origin; }));
  record.set("outage_end", column(outages_, [&](const Outage& outage) { return outage.end - origin; }));
  record.set("outage_lost", column(outages_, [](const Outage& outage) { return outage.lost; }));
  record.set("outage_unwatched", column(outages_, [](const Outage& outage) { return outage.unwatched; }));
  record.set("outage_over", column(outages_, [](const Outage& outage) { return outage.over; }));
}

Record told(const Outage& outage, Nanoseconds origin) {
  Record record;
  record.set("type", "outage").set("start", outage.start - origin);
  record.set("end", outage.end - origin).set("lost", outage.lost);
  record.set("unwatched", outage.unwatched).set("over", outage.over);
  return record;
}

}  // namespace vmlab::downtime
