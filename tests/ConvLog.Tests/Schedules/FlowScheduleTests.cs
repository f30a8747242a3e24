using ConvLog.Records;
using ConvLog.Storage;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Tests.Schedules;

/// <summary>
/// Entries of overlapping flows, late changes and concurrent closing, in thousands of orders: every entry is in its turn, and none is lost.
/// </summary>
public sealed class FlowScheduleTests : IAsyncDisposable
{
    private static readonly int s_count = Amount.Of("CONVLOG_FLOW_SCHEDULES", usual: 2_000, inCi: 10_000, inLongCampaign: 100_000);

    private static readonly Gen<Step[]> s_steps =
        (from kind in Gen.Frequency(
            (4, Gen.Constant(StepKind.Log)),
            (1, Gen.Elements(StepKind.Fork, StepKind.Open, StepKind.Close)),
            (10, Gen.Elements(Enum.GetValues<StepKind>().Except([StepKind.Close]).ToArray())))
         from flow in Gen.Choose(0, 5)
         from pick in Gen.Choose(0, 100)
         select new Step(kind, flow, pick)).ArrayOf();

    private readonly ManualClock _clock = new();
    private readonly InMemoryConversationStore _store = new();
    private readonly StoreSink _sink;
    private int _schedules;
    private long _dropped;

    public FlowScheduleTests() => _sink = new StoreSink(_store, new StoreSinkOptions { Retries = 0, Logger = NullLogger.Instance });

    [Fact]
    public void Overlapping_flows_late_facts_and_disposals_are_recorded_as_the_model_says()
    {
        Prop.ForAll(Arb.From(s_steps, Shorter), (Step[] steps) => RunAsync(steps))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(s_count).WithEndSize(60).WithQuietOnSuccess(quietOnSuccess: true));
        _schedules.Should().BeGreaterThanOrEqualTo(s_count);
    }

    public ValueTask DisposeAsync() => _sink.DisposeAsync();

    // Shorter schedules, to report a failing one without irrelevant steps.
    private static IEnumerable<Step[]> Shorter(Step[] steps)
    {
        for (int length = steps.Length / 2; length > 0; length /= 2)
        {
            for (int from = 0; from + length <= steps.Length; from += length)
            {
                yield return [.. steps[..from], .. steps[(from + length)..]];
            }
        }
    }

    private async Task RunAsync(Step[] steps)
    {
        string id = $"schedule-{++_schedules}";
        var schedule = new Schedule(_sink, _clock, id);
        schedule.Run(steps);
        var flushed = (await _sink.FlushAsync()).Records;

        flushed.Pending.Should().Be(0);
        (flushed.Dropped - _dropped).Should().Be(schedule.Refused, "the store refuses facts of turns that nobody recorded");
        _dropped = flushed.Dropped;
        schedule.Openings.Select(opening => Dropped(opening.Conversation.Losses)
            + schedule.Turns.Where(turn => turn.Model.Opening == opening.Model).Sum(static turn => Dropped(turn.Turn.Losses))
            + schedule.Calls.Where(call => call.Model.Opening == opening.Model).Sum(static call => Dropped(call.Call.Losses))).Should()
            .Equal(schedule.Openings.Select(static opening => (long)opening.Model.Dropped), "what comes after an opening's end is counted");
        var read = await _store.ReadAsync(id);
        EntriesShouldBeInTheirPlaces(schedule, read);
        TurnsShouldBe(schedule, read);
        CallsShouldBe(schedule, read);
    }

    private static long Dropped(LossCounts losses) => losses.Dropped.GetValueOrDefault(LossReason.ConversationEnded);

    private static void EntriesShouldBeInTheirPlaces(Schedule schedule, StoredConversation? read)
    {
        var expected = schedule.Logged.Where(static logged => logged.Place is not null)
            .Select(logged => (
                logged.Content, schedule.IdOf(logged.Place!.Turn), schedule.IdOf(logged.Place.Call), logged.Place is { IsLate: true, Turn: not null }));
        var entries = read?.Logged.OfType<EntryRecord>() ?? [];
        entries.Select(static entry => (entry.Content, entry.TurnId, entry.FunctionEventId, entry.TurnId is not null && entry.Fields.ContainsKey("after")))
            .Should().BeEquivalentTo(expected);
    }

    private static void TurnsShouldBe(Schedule schedule, StoredConversation? read)
    {
        var expected = schedule.Turns.Where(static turn => turn.Model.IsRecorded).Select(static turn => (
            turn.Turn.Id, turn.Model.Outcome, turn.Model.Input, turn.Model.Answer, turn.Model.Heard, turn.Model.IsInterrupted, turn.Model.Tokens));
        (read?.Turns ?? []).Select(static turn => (turn.Id, turn.Outcome, turn.UserInput.Text, turn.AgentResponse.Text, turn.Heard.Text, turn.IsInterrupted,
            (int)(turn.Usage?.InputTokens ?? 0))).Should().BeEquivalentTo(expected);
    }

    private static void CallsShouldBe(Schedule schedule, StoredConversation? read)
    {
        schedule.Calls.Select(static call => call.Call.Outcome).Should().Equal(schedule.Calls.Select(static call => call.Model.Outcome));
        var expected = schedule.Calls.Where(static call => call.Model.IsRecorded)
            .Select(call => (call.Call.Id, schedule.IdOf(call.Model.Turn), schedule.IdOf(call.Model.Parent), call.Model.Outcome));
        (read?.FunctionEvents ?? []).Select(static call => (call.Id, call.TurnId, call.ParentId, call.Outcome)).Should()
            .BeEquivalentTo(expected);
    }
}
