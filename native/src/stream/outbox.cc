#include "stream/outbox.h"

namespace vmlab::stream {

std::span<iovec> Outbox::plan(std::size_t precopy_pages) {
  count_ = inside_a_page() ? 1 : 0;
  for (std::size_t at = 0; at < requested_.size() && count_ < kMostPages; at++) add(requested_[at]);
  for (std::uint64_t index = next_; precopy_pages > 0 && count_ < kMostPages; precopy_pages--, index = after(index)) add({index, kPrecopy});
  return pieces();
}

std::span<iovec> Outbox::plan_rest() {
  count_ = inside_a_page() ? 1 : 0;
  return pieces();
}

void Outbox::sent(std::size_t bytes, TrafficMeter& meter) {
  const std::size_t known = inside_a_page() ? 1 : 0;
  const std::size_t complete = (offset_ + bytes) / kPageMessageSize;
  offset_ = (offset_ + bytes) % kPageMessageSize;
  const std::size_t begun = complete + (inside_a_page() ? 1 : 0);
  for (std::size_t at = known; at < begun; at++) begin(planned_[at]);
  meter.count([&](Traffic& traffic) {
    traffic.bytes += bytes;
    traffic.pages += complete;
    for (std::size_t at = 0; at < complete; at++) {
      if (planned_[at].read_at == kPrecopy) continue;
      traffic.requested_pages++;
      traffic.latency.record(static_cast<std::uint64_t>(now() - planned_[at].read_at));
    }
  });
  if (inside_a_page()) planned_[0] = planned_[complete];
}

void Outbox::add(const Page& page) { planned_[count_++] = page; }

std::span<iovec> Outbox::pieces() {
  for (std::size_t at = 0; at < count_; at++) {
    headers_[at] = {kPage, planned_[at].index};
    pieces_[2 * at] = {&headers_[at], sizeof headers_[at]};
    pieces_[2 * at + 1] = {const_cast<std::byte*>(contents_.page(planned_[at].index)), kPageSize};
  }
  const auto all = std::span(pieces_).first(2 * count_);
  if (offset_ < sizeof(MessageHeader) && count_ > 0) {
    pieces_[0] = {reinterpret_cast<std::byte*>(&headers_[0]) + offset_, sizeof headers_[0] - offset_};
    return all;
  }
  if (count_ == 0) return all;
  const std::size_t inside = offset_ - sizeof(MessageHeader);
  pieces_[1] = {static_cast<std::byte*>(pieces_[1].iov_base) + inside, kPageSize - inside};
  return all.subspan(1);
}

void Outbox::begin(const Page& page) {
  if (page.read_at == kPrecopy) {
    next_ = after(page.index);
  } else {
    requested_.pop_front();
  }
}

std::uint64_t Outbox::after(std::uint64_t index) const {
  return precopy_.end - index > precopy_.step ? index + precopy_.step : precopy_.first;
}

}  // namespace vmlab::stream
