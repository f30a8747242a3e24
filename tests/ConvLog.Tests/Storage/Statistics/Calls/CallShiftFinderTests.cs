using ConvLog.Storage;
using ConvLog.Storage.Statistics.Calls;
using ConvLog.Tests.Storage.Statistics.Changes;

namespace ConvLog.Tests.Storage.Statistics.Calls;

public sealed class CallShiftFinderTests
{
    private const int Calls = 1_600;

    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    // One call in five minutes.
    private static readonly DateTimeOffset s_moment = s_start.AddMinutes(5 * Calls / 2);

    [Fact]
    public void A_change_in_one_variant_is_dated_and_explained_by_it()
    {
        var shift = Find(static (planted, call) => call with { Duration = planted.Duration(call is { IsLate: true, Variant: "B" } ? 2 : 1) })
            .Should().ContainSingle().Which;

        (shift.Measure, shift.IsRise, shift.Dimension, shift.Value).Should().Be((CallMeasure.Duration, true, CallDimension.Variant, "B"));
        shift.Since.Should().BeCloseTo(s_moment, TimeSpan.FromHours(1));
        (shift.ValueBefore!.Calls + shift.ValueAfter!.Calls + shift.OthersBefore!.Calls + shift.OthersAfter!.Calls).Should().Be(Calls);
        (shift.Before.Calls + shift.After.Calls).Should().Be(Calls);
        shift.ValueAfter.Duration!.P50.Should().BeCloseTo(TimeSpan.FromMilliseconds(800), TimeSpan.FromMilliseconds(60));
        shift.OthersAfter.Duration!.P50.Should().BeCloseTo(TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(60));
        shift.SlowOfValue.Should().BeGreaterThan(shift.Slow * 8 / 10);
    }

    [Fact]
    public void A_change_everywhere_is_explained_by_nothing()
    {
        var shift = Find(static (planted, call) => call with { Duration = planted.Duration(call.IsLate ? 0.7 : 1) }).Should().ContainSingle().Which;

        (shift.IsRise, shift.Dimension, shift.Value, shift.ValueBefore, shift.SlowFrom).Should().Be((false, null, null, null, null));
    }

    [Fact]
    public void More_problems_on_one_channel_are_found_without_a_change_of_durations()
    {
        var shift = Find(static (planted, call) => call with
        {
            Duration = planted.Duration(),
            Fails = planted.Fails(call is { IsLate: true, Channel: "voice" } ? 0.4 : 0.05),
        }).Should().ContainSingle().Which;

        (shift.Measure, shift.IsRise, shift.Dimension, shift.Value).Should().Be((CallMeasure.Problems, true, CallDimension.Channel, "voice"));
    }

    [Fact]
    public void A_new_variant_that_is_slower_explains_the_change()
    {
        var shift = Find(static (planted, call) => call with
        {
            Variant = call.IsLate && string.Equals(call.Variant, "B", StringComparison.Ordinal) ? "C" : "A",
            Duration = planted.Duration(call is { IsLate: true, Variant: "B" } ? 2 : 1),
        }).Should().ContainSingle().Which;

        (shift.Dimension, shift.Value, shift.ValueBefore!.Calls).Should().Be((CallDimension.Variant, "C", 0));
    }

    [Fact]
    public void A_certain_but_small_change_is_not_reported()
        => Find(static (planted, call) => call with { Duration = planted.Duration(call.IsLate ? 1.06 : 1) }).Should().BeEmpty();

    [Fact]
    public void At_most_one_of_a_thousand_shuffled_series_has_a_finding()
    {
        int series = PlantedCalls.Series / 2;

        int found = Enumerable.Range(0, series).Count(seed => Find(static (planted, call) => call with
        {
            Duration = planted.Duration(), Fails = planted.Fails(0.1),
        }, seed, calls: 200).Count > 0);

        found.Should().BeLessThanOrEqualTo(Math.Max(1, series / 1_000));
    }

    private static IReadOnlyList<CallShift> Find(Func<PlantedCalls, Call, Call> change, int seed = 7, int calls = Calls)
    {
        var planted = new PlantedCalls(seed);
        var times = new CallTimes();
        for (int i = 0; i < calls; i++)
        {
            var call = change(planted, new Call(i >= calls / 2, planted.Fails(0.5) ? "A" : "B", planted.Fails(0.6) ? "webchat" : "voice"));
            times.Count(
                new ExaminedCall($"{i}", "f", s_start.AddMinutes(5 * i), call.Duration, call.Fails ? FunctionOutcome.Failed : FunctionOutcome.Completed),
                new ExaminedConversation { Id = $"{i}", StartedAt = s_start, AgentId = "bookings", VariantId = call.Variant, Channel = call.Channel });
        }

        return new CallShiftFinder(times).Find();
    }

    private sealed record Call(bool IsLate, string Variant, string Channel)
    {
        public TimeSpan Duration { get; init; }

        public bool Fails { get; init; }
    }
}
