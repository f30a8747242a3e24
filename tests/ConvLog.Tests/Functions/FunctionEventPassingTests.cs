using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace ConvLog.Tests.Functions;

/// <summary>An event without an outcome fails when an exception leaves its block, whatever the form of the block.</summary>
public sealed class FunctionEventPassingTests : IDisposable
{
    private readonly Session _session = new();

    private static string? InvalidOperation => typeof(InvalidOperationException).FullName;

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_block_that_throws()
    {
        Ignoring(() =>
        {
            using var call = Begin();
            throw new InvalidOperationException("Jane exists");
        });
        Ignoring(() =>
        {
            using (Begin())
            {
                Throw(new InvalidOperationException());
            }
        });
        Ignoring(() =>
        {
            var call = Begin();
            try
            {
                Throw(new InvalidOperationException());
            }
            finally
            {
                call.Dispose();
            }
        });

        Ended().Should().Equal((FunctionOutcome.Failed, InvalidOperation), (FunctionOutcome.Failed, InvalidOperation),
            (FunctionOutcome.Failed, InvalidOperation));
        _session.Sink.FunctionEvents.Should().OnlyContain(call => call.Error == "An exception passed." && call.Duration != null);
    }

    [Fact]
    public void An_exception_that_is_thrown_again()
    {
        Ignoring(() =>
        {
            using var call = Begin();
            try
            {
                Throw(new TimeoutException());
            }
            catch (TimeoutException)
            {
                throw;
            }
        });
        Ignoring(() =>
        {
            using var call = Begin();
            ExceptionDispatchInfo.Throw(new TimeoutException());
        });
        Ignoring(() =>
        {
            using var call = Begin();
            try
            {
                Throw(new TimeoutException());
            }
            catch (TimeoutException e)
            {
                throw new InvalidOperationException("because", e);
            }
        });

        Ended().Should().Equal(
            (FunctionOutcome.Failed, typeof(TimeoutException).FullName), (FunctionOutcome.Failed, typeof(TimeoutException).FullName),
            (FunctionOutcome.Failed, InvalidOperation));
    }

    [Fact]
    public async Task An_async_block_that_throws_before_after_or_inside_an_await()
    {
        await IgnoringAsync(async () =>
        {
            using var call = Begin();
            Throw(new InvalidOperationException());
            await Task.Yield();
        });
        await IgnoringAsync(async () =>
        {
            using var call = Begin();
            await Task.Yield();
            Throw(new InvalidOperationException());
        });
        await IgnoringAsync(async () =>
        {
            using var call = Begin();
            await Task.Run(() => Throw(new InvalidOperationException()));
        });
        await IgnoringAsync(async () =>
        {
            using var call = Begin();
            await foreach (int number in Numbers())
            {
                _ = number;
            }
        });

        Ended().Should().AllBeEquivalentTo((FunctionOutcome.Failed, InvalidOperation)).And.HaveCount(4);
    }

    [Fact]
    public void A_throwing_parallel_block_does_not_affect_its_neighbours()
    {
        Parallel.For(0, 64, i => Ignoring(() =>
        {
            using var call = _session.Conversation.BeginFunction(i % 2 == 0 ? "even" : "odd");
            Thread.SpinWait(1_000);
            if (i % 2 == 0)
            {
                Throw(new InvalidOperationException());
            }
        }));

        _session.Sink.FunctionEvents.Where(call => call.Outcome == FunctionOutcome.Failed).Should().HaveCount(32).And.OnlyContain(call => call.Name == "even");
        _session.Sink.FunctionEvents.Where(call => call.Outcome == FunctionOutcome.Completed).Should().HaveCount(32);
    }

    [Fact]
    public async Task A_canceled_block_is_canceled()
    {
        Ignoring(() =>
        {
            using var call = Begin();
            throw new OperationCanceledException();
        });
        await IgnoringAsync(async () =>
        {
            using var call = Begin();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, new CancellationToken(canceled: true)); // A TaskCanceledException.
        });

