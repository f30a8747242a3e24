using ConvLog.Records;
using ConvLog.Storage.Statistics;
using ConvLog.Tests.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.Tests.Storage.Statistics;

public class StatisticsCellProperties
{
    private static readonly Gen<long> s_tokens = Gen.OneOf(Gen.Choose(0, 4_000).Select(static n => (long)n), Gen.Elements(long.MinValue, -1, 0, long.MaxValue));

    private static readonly Gen<decimal?> s_cost = Gen.OneOf(
        Gen.Choose(0, 1_000_000).Select(static n => (decimal?)n / 1_000_000m),
        Gen.Elements<decimal?>(null, 0m, -0.5m, decimal.MaxValue, decimal.MinValue, 0.000_000_000_000_000_000_000_000_000_1m, 1m / 3m));

    private static readonly Gen<ModelUsage?> s_usage =
        from input in s_tokens
        from output in s_tokens
        from cost in s_cost
        from currency in Gen.Elements("USD", "EUR", "", "€", "\uD800")
        from isKnown in Gen.Elements(true, true, true, false)
        select isKnown ? new ModelUsage("m", input, output, cost, currency) : null;

    private static readonly Gen<TurnStages?> s_stages =
        from model in Gen.OneOf(Durations.Any.Select(static d => (TimeSpan?)d), Gen.Constant((TimeSpan?)null))
        from firstByte in Gen.OneOf(Durations.Any.Select(static d => (TimeSpan?)d), Gen.Constant((TimeSpan?)null))
        from isKnown in Gen.Elements(true, false)
        select isKnown ? new TurnStages { Model = model, FirstByte = firstByte } : null;

    private static readonly Gen<Rated> s_rated =
        from usage in s_usage
        from latency in Gen.OneOf(Durations.Any.Select(static d => (TimeSpan?)d), Gen.Constant((TimeSpan?)null))
        from error in Gen.Elements(null, "", "boom")
        from user in Gen.Elements<FeedbackRating?>(null, FeedbackRating.Like, FeedbackRating.Dislike)
        from team in Gen.Elements<FeedbackRating?>(null, FeedbackRating.Like, FeedbackRating.Dislike)
        from input in Gen.Elements("", "Hello")
        from stages in s_stages
        from isInterrupted in Gen.Elements(true, false)
        from finish in Gen.Elements(null, "refusal", "content_filter", "stop")
        select new Rated(
            SomeTurn.With(usage, latency) with { Error = error, UserInput = input, Stages = stages, IsInterrupted = isInterrupted, FinishReason = finish },
            user, team);

    private static readonly Gen<Called> s_called =
        from outcome in Gen.Elements<FunctionOutcome?>(null, FunctionOutcome.Completed, FunctionOutcome.Failed, FunctionOutcome.Abandoned)
        from duration in Gen.OneOf(Durations.Any.Select(static d => (TimeSpan?)d), Gen.Constant((TimeSpan?)null))
        select new Called(outcome, duration);

    [Fact]
    public void Cells_are_read_back_from_their_bytes_and_merge_to_the_cell_of_all() => Cases.Hold(s_rated.ArrayOf().Zip(s_rated.ArrayOf()), static pair =>
    {
        var merged = Of(pair.Item1);
        merged.Add(Of(pair.Item2));
        var fromBytes = StatisticsCell.Read(Of(pair.Item1).ToBytes());
        fromBytes.AddBytes(Of(pair.Item2).ToBytes());

        byte[] all = Of(pair.Item2.Concat(pair.Item1)).ToBytes();
        merged.ToBytes().Should().Equal(all);
        fromBytes.ToBytes().Should().Equal(all);
    });

    [Fact]
    public void Function_cells_are_read_back_from_their_bytes_and_merge() => Cases.Hold(s_called.ArrayOf().Zip(s_called.ArrayOf()), static pair =>
    {
        var merged = FunctionCell.Read(OfCalls(pair.Item1).ToBytes());
        merged.AddBytes(OfCalls(pair.Item2).ToBytes());
        merged.ToBytes().Should().Equal(OfCalls(pair.Item2.Concat(pair.Item1)).ToBytes());
        merged.Calls.Should().Be(pair.Item1.Length + pair.Item2.Length);
        merged.Failed.Should().Be(pair.Item1.Concat(pair.Item2).Count(static call => call.Outcome == FunctionOutcome.Failed));
        merged.Duration.Count.Should().Be(pair.Item1.Concat(pair.Item2).Count(static call => call.Duration is not null));

        var added = OfCalls(pair.Item2);
        added.Add(OfCalls(pair.Item1));
        added.ToBytes().Should().Equal(merged.ToBytes());
    });

    private static StatisticsCell Of(IEnumerable<Rated> turns)
    {
        var cell = new StatisticsCell();
        foreach (var rated in turns)
        {
            cell.Count(rated.Turn, rated.User, rated.Team);
        }

        return cell;
    }

    private static FunctionCell OfCalls(IEnumerable<Called> calls)
    {
        var cell = new FunctionCell();
        foreach (var call in calls)
        {
            cell.Count(call.Record);
        }

        return cell;
    }

    private sealed record Rated(TurnRecord Turn, FeedbackRating? User, FeedbackRating? Team);

    private sealed record Called(FunctionOutcome? Outcome, TimeSpan? Duration)
    {
        public FunctionEventRecord Record => SomeTurn.Call("f", outcome: Outcome, duration: Duration);
    }
}
