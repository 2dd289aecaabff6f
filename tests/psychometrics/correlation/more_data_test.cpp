// Real data that may not be carried along, where it lies beside the project: adjectives (433 persons, 20
// items, sparse tables) and attitudes to science (392 persons, 4 items).
#include "psychometrics/correlation/polychoric.hpp"
#include "support/compare.hpp"
#include "support/sample.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include <rapidjson/document.h>

namespace correlation = quaestor::correlation;

namespace {

struct Peer {
    rapidjson::Document json;

    explicit Peer(std::filesystem::path const& path) {
        std::ostringstream text;
        text << std::ifstream(path).rdbuf();
        json.Parse(text.str().c_str());
    }
    [[nodiscard]] rapidjson::Value const& value(char const* key) const {
        return json["results"][key]["value"];
    }
};

void compare(rapidjson::Value const& want, Eigen::MatrixXd const& r, double tolerance, int& compared,
             int& agreed) {
    for (Eigen::Index i = 0; i < r.rows(); ++i) {
        for (Eigen::Index j = 0; j < i; ++j) {
            double const theirs =
                want["values"][static_cast<unsigned>(i)][static_cast<unsigned>(j)].GetDouble();
            ++compared;
            if (golden::near(r(i, j), theirs, tolerance)) ++agreed;
        }
    }
}

}  // namespace

TEST_CASE("polychoric: agrees with other software on data beside the project",
          "[psychometrics][correlation][golden]") {
    auto const folder = std::filesystem::path(QUAESTOR_ROOT) / "../shared/golden";
    if (!std::filesystem::exists(folder)) {
        std::cout << "skipped: " << folder.string() << " is not here\n";
        return;
    }
    for (std::string const data : {"acl", "science"}) {
        Peer const peer(folder / "public" / (data + "__polychoric.json"));
        auto const& lavaan = peer.value("all.lavaan_two.step");
        std::vector<std::string> names;
        for (auto const& name : lavaan["rows"].GetArray())
            names.emplace_back(name.GetString());
        auto const items = sample::columns("../shared/golden/data/" + data + ".csv", names);
        auto const plain = correlation::polychoric(items);
        auto const half = correlation::polychoric(items, {.zero_cell = 0.5});
        REQUIRE(plain.ok());
        int compared = 0;
        int agreed = 0;
        compare(lavaan, plain.value->r, 1e-6, compared, agreed);
        compare(peer.value("all.psych_correct0")["rho"], plain.value->r, 5e-5, compared, agreed);
        compare(peer.value("all.psych_correct.5")["rho"], half.value->r, 5e-5, compared, agreed);
        // One pair of the adjectives: lavaan floors the probability of a cell that somebody is in, at 1.5e-8.
        CHECK(agreed == compared - (data == "acl" ? 1 : 0));
        CHECK(compared == (data == "acl" ? 3 * 190 : 3 * 6));
        if (data != "acl") continue;
        auto const at = [&](char const* name) {
            return static_cast<Eigen::Index>(std::find(names.begin(), names.end(), name) - names.begin());
        };
        // Two-step likelihood in plain R, with mvtnorm.
        CHECK(golden::near(plain.value->r(at("energetic"), at("active")), 0.815242474920424, 1e-6));
    }
}