        Ended().Should().AllBeEquivalentTo((FunctionOutcome.Canceled, typeof(OperationCanceledException).FullName)).And.HaveCount(2);
    }

    [Fact]
    public void Exceptions_of_the_processor_and_the_runtime()
    {
        string? none = Environment.GetEnvironmentVariable("CONVLOG_NOT_SET");
        int zero = _session.Sink.Entries.Count;
        int[] numbers = [1];
        Ignoring(() =>
        {
            using var call = Begin();
            _ = none!.Length;
        });
        Ignoring(() =>
        {
            using var call = Begin();
            _ = 1 / zero;
        });
        Ignoring(() =>
        {
            using var call = Begin();
            _ = numbers[zero + 1];
        });

        Ended().Should().Equal(
            (FunctionOutcome.Failed, typeof(NullReferenceException).FullName), (FunctionOutcome.Failed, typeof(DivideByZeroException).FullName),
            (FunctionOutcome.Failed, typeof(IndexOutOfRangeException).FullName));
    }

    [Fact]
    public void No_type_is_recorded_for_an_exception_with_a_shared_HResult()
    {
        Ignoring(() =>
        {
            using var call = Begin();
            throw new BookingException();
        });
        Ignoring(() =>
        {
            using var call = Begin();
            throw new HttpRequestException("unreachable", new IOException()); // Its HResult is that of its inner exception.
        });

        Ended().Should().Equal((FunctionOutcome.Failed, null), (FunctionOutcome.Failed, null));
    }

    [Fact]
    public void An_exception_caught_inside_the_block_does_not_fail_it()
    {
        using (Begin())
        {
            Ignoring(() => Throw(new InvalidOperationException()));
        }

        Ended().Should().Equal((FunctionOutcome.Completed, null));
    }

    [Fact]
    public void A_block_inside_a_catch_or_finally_block_ends_by_what_happens_in_it()
    {
        Ignoring(() =>
        {
            try
            {
                Throw(new InvalidOperationException());
            }
            catch (InvalidOperationException)
            {
                using (Begin())
                {
                    _session.Log.Info("compensated");
                }

                using var call = Begin();
                throw new TimeoutException();
            }
        });
        Ignoring(() =>
        {
            try
            {
                Throw(new InvalidOperationException());
            }
            finally
            {
                using (Begin())
                {
                    _session.Log.Info("cleaned up");
                }
            }
        });
        Ignoring(() =>
        {
            try
            {
                Throw(new InvalidOperationException());
            }
            catch (InvalidOperationException) when (InFilter())
            {
                _session.Log.Info("filtered");
            }
        });

        Ended().Should().Equal(
            (FunctionOutcome.Completed, null), (FunctionOutcome.Failed, typeof(TimeoutException).FullName), (FunctionOutcome.Completed, null),
            (FunctionOutcome.Completed, null));

        bool InFilter()
        {
            using var call = Begin();
            return true;
        }
    }

    [Fact]
    public void Every_nested_event_that_the_exception_leaves_fails()
    {
        using (_session.Conversation.BeginFunction("outer"))
        {
            Ignoring(() =>
            {
                using var middle = _session.Conversation.BeginFunction("middle");
                using var inner = _session.Conversation.BeginFunction("inner");
                Throw(new InvalidOperationException());
            });
        }

        _session.Sink.FunctionEvents.Select(call => (call.Name, call.Outcome)).Should().BeEquivalentTo(new[]
        {
            ("outer", (FunctionOutcome?)FunctionOutcome.Completed), ("middle", FunctionOutcome.Failed), ("inner", FunctionOutcome.Failed),
        });
    }

    [Fact]
    public void The_first_outcome_is_kept()
    {
        Ignoring(() =>
        {
            using var call = Begin();
            call.Complete("saved");
            throw new InvalidOperationException();
        });
        Ignoring(() =>
        {
            using var call = Begin();
            call.Fail("table is taken");
            throw new OperationCanceledException();
        });
        Ignoring(() =>
        {
            using var call = Begin();
            call.Dispose();
            throw new InvalidOperationException(); // Disposed a second time, now by an exception.
        });

        Ended().Should().Equal((FunctionOutcome.Completed, null), (FunctionOutcome.Failed, null), (FunctionOutcome.Completed, null));
    }

    [Fact]
    public void An_event_ended_by_another_thread_takes_the_exception_passing_there()
    {
        var call = Begin();
        var other = new Thread(() => Ignoring(() =>
        {
            using (call)
            {
                Throw(new InvalidOperationException());
            }
        }));
        other.Start();
        other.Join();

        Ended().Should().Equal((FunctionOutcome.Failed, InvalidOperation));
    }

    [Fact]
    public void A_turn_that_an_exception_leaves_has_failed()
    {
        Ignoring(() =>
        {
            using var turn = _session.Conversation.BeginTurn("Book a table");
            Throw(new InvalidOperationException());
        });
        Ignoring(() =>
        {
            using var turn = _session.Conversation.BeginTurn("Book a table");
            turn.Complete("Done.");
            Throw(new InvalidOperationException());
        });
        Ignoring(() =>
        {
            using var turn = _session.Conversation.BeginTurn("Book a table");
            turn.Dispose();
            Throw(new InvalidOperationException());
        });
        Ignoring(() =>
        {
            using var turn = _session.Conversation.BeginTurn("Book a table");
            throw new BookingException();
        });

        _session.Sink.Turns.Select(turn => (turn.Error, turn.ErrorType)).Should().Equal(
            ("An exception passed.", InvalidOperation), (null, null), (null, null), ("An exception passed.", null));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(Exception exception) => throw exception;

    private static async IAsyncEnumerable<int> Numbers()
    {
        yield return 1;
        await Task.Yield();
        Throw(new InvalidOperationException());
    }

    private static void Ignoring(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
        }
    }

    private static async Task IgnoringAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
        }
    }

    private FunctionEvent Begin() => _session.Conversation.BeginFunction("save_guest");

    private IEnumerable<(FunctionOutcome? Outcome, string? ErrorType)> Ended()
        => _session.Sink.FunctionEvents.Select(call => (call.Outcome, call.ErrorType));

    private sealed class BookingException : Exception;
}
