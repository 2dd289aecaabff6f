#include "support/answers.hpp"

#include "base/render.hpp"
#include "base/text.hpp"
#include "data/csv/read.hpp"
#include "scoring/compile.hpp"

#include <array>
#include <cmath>
#include <random>
#include <stdexcept>

namespace support {

using namespace quaestor;

std::string Answers::csv() const {
    std::string out = text::join(names, ",") + "\n";
    for (auto const& row : rows)
        out += text::join(row, ",") + "\n";
    return out;
}

data::Table Answers::table() const {
    data::CsvOptions options;
    options.delimiter = ',';
    auto read = data::read_csv("answers.csv", csv(), options);
    if (!read.value) throw std::runtime_error("answers.csv: " + render(read.diagnostics[0]));
    return std::move(read.value->table);
}

scoring::ResultColumn const& Scored::of(instrument::Instrument const& instrument,
                                        std::string const& id) const {
    for (auto const& column : scores.results) {
        if (instrument.id_of(column.ref) == id) return column;
    }
    throw std::runtime_error("no result " + id);
}

std::vector<scoring::FlagState> const& Scored::flag(instrument::Instrument const& instrument,
                                                    std::string const& id) const {
    for (std::size_t f = 0; f < instrument.flags.size(); ++f) {
        if (instrument.flags[f].id == id) return scores.flags[f];
    }
    throw std::runtime_error("no flag " + id);
}

Scored scored(instrument::Instrument const& instrument, Answers const& answers, unsigned jobs) {
    Scored result;
    result.table = answers.table();
    auto bound = scoring::bind(instrument, result.table, "answers.csv");
    if (!bound.value) throw std::runtime_error(render(bound.diagnostics[0]));
    result.binding = std::move(*bound.value);
    scoring::RunOptions options;
    options.jobs = jobs;
    result.scores = scoring::run(instrument, scoring::compile(instrument), result.binding, result.table,
                                 result.findings, options);
    return result;
}

namespace {

class Maker {
public:
    Maker(Dirt dirt, unsigned seed) : dirt_(dirt), random_(seed) {}

    std::string item(instrument::ResponseSet const& set) {
        auto const chance = below(100);
        if (chance < 8) return "";
        if (dirt_ != Dirt::none && chance < 12) return "77777";
        if (dirt_ == Dirt::any && chance < 16) return chance % 2 == 0 ? "abc" : "2.5";
        std::vector<std::string> codes;
        for (auto const& option : set.options) {
            if (option.kind == instrument::OptionKind::answer || (dirt_ != Dirt::none && chance < 30))
                codes.push_back(option.code);
        }
        auto const cell = set.kind == instrument::ResponseKind::options || (!codes.empty() && chance < 30)
                              ? codes[below(codes.size())]
                              : inside(set.values, set.kind == instrument::ResponseKind::integer ? 1 : 4);
        return dirt_ == Dirt::any && chance > 90 ? dressed(cell) : cell;
    }

    std::string covariate(instrument::Covariate const& covariate) {
        auto const chance = below(100);
        if (chance < 10) return "";
        if (dirt_ == Dirt::any && chance < 15) return "?";
        if (covariate.kind == instrument::CovariateKind::number) return inside(covariate.range, 8);
        auto const& category = covariate.categories[below(covariate.categories.size())];
        return category.aliases.empty() || chance < 60 ? category.name : category.aliases.back();
    }

private:
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }

    /// A number of the range in steps of 1 / parts.
    std::string inside(instrument::Range range, int parts) {
        auto const steps = static_cast<std::size_t>(std::floor((range.high - range.low) * parts)) + 1;
        return text::number(range.low + static_cast<double>(below(steps)) / parts);
    }

    /// The same answer, written in another way.
    std::string dressed(std::string const& cell) {
        if (!text::parse_number(cell)) return " " + cell;
        bool const plain = cell.find_first_of(".-") == std::string::npos;
        std::array<std::string, 3> const ways{" " + cell + " ", plain ? cell + ".0" : cell,
                                              plain ? "0" + cell : cell};
        return ways[below(ways.size())];
    }

    Dirt dirt_;
    std::mt19937_64 random_;
};

}  // namespace

Answers random_answers(instrument::Instrument const& instrument, std::size_t rows, Dirt dirt, unsigned seed) {
    Maker maker(dirt, seed);
    Answers answers;
    for (auto const& item : instrument.items)
        answers.names.push_back(item.id);
    for (auto const& covariate : instrument.covariates)
        answers.names.push_back(covariate.id);
    // A form of one item that is blank would be a blank line, which is no row.
    bool const alone = answers.names.size() == 1;
    if (alone) answers.names.emplace_back("written_by");
    for (std::size_t row = 0; row < rows; ++row) {
        std::vector<std::string> cells;
        for (auto const& item : instrument.items)
            cells.push_back(maker.item(instrument.responses[item.responses]));
        for (auto const& covariate : instrument.covariates)
            cells.push_back(maker.covariate(covariate));
        if (alone) cells.emplace_back("hand");
        answers.rows.push_back(std::move(cells));
    }
    return answers;
}

}  // namespace support
