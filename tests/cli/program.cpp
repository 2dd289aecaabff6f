#include "program.hpp"

#include <filesystem>
#include <sstream>
#include <stdexcept>

#include <rapidjson/document.h>
#include <rapidjson/pointer.h>

namespace support {

Ran run(std::vector<std::string> const& arguments, std::string const& input) {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    auto const exit = quaestor::cli::run(arguments, {in, out, err});
    return {exit, out.str(), err.str()};
}

Ran run(std::string const& line) {
    std::istringstream words(line);
    std::vector<std::string> arguments;
    for (std::string word; words >> word;)
        arguments.push_back(word);
    return run(arguments);
}

namespace {

std::vector<std::vector<std::string>> records(std::string const& csv) {
    std::vector<std::vector<std::string>> all(1, std::vector<std::string>(1));
    bool quoted = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        auto const c = csv[i];
        if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
            all.back().back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            all.back().emplace_back();
        } else if (c == '\n' && !quoted) {
            if (i + 1 < csv.size()) all.emplace_back(1);
        } else {
            all.back().back() += c;
        }
    }
    if (quoted) throw std::runtime_error("a quote is open at the end");
    return all;
}

}  // namespace

Sheet::Sheet(std::string const& csv) {
    if (csv.empty() || csv.back() != '\n') throw std::runtime_error("no CSV: " + csv.substr(0, 40));
    rows_ = records(csv);
    columns_ = rows_.front();
    rows_.erase(rows_.begin());
    for (auto const& row : rows_) {
        if (row.size() != columns_.size())
            throw std::runtime_error("a row of another length: " + row.front());
    }
}

std::vector<std::string> Sheet::column(std::string const& name) const {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        if (columns_[c] != name) continue;
        std::vector<std::string> values;
        for (auto const& row : rows_)
            values.push_back(row[c]);
        return values;
    }
    throw std::runtime_error("no column " + name);
}

std::string Sheet::at(std::string const& id, std::string const& name) const {
    auto const values = column(name);
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        if (rows_[r].front() == id) return values[r];
    }
    throw std::runtime_error("no row " + id);
}

std::size_t Sheet::count(std::string const& name, std::string const& value) const {
    std::size_t n = 0;
    for (auto const& found : column(name))
        n += found == value ? 1 : 0;
    return n;
}

struct Json::Parts {
    rapidjson::Document document;
};

Json::Json(std::string const& text) : parts_(std::make_unique<Parts>()) {
    parts_->document.Parse<rapidjson::kParseFullPrecisionFlag>(text.c_str());
    if (parts_->document.HasParseError()) throw std::runtime_error("no JSON: " + text.substr(0, 80));
}
Json::~Json() = default;

namespace {

rapidjson::Value const* find(rapidjson::Document const& document, std::string const& path) {
    return rapidjson::Pointer(path.c_str()).Get(document);
}

rapidjson::Value const& need(rapidjson::Document const& document, std::string const& path) {
    auto const* value = find(document, path);
    if (value == nullptr) throw std::runtime_error("nothing at " + path);
    return *value;
}

void collect_nulls(rapidjson::Value const& value, std::string const& path, bool excused,
                   std::vector<std::string>& found) {
    if (value.IsNull() && !excused) found.push_back(path);
    if (value.IsObject()) {
        bool const here = excused || value.HasMember("reason");
        for (auto const& member : value.GetObject())
            collect_nulls(member.value, path + "/" + member.name.GetString(), here, found);
    }
    if (value.IsArray()) {
        for (auto const& item : value.GetArray())
            collect_nulls(item, path + "/-", excused, found);
    }
}

}  // namespace

bool Json::has(std::string const& path) const {
    return find(parts_->document, path) != nullptr;
}

bool Json::null(std::string const& path) const {
    auto const* value = find(parts_->document, path);
    return value != nullptr && value->IsNull();
}

double Json::number(std::string const& path) const {
    auto const& value = need(parts_->document, path);
    if (!value.IsNumber()) throw std::runtime_error("no number at " + path);
    return value.GetDouble();
}

std::string Json::text(std::string const& path) const {
    auto const& value = need(parts_->document, path);
    if (!value.IsString()) throw std::runtime_error("no text at " + path);
    return value.GetString();
}

std::size_t Json::size(std::string const& path) const {
    auto const& value = need(parts_->document, path);
    if (value.IsArray()) return value.Size();
    if (value.IsObject()) return value.MemberCount();
    throw std::runtime_error("no array and no object at " + path);
}

std::vector<std::string> Json::keys(std::string const& path) const {
    std::vector<std::string> names;
    for (auto const& member : need(parts_->document, path).GetObject())
        names.emplace_back(member.name.GetString());
    return names;
}

std::vector<std::string> Json::nulls_without_reason() const {
    std::vector<std::string> found;
    collect_nulls(parts_->document, "", false, found);
    return found;
}

std::map<std::string, std::string> listing(std::string const& folder) {
    std::map<std::string, std::string> files;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
        files[entry.path().string()] = entry.is_regular_file() ? content(entry.path().string()) : "";
    }
    return files;
}

std::string project_file(std::string const& path) {
    auto const name = std::string(QUAESTOR_ROOT) + "/" + path;
    if (!std::filesystem::is_regular_file(name)) throw std::runtime_error("no file " + path);
    return content(name);
}

std::string replaced(std::string text, std::string const& from, std::string const& to) {
    auto const at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error("there is no '" + from + "' to replace");
    return text.replace(at, from.size(), to);
}

std::string small_definition() {
    return R"inst(instrument small "Two items" {
  source  "Example (2024)"
  licence free "Made up for this test"
  status  verified
  responses amount { 0 "None"  1 "Some"  2 "Much" }
  items amount { m1 "First"  m2 "Second" }
  scale total "Total" {
    sum of m1, m2
    missing none
    range 0..4
  }
  example "both" { m1 = 2  m2 = 1  expect total = 3 }
}
)inst";
}

}  // namespace support
