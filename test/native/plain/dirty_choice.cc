// Which pages the patterns that draw pages draw.
#include <vector>

#include "check.h"
#include "dirty/page_choice.h"

using namespace vmlab::dirty;

namespace {

constexpr std::size_t kPages = 10'000;
constexpr int kDraws = 1'000'000;

template <typename Choice>
std::vector<double> shares(Choice choice) {
  std::vector<double> drawn(kPages);
  for (int draw = 0; draw < kDraws; draw++) drawn.at(choice()) += 1.0 / kDraws;
  return drawn;
}

double sum(const std::vector<double>& values, std::size_t end) {
  double total = 0;
  for (std::size_t index = 0; index < end; index++) total += values[index];
  return total;
}

void draws_all_pages_alike() {
  const auto drawn = shares(UniformChoice(kPages, 7));
  check::near(sum(drawn, kPages / 2), 0.5, 0.005, "share of the first half");
  // A page's count is Poisson with a mean of 100: 6 standard deviations.
  for (const double share : drawn) check::near(share * kDraws, 100, 60, "draws of a page");
}

void gives_hot_pages_their_share() {
  const auto drawn = shares(HotspotChoice(kPages, 0.1, 0.9, 7));
  check::near(sum(drawn, kPages / 10), 0.9, 0.005, "share of the first tenth");
  check::near(drawn[0] * kDraws, 900, 180, "draws of a hot page");
  check::near(drawn[kPages - 1] * kDraws, 11, 11, "draws of a cold page");
}

void has_a_hot_and_a_cold_page_of_two() {
  HotspotChoice choice(2, 0.001, 0.75, 7);
  int hot = 0;
  for (int draw = 0; draw < 10'000; draw++) hot += choice() == 0 ? 1 : 0;
  check::near(hot, 7500, 200, "draws of the first");
}

void draws_the_only_page() {
  check::equal(UniformChoice(1, 7)(), 0U);
  check::equal(HotspotChoice(1, 0.1, 0.5, 7)(), 0U);
  check::equal(ZipfChoice(1, 0.99, 7)(), 0U);
}

/// Against the definition itself: page k is drawn in proportion to (k + 1)^-exponent.
void follows_zipf(double exponent) {
  const auto drawn = shares(ZipfChoice(kPages, exponent, 7));
  double total = 0;
  for (std::size_t rank = 1; rank <= kPages; rank++) total += std::pow(rank, -exponent);
  double expected = 0;
  for (std::size_t rank = 1; rank <= kPages; rank++) {
    expected += std::pow(rank, -exponent) / total;
    if (rank == 1 || rank == 2 || rank == 10 || rank % 1000 == 0) check::near(sum(drawn, rank), expected, 0.003, "share of the first " + std::to_string(rank));
  }
}

void draws_the_same_from_the_same_seed() {
  UniformChoice one(kPages, 7);
  UniformChoice same(kPages, 7);
  UniformChoice other(kPages, 8);
  int differing = 0;
  for (int draw = 0; draw < 1000; draw++) {
    const auto page = one();
    check::equal(same(), page);
    differing += other() == page ? 0 : 1;
  }
  check::that(differing > 900, "another seed draws the same");
}

}  // namespace

int main() {
  check::Suite suite;
  suite.test("random draws all pages alike", draws_all_pages_alike)
      .test("hotspot gives hot pages their share of the writes", gives_hot_pages_their_share)
      .test("hotspot has a hot and a cold page where there are two", has_a_hot_and_a_cold_page_of_two)
      .test("the only page is drawn", draws_the_only_page)
      .test("the same seed draws the same", draws_the_same_from_the_same_seed);
  for (const double exponent : {0.5, 0.99, 1.0, 2.0})
    suite.test("zipf of " + std::to_string(exponent) + " draws by its definition", [exponent] { follows_zipf(exponent); });
  return suite.end();
}
