// The plain loop that one would write for exactly these questionnaires, to measure against:
//   bench_floor IN.csv OUT.csv
// It maps the file into memory and goes through it byte by byte on one thread. Everything is fixed at compile
// time: which columns there are, what they may hold, and what is written. It knows WEMWBS alone, or with
// PHQ-9, GAD-7 and PSS-10.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr int no_answer = -1000;
constexpr std::size_t most_items = 14;

/// SWEMWBS: metric score of the raw sums 7 to 35.
constexpr std::array metric{7.00,  9.51,  11.25, 12.40, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36,
                            16.88, 17.43, 17.98, 18.59, 19.25, 19.98, 20.73, 21.54, 22.35, 23.21,
                            24.11, 25.03, 26.02, 27.03, 28.13, 29.31, 30.70, 32.55, 35.00};
constexpr std::array<std::size_t, 7> short_form{0, 1, 2, 5, 6, 8, 10};

class Output {
public:
    explicit Output(std::FILE* file) : file_(file) {}

    void text(std::string_view value) {
        std::memcpy(buffer_.data() + used_, value.data(), value.size());
        used_ += value.size();
    }
    void byte(char value) { buffer_[used_++] = value; }
    void whole(int value) {
        used_ = static_cast<std::size_t>(std::to_chars(here(), end(), value).ptr - buffer_.data());
    }
    void decimal(double value, int digits) {
        used_ = static_cast<std::size_t>(
            std::to_chars(here(), end(), value, std::chars_format::fixed, digits).ptr - buffer_.data());
    }
    /// To be called between rows; a row is shorter than what stays free.
    bool flush_when_full() { return used_ < buffer_.size() - (1 << 16) || flush(); }
    bool flush() {
        auto const all = std::fwrite(buffer_.data(), 1, used_, file_) == used_;
        used_ = 0;
        return all;
    }

private:
    char* here() { return buffer_.data() + used_; }
    char* end() { return buffer_.data() + buffer_.size(); }

    std::FILE* file_;
    std::vector<char> buffer_ = std::vector<char>(1 << 20);
    std::size_t used_ = 0;
};

/// Divides a line into its fields; quotes around a field are taken off.
class Fields {
public:
    Fields(char const* begin, char const* end) : at_(begin), end_(end) {}

    [[nodiscard]] bool at_end() const { return at_ == end_; }
    [[nodiscard]] std::vector<std::string_view> const& next_line() {
        fields_.clear();
        while (true) {
            fields_.push_back(at_ < end_ && *at_ == '"' ? quoted() : plain());
            if (at_ == end_ || *at_++ == '\n') return fields_;
        }
    }

private:
    std::string_view plain() {
        auto const* const begin = at_;
        while (at_ < end_ && *at_ != ',' && *at_ != '\n')
            ++at_;
        return {begin, static_cast<std::size_t>(at_ - begin)};
    }
    std::string_view quoted() {
        auto const* const begin = ++at_;
        for (; at_ < end_; ++at_) {
            if (*at_ != '"') continue;
            if (at_ + 1 == end_ || at_[1] != '"') break;
            ++at_;
        }
        std::string_view const inside(begin, static_cast<std::size_t>(at_ - begin));
        if (at_ < end_) ++at_;
        return inside;
    }

    char const* at_;
    char const* end_;
    std::vector<std::string_view> fields_{};
};

struct Answers {
    std::array<int, most_items> codes{};
    int items = 0;
    int blank = 0;
    int out_of_range = 0;

    [[nodiscard]] int given() const { return items - blank - out_of_range; }
};

Answers answers_of(std::string_view const* cells, int items, int lowest, int highest) {
    Answers answers{.items = items};
    for (int item = 0; item < items; ++item) {
        auto const cell = cells[item];
        auto& code = answers.codes[static_cast<std::size_t>(item)];
        code = no_answer;
        if (cell.empty()) {
            ++answers.blank;
            continue;
        }
        int number = 0;
        auto const end = cell.data() + cell.size();
        auto const [rest, error] = std::from_chars(cell.data(), end, number);
        if (error == std::errc{} && rest == end && number >= lowest && number <= highest)
            code = number;
        else
            ++answers.out_of_range;
    }
    return answers;
}

/// Less than 0 where too few items were answered.
double prorated(Answers const& answers, int most_missing) {
    if (answers.items - answers.given() > most_missing) return -1;
    int sum = 0;
    for (int item = 0; item < answers.items; ++item) {
        auto const code = answers.codes[static_cast<std::size_t>(item)];
        if (code != no_answer) sum += code;
    }
    return static_cast<double>(sum) * answers.items / answers.given();
}

void put_total(Output& out, double total) {
    out.byte(',');
    if (total >= 0) out.decimal(total, 2);
}

void put_band(Output& out, double total, std::string_view band) {
    out.byte(',');
    if (total >= 0) out.text(band);
}

