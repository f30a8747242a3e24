using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using ConvLog.Functions;

namespace ConvLog.Tests.Entries;

/// <summary>The stored stack of an exception: the text of its ToString, computed in bounded time, as of the call.</summary>
public class ExceptionTextTests
{
    private const string More = "… [more inner exceptions]";

    public static TheoryData<string, Exception> Exceptions => new()
    {
        { "plain", new InvalidOperationException("m") },
        { "without a message", new InvalidOperationException("") },
        { "thrown", Thrown(() => throw new InvalidOperationException("m")) },
        { "thrown with an inner one", Thrown(() => throw new InvalidOperationException("m", Thrown(() => throw new FormatException("inner")))) },
        { "of a generic class", Thrown(() => throw new Generic<int>()) },
        { "that writes itself", Thrown(() => throw new WritesItself("m", new WritesItself("inner", inner: null))) },
        { "with one that writes itself inside", new InvalidOperationException("m", Thrown(() => throw new WritesItself("inner", inner: null))) },
        { "whose stack is its own", Thrown(() => throw new OwnStack()) },
        { "of a task", Thrown(() => Task.Run(static () => throw new TimeoutException("m")).GetAwaiter().GetResult()) },
        { "of several tasks", Thrown(() => Task.WaitAll(
            Task.Run(static () => throw new TimeoutException("a")), Task.Run(static () => throw new FormatException("b")))) },
        { "aggregated twice", Thrown(() => throw new AggregateException("m",
            new AggregateException(new FormatException("a"), new WritesItself("b", inner: null)), new AggregateException("empty"),
            Thrown(() => throw new TimeoutException("c", new FormatException("d"))))) },
        { "of another process", ExceptionDispatchInfo.SetRemoteStackTrace(new InvalidOperationException("m"), "   at Far.Away()") },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void The_exception_text_equals_ToString(string what, Exception exception)
    {
        for (int i = 0; i < 3; i++)
        {
            StackOf(exception).Should().Be(exception.ToString(), what);
        }
    }

    [Theory]
    [InlineData(30_000, false)]
    [InlineData(30_000, true)]
    public void A_hundred_of_thousands_of_inner_exceptions_are_kept_in_bounded_time(int count, bool areThrown)
    {
        Exception deep = new FormatException("0");
        for (int i = 1; i < count; i++)
        {
            var inner = deep;
            string message = FormattableString.Invariant($"level {i}");
            deep = areThrown ? Thrown(() => throw new InvalidOperationException(message, inner)) : new InvalidOperationException(message, inner);
        }

        string stack = InTime(deep);
        stack.Should().StartWith(FormattableString.Invariant($"System.InvalidOperationException: level {count - 1}{Environment.NewLine} ---> System.Inv"))
            .And.Contain(More);
        Occurrences(stack, " ---> System.InvalidOperationException: level ").Should().BeLessThanOrEqualTo(100);
        if (!areThrown)
        {
            Occurrences(stack, " ---> System.InvalidOperationException: level ").Should().Be(100);
        }
    }

    [Fact]
    public void A_hundred_exceptions_of_a_large_aggregate_are_kept_in_bounded_time()
    {
        var wide = new AggregateException(Enumerable.Range(0, 30_000)
            .Select(static i => new InvalidOperationException(FormattableString.Invariant($"number {i}."))));
        // Ten including the aggregate itself are always kept, and a hundred if that takes a millisecond at most, as on an idle machine.
        var stacks = Enumerable.Range(0, 50).Select(_ => InTime(wide)).ToList();

        foreach (string stack in stacks)
        {
            stack.Should().StartWith("System.AggregateException: One or more errors occurred. (30000 inner exceptions)")
                .And.Contain("number 8.").And.Contain(More).And.NotContain("number 101.");
        }

        stacks.Should().Contain(static stack => stack.Contains("number 99.", StringComparison.Ordinal));
        Logged.Entry(log => log.Error("m", wide)).Fields["exception_message"].Should().Be("One or more errors occurred. (30000 inner exceptions)");
    }

    [Fact]
    public void Nested_aggregates_are_read_without_recursion()
    {
        Exception nested = new FormatException("0");
        for (int i = 0; i < 30_000; i++)
        {
            nested = new AggregateException("m", nested, new TimeoutException("side"));
        }

        InTime(nested).Should().Contain(More);
        using var session = new Session();
        using (var call = session.Conversation.BeginFunction("f"))
        {
            call.Fail(nested);
        }

        session.Sink.FunctionEvents[0].Error.Should().Be("One or more errors occurred. (2 inner exceptions)");
    }

    [Fact]
    public void An_exception_with_its_own_ToString_does_not_expand_thousands()
    {
        Exception deep = new FormatException("0");
        for (int i = 1; i < 5_000; i++)
        {
            deep = new WritesItself(FormattableString.Invariant($"level {i}"), deep);
        }

        InTime(deep).Should().Contain("level 4999").And.Contain(More);
    }

    [Fact]
    public void Deeply_nested_cancellations_are_recognized_without_recursion()
    {
        OperationCanceledException deep = new("0", new TimeoutException());
        OperationCanceledException canceled = new("0");
        for (int i = 0; i < 200_000; i++)
        {
            deep = new OperationCanceledException("m", deep);
            canceled = new OperationCanceledException("m", canceled);
        }

        Cancellation.Is(deep).Should().BeFalse("a timeout is behind it");
        Cancellation.Is(canceled).Should().BeTrue();
    }

    [Fact]
    public void A_few_exceptions_are_written_in_full_however_long_their_stacks_are()
    {
        var exception = new SlowStack("outer", new SlowStack("middle", new SlowStack("inner", inner: null)));

        StackOf(exception).Should().Be(exception.ToString()).And.NotContain("not all stacks");
    }

    [Fact]
    public void A_logged_exception_does_not_change_when_it_is_rethrown()
    {
        using var session = new Session();
        var thrown = Thrown(() =>
        {
            try
            {
                Throw(2);
            }
            catch (InvalidOperationException e)
            {
                session.Log.Error("first", e);
                throw;
            }
        });
        session.Log.Error("second", thrown);
        string first = Stack(session.Sink.Entries[0]), second = Stack(session.Sink.Entries[1]);

        second.Should().Be(thrown.ToString()).And.StartWith(first).And.NotBe(first);
        Stack(session.Sink.Entries[0]).Should().Be(first);
    }

    private static string StackOf(Exception exception)
    {
        using var session = new Session(new LogLimits { TextLength = 1_000_000, EntrySize = 4_000_000 });
        session.Log.Error("m", exception);
        return Stack(session.Last);
    }

    private static string Stack(LogEntry entry) => (string)entry.Fields["exception_stack"]!;

    // The fastest of several calls, because the machine may be busy.
    private static string InTime(Exception exception)
    {
        var fastest = TimeSpan.MaxValue;
        string stack = "";
        for (int i = 0; i < 10; i++)
        {
            long started = Stopwatch.GetTimestamp();
            stack = StackOf(exception);
            var took = Stopwatch.GetElapsedTime(started);
            fastest = took < fastest ? took : fastest;
        }

        fastest.Should().BeLessThan(TimeSpan.FromMilliseconds(15));
        return stack;
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    private static Exception Thrown(Action action)
    {
        try
        {
            action();
            throw new InvalidOperationException("It did not throw.");
        }
        catch (Exception e)
        {
            return e;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(int depth)
    {
        if (depth == 0)
        {
            throw new InvalidOperationException("thrown");
        }

        Throw(depth - 1);
    }

    private sealed class Generic<T>() : Exception(typeof(T).Name);

    private sealed class WritesItself(string message, Exception? inner) : Exception(message, inner)
    {
        public override string ToString() => $"mine: {base.ToString()}";
    }

    private sealed class SlowStack(string message, Exception? inner) : Exception(message, inner)
    {
        public override string? StackTrace
        {
            get
            {
                long start = Stopwatch.GetTimestamp();
                SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(start) > TimeSpan.FromMilliseconds(2));
                return $"   at Slow.{Message}()";
            }
        }
    }

    private sealed class OwnStack() : Exception("m")
    {
        public override string? StackTrace => "   at Mine()";
    }
}
