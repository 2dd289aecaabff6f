#include "numeric/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace quaestor::numeric {

void run_pieces(std::size_t count, std::size_t threads, std::function<void(std::size_t)> const& piece) {
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    threads = std::min(threads, count);

    std::atomic<std::size_t> next{0};
    std::mutex guard;
    std::size_t failed = count;
    std::exception_ptr failure;
    auto const work = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            try {
                piece(i);
            } catch (...) {
                std::lock_guard const lock(guard);
                if (i < failed) {
                    failed = i;
                    failure = std::current_exception();
                }
            }
        }
    };

    std::vector<std::thread> helpers;
    helpers.reserve(threads);
    for (std::size_t i = 1; i < threads; ++i) {
        try {
            helpers.emplace_back(work);
        } catch (std::system_error const&) {
            break;  // no more threads to be had: the ones we have do it all
        }
    }
    work();
    for (auto& helper : helpers)
        helper.join();
    if (failure) std::rethrow_exception(failure);
}

}  // namespace quaestor::numeric