void put_validity(Output& out, Answers const& answers) {
    int longest = 0;
    int run = 0;
    int sum = 0;
    int squares = 0;
    int before = no_answer;
    for (int item = 0; item < answers.items; ++item) {
        auto const code = answers.codes[static_cast<std::size_t>(item)];
        run = code == no_answer ? 0 : code == before ? run + 1 : 1;
        longest = std::max(longest, run);
        before = code;
        if (code == no_answer) continue;
        sum += code;
        squares += code * code;
    }
    out.byte(',');
    out.whole(answers.blank);
    out.byte(',');
    out.whole(answers.out_of_range);
    out.byte(',');
    out.whole(longest);
    out.byte(',');
    double const n = answers.given();
    if (n >= 2) out.decimal(std::sqrt((n * squares - static_cast<double>(sum) * sum) / (n * (n - 1))), 4);
}

void score_wemwbs(Output& out, std::string_view const* cells) {
    auto const answers = answers_of(cells, 14, 1, 5);
    auto const total = prorated(answers, 3);
    put_total(out, total);
    put_band(out, total, total < 41 ? "low" : total < 60 ? "medium" : "high");
    int raw = 0;
    bool whole = true;
    for (auto const item : short_form) {
        whole = whole && answers.codes[item] != no_answer;
        raw += answers.codes[item];
    }
    out.byte(',');
    if (whole) out.decimal(metric[static_cast<std::size_t>(raw - 7)], 2);
    put_validity(out, answers);
}

void score_phq9(Output& out, std::string_view const* cells) {
    auto const answers = answers_of(cells, 9, 0, 3);
    auto const total = prorated(answers, 2);
    put_total(out, total);
    put_band(out, total,
             total < 5    ? "minimal"
             : total < 10 ? "mild"
             : total < 15 ? "moderate"
             : total < 20 ? "moderately severe"
                          : "severe");
    put_validity(out, answers);
}

void score_gad7(Output& out, std::string_view const* cells) {
    auto const answers = answers_of(cells, 7, 0, 3);
    auto const total = prorated(answers, 2);
    put_total(out, total);
    put_band(out, total, total < 5 ? "minimal" : total < 10 ? "mild" : total < 15 ? "moderate" : "severe");
    put_validity(out, answers);
}

void score_pss10(Output& out, std::string_view const* cells) {
    auto answers = answers_of(cells, 10, 0, 4);
    auto turned = answers;
    for (std::size_t const item : {3, 4, 6, 7})
        if (turned.codes[item] != no_answer) turned.codes[item] = 4 - turned.codes[item];
    put_total(out, prorated(turned, 2));
    put_validity(out, answers);
}

constexpr std::string_view narrow_header =
    "id,total,total_band,short_metric,n_missing,n_out_of_range,longest_run,irv\n";
constexpr std::string_view wide_header =
    "id,wemwbs_total,wemwbs_total_band,wemwbs_short_metric,wemwbs_n_missing,wemwbs_n_out_of_range,wemwbs_"
    "longest_run,"
    "wemwbs_irv,phq9_total,phq9_total_band,phq9_n_missing,phq9_n_out_of_range,phq9_longest_run,phq9_irv,gad7_"
    "total,"
    "gad7_total_band,gad7_n_missing,gad7_n_out_of_range,gad7_longest_run,gad7_irv,pss10_total,pss10_n_"
    "missing,"
    "pss10_n_out_of_range,pss10_longest_run,pss10_irv\n";

bool score(Fields fields, Output& out) {
    auto const& header = fields.next_line();
    auto const columns = header.size();
    auto const column = [&](std::string_view name) {
        return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
    };
    auto const wemwbs = column("wemwbs_1");
    auto const phq9 = column("phq9_1");
    auto const gad7 = column("gad7_1");
    auto const pss10 = column("pss10_1");
    bool const wide = phq9 != columns;
    if (wemwbs + 14 > columns || (wide && pss10 + 10 > columns)) return false;
    out.text(wide ? wide_header : narrow_header);
    while (!fields.at_end()) {
        auto const& cells = fields.next_line();
        if (cells.size() != columns || !out.flush_when_full()) return false;
        out.text(cells[0]);
        score_wemwbs(out, &cells[wemwbs]);
        if (wide) {
            score_phq9(out, &cells[phq9]);
            score_gad7(out, &cells[gad7]);
            score_pss10(out, &cells[pss10]);
        }
        out.byte('\n');
    }
    return out.flush();
}

}  // namespace

int main(int count, char** arguments) {
    if (count == 2 && std::string_view(arguments[1]) == "--version") {
        std::puts("g++ " __VERSION__);
        return 0;
    }
    if (count != 3) {
        std::fputs("usage: bench_floor IN.csv OUT.csv\n", stderr);
        return 2;
    }
    auto const descriptor = ::open(arguments[1], O_RDONLY);
    struct stat about {};
    if (descriptor < 0 || ::fstat(descriptor, &about) != 0) {
        std::perror(arguments[1]);
        return 1;
    }
    auto const size = static_cast<std::size_t>(about.st_size);
    auto* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (mapped == MAP_FAILED) {
        std::perror(arguments[1]);
        return 1;
    }
    ::madvise(mapped, size, MADV_SEQUENTIAL);
    auto* const file = std::fopen(arguments[2], "w");
    if (file == nullptr) {
        std::perror(arguments[2]);
        return 1;
    }
    auto const* const text = static_cast<char const*>(mapped);
    Output out(file);
    bool const scored = score(Fields(text, text + size), out);
    if (std::fclose(file) == 0 && scored) return 0;
    std::fputs("bench_floor: not a file of these questionnaires, or it cannot be written\n", stderr);
    return 1;
}
