using ConvLog.Storage;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Tests.Storage.Statistics.Calls;

public sealed class CountedCallsTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly StatisticsQuery s_day = new() { From = s_noon.AddHours(-12), To = s_noon.AddHours(12) };

    private static readonly CallQuery s_models = new() { Period = s_day, Kind = CallTargetKind.Model };

    [Fact]
    public void A_conversation_using_one_model_of_two_providers_counts_once()
    {
        var conversation = Conversation(Call("gpt-x", "openai"), Call("gpt-x", "azure"), Call("gpt-x", null), Call("other", "openai"));
        var report = new CallDetailReport(s_models with { Name = "gpt-x" });
        var ofOne = new CallDetailReport(s_models with { Name = "gpt-x", Provider = "azure" });
        var list = new CallListReport(s_models);

        var counted = Count(CallTargetKind.Model, conversation);
        counted.AddTo(report);
        counted.AddTo(ofOne);
        counted.AddTo(list);

        report.ToDetails().Target.Figures.Should().BeEquivalentTo(new { Calls = 3, Conversations = 1 });
        ofOne.ToDetails().Target.Figures.Should().BeEquivalentTo(new { Calls = 1, Conversations = 1 });
        Listed(list).Should().Equal(("gpt-x", null, 1), ("gpt-x", "azure", 1), ("gpt-x", "openai", 1), ("other", "openai", 1));
        foreach (var (query, expected) in ((CallQuery Query, (string, string?, long)[] Expected)[])[
            (s_models with { Name = "other" }, [("other", "openai", 1)]),
            (s_models with { Provider = "azure" }, [("gpt-x", "azure", 1)]),
            (s_models with { Name = "none" }, [])])
        {
            var some = new CallListReport(query);
            counted.AddTo(some);
            Listed(some).Should().Equal(expected);
        }
    }

    [Fact]
    public void A_conversation_with_a_call_that_has_no_end_is_named_and_not_counted()
    {
        var counted = Count(CallTargetKind.Model, Conversation(Call("gpt-x", null), Call("gpt-x", null) with { Outcome = null }));
        var list = new CallListReport(s_models);

        counted.AddTo(list);

        counted.Open.Should().Equal(7);
        list.ToStatistics().Targets.Should().BeEmpty();
    }

    [Fact]
    public void A_day_on_which_each_call_has_a_name_of_its_own_is_not_kept()
    {
        var calls = new CountedCalls();
        calls.Add(CallTargetKind.Model, Conversation([.. Enumerable.Range(0, 20_000).Select(static i => Call($"model-{i}", null))]), 1);
        calls.Add(CallTargetKind.Function, Conversation(Call("f", null)), 1);

        byte[] bytes = calls.ToBytes();

        bytes.Length.Should().BeLessThan(10_000);
        CountedCalls.Read(bytes, CallTargetKind.Model).Should().BeNull();
        CountedCalls.Read(bytes, CallTargetKind.Function).Should().NotBeNull();
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, -15, false)]
    [InlineData(15, 0, false)]
    public void A_day_counts_whole_or_not_at_all(int later, int earlier, bool isWithin)
    {
        var counted = Count(CallTargetKind.Model, Conversation(Call("gpt-x", null), Call("gpt-x", null) with { StartedAt = s_noon.AddMinutes(59) }));
        var period = s_day with { From = s_noon.AddMinutes(later), To = s_noon.AddHours(1).AddMinutes(earlier) };

        counted.IsWithin(new CallSeries(period)).Should().Be(isWithin);
    }

    [Fact]
    public void Damaged_bytes_throw()
    {
        var calls = new CountedCalls();
        calls.Add(CallTargetKind.Function, Conversation(Call("f", null)), 1);
        byte[] bytes = calls.ToBytes()[..^3];

        bytes.Invoking(static bytes => CountedCalls.Read(bytes, CallTargetKind.Model)).Should().Throw<InvalidDataException>();
    }

    private static IEnumerable<(string Name, string? Provider, long Calls)> Listed(CallListReport report)
        => report.ToStatistics().Targets.Select(static target => (target.Name, target.Provider, target.Figures.Calls));

    private static CountedTargets Count(CallTargetKind kind, ExaminedConversation conversation)
    {
        var calls = new CountedCalls();
        calls.Add(kind, conversation, 7);
        return CountedCalls.Read(calls.ToBytes(), kind)!;
    }

    private static ExaminedConversation Conversation(params ExaminedCall[] calls)
    {
        var conversation = new ExaminedConversation { Id = "a", StartedAt = s_noon };
        conversation.Calls.AddRange(calls);
        return conversation;
    }

    private static ExaminedCall Call(string name, string? provider)
        => new("c", name, s_noon, TimeSpan.FromSeconds(1), FunctionOutcome.Completed) { Provider = provider };
}
