using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.Tests.Hosting;

/// <summary>
/// Activity without a conversation logs a warning with the fix. Not run in parallel: activity of no known host warns every host of the process.
/// </summary>
[CollectionDefinition(nameof(UnloggedActivityTests), DisableParallelization = true)]
[Collection(nameof(UnloggedActivityTests))]
public sealed class UnloggedActivityTests : IDisposable
{
    private readonly FakeLogger _logger = new();
    private readonly ManualClock _clock = new();
    private readonly UnloggedActivity _activity;

    public UnloggedActivityTests() => _activity = new UnloggedActivity(_logger, _clock);

    public void Dispose() => _activity.Dispose();

    [Fact]
    public void The_first_warning_is_immediate_and_the_next_comes_after_an_hour()
    {
        _activity.Add(UnloggedKind.ChatRequest);
        _logger.Lines.Should().ContainSingle().Which.Should().Match<FakeLogRecord>(static line
            => line.Level == LogLevel.Warning && line.GetStructuredStateValue("ChatRequests") == "1" && line.GetStructuredStateValue("ToolCalls") == "0"
                && line.Message.Contains("app.UseConvLog(", StringComparison.Ordinal) && line.Message.Contains("MakeCurrent()", StringComparison.Ordinal));
        _activity.Add(UnloggedKind.ChatRequest);
        _clock.Advance(TimeSpan.FromMinutes(59));
        _activity.Add(UnloggedKind.ToolCall);
        _logger.Lines.Should().ContainSingle();
        _clock.Advance(TimeSpan.FromMinutes(1));
        _activity.Add(UnloggedKind.ToolCall);

        _logger.Lines.Should().HaveCount(2);
        _logger.Lines[1].StructuredState.Should().Contain([new("ChatRequests", "1"), new("ToolCalls", "2")]);
        _activity.Counts.Should().Be(new UnloggedCounts { ChatRequests = 2, ToolCalls = 2 });
    }

    [Fact]
    public void Each_cause_is_a_warning_of_its_own()
    {
        _activity.Add(UnloggedKind.ChatRequest);
        _activity.Add(UnloggedKind.RoutedRequest);
        AfterItsConversationHasEnded(() => _activity.Add(UnloggedKind.ToolCall));

        _logger.Lines.Select(static line => line.Id.Id).Should().Equal(61, 63, 62);
        _logger.Lines[1].Message.Should().Contain("app.UseRouting(); before app.UseConvLog();");
        _logger.Lines[2].Message.Should().Contain("had ended");
    }

    [Fact]
    public void A_connection_causes_no_warning_and_is_named_in_the_next()
    {
        _activity.Add(UnloggedKind.HubRequest);
        _activity.Add(UnloggedKind.HubRequest);
        _activity.Counts.HasAny.Should().BeFalse();
        _logger.Lines.Should().BeEmpty();
        _activity.Add(UnloggedKind.ChatRequest);

        _logger.Lines.Should().ContainSingle().Which.GetStructuredStateValue("HubRequests").Should().Be("2");
    }

    [Fact]
    public void A_throwing_logger_does_not_affect_the_caller()
    {
        using var activity = new UnloggedActivity(FakeLogger.Failing, _clock);
        activity.Invoking(static activity => activity.Add(UnloggedKind.ToolCall)).Should().NotThrow();

        activity.Counts.ToolCalls.Should().Be(1);
    }

    [Fact]
    public void Where_the_host_is_not_known_each_host_of_the_process_counts_it_until_it_is_disposed()
    {
        using var other = new UnloggedActivity(new FakeLogger(), _clock);
        UnloggedActivity.Report(UnloggedKind.ToolCall, host: null);
        UnloggedActivity.Report(UnloggedKind.ToolCall, other);
        other.Dispose();
        UnloggedActivity.Report(UnloggedKind.ToolCall, host: null);

        (_activity.Counts.ToolCalls, other.Counts.ToolCalls).Should().Be((2, 2));
    }

    [Fact]
    public void Concurrent_activity_is_counted_and_warned_about_once()
    {
        Parallel.For(0, 1_000, _ => _activity.Add(UnloggedKind.ChatRequest));

        _activity.Counts.ChatRequests.Should().Be(1_000);
        _logger.Lines.Should().ContainSingle();
    }

    [Fact]
    public async Task A_host_has_one_unlogged_activity_counter()
    {
        await using var services = new ServiceCollection().AddConvLog().BuildServiceProvider();

        services.GetRequiredService<UnloggedActivity>().Should().BeSameAs(services.GetRequiredService<UnloggedActivity>());
    }

    // A flow started while the conversation was current, as that of a hub by its first request.
    private static void AfterItsConversationHasEnded(Action act)
    {
        ExecutionContext? flow;
        using (var conversation = new Conversation(new ConversationInfo("c"), new InMemorySink()))
        {
            using var current = conversation.MakeCurrent();
            flow = ExecutionContext.Capture();
        }

        ExecutionContext.Run(flow!, _ => act(), state: null);
    }
}
