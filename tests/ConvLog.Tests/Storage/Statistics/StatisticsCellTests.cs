using ConvLog.Records;
using ConvLog.Storage.Statistics;

namespace ConvLog.Tests.Storage.Statistics;

public class StatisticsCellTests
{
    private readonly StatisticsCell _cell = new();

    private void Count(TurnRecord turn, FeedbackRating? user = null, FeedbackRating? team = null) => _cell.Count(turn, user, team);

    [Fact]
    public void A_turn_counts_with_its_latency_tokens_and_cost()
    {
        Count(SomeTurn.With(new ModelUsage("m", 310, 42, 0.0125m, "EUR"), TimeSpan.FromSeconds(2)));
        Count(SomeTurn.With(new ModelUsage("m", 10, 58, 0.0075m, "EUR"), TimeSpan.FromSeconds(3)));

        _cell[CellSum.Messages].Should().Be(2);
        _cell[CellSum.FailedMessages].Should().Be(0);
        _cell[CellSum.InputTokens].Should().Be(320);
        _cell[CellSum.OutputTokens].Should().Be(100);
        _cell[CellSum.TimedOutputTokens].Should().Be(100);
        _cell[CellSum.TimedTicks].Should().Be(TimeSpan.FromSeconds(5).Ticks);
        _cell.Costs.Should().ContainSingle().Which.Value.ToDecimal().Should().Be(0.02m);
        _cell.ResponseTime.ToStatistics().Average.Should().Be(TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public void An_open_turn_counts_as_a_message_without_latency()
    {
        Count(SomeTurn.At(SomeTurn.Start));

        _cell[CellSum.Messages].Should().Be(1);
        _cell[CellSum.FailedMessages].Should().Be(0);
        _cell.ResponseTime.Count.Should().Be(0);
    }

    [Fact]
    public void A_turn_with_an_error_or_an_error_type_has_failed()
    {
        Count(SomeTurn.With() with { Error = "" });
        Count(SomeTurn.With() with { ErrorType = "System.TimeoutException" });
        Count(SomeTurn.With() with { Error = "boom", ErrorType = "System.TimeoutException" });
        Count(SomeTurn.With());

        (_cell[CellSum.Messages], _cell[CellSum.FailedMessages]).Should().Be((4, 3));
    }

    [Fact]
    public void Only_turns_with_latency_and_usage_count_for_tokens_per_second()
    {
        Count(SomeTurn.With(new ModelUsage("m", 1, 30), TimeSpan.FromSeconds(2)));
        Count(SomeTurn.With(new ModelUsage("m", 1, 1_000)));
        Count(SomeTurn.With(latency: TimeSpan.FromSeconds(50)));

        (_cell[CellSum.TimedOutputTokens], _cell[CellSum.TimedTicks]).Should().Be((30, TimeSpan.FromSeconds(2).Ticks));
        _cell[CellSum.OutputTokens].Should().Be(1_030);
        _cell.ResponseTime.Count.Should().Be(2);
    }

    [Fact]
    public void Ratings_of_users_and_of_the_team_are_counted_separately()
    {
        Count(SomeTurn.With(), FeedbackRating.Like, FeedbackRating.Dislike);
        Count(SomeTurn.With(), team: FeedbackRating.Like);
        Count(SomeTurn.With(), team: FeedbackRating.Like);
        Count(SomeTurn.With(), user: FeedbackRating.Dislike);
        Count(SomeTurn.With(), user: FeedbackRating.Dislike);
        Count(SomeTurn.With(), user: FeedbackRating.Dislike);

        (_cell[CellSum.UserLikes], _cell[CellSum.UserDislikes], _cell[CellSum.TeamLikes], _cell[CellSum.TeamDislikes]).Should().Be((1, 3, 2, 1));
    }

    [Fact]
    public void Costs_add_up_by_currency_and_a_cost_of_zero_names_its_currency()
    {
        Count(SomeTurn.With(new ModelUsage("m", cost: 0.1m)));
        Count(SomeTurn.With(new ModelUsage("m", cost: 0.2m)));
        Count(SomeTurn.With(new ModelUsage("m", cost: 0m, currency: "JPY")));
        Count(SomeTurn.With(new ModelUsage("m", currency: "EUR")));

        _cell.Costs.ToDictionary(static c => c.Key, static c => (c.Value.Turns, c.Value.ToDecimal()), StringComparer.Ordinal)
            .Should().BeEquivalentTo(new Dictionary<string, (long, decimal)>(StringComparer.Ordinal) { ["USD"] = (2, 0.3m), ["JPY"] = (1, 0m) });
    }

    [Fact]
    public void A_small_cost_is_not_lost_among_far_larger_ones()
    {
        Count(SomeTurn.With(new ModelUsage("m", cost: 0.000_000_000_000_000_001m)));
        Count(SomeTurn.With(new ModelUsage("m", cost: 999_999_999_999m)));
        _cell.Costs["USD"].ToDecimal().Should().Be(999_999_999_999m, "a decimal has no more digits");

        Count(SomeTurn.With(new ModelUsage("m", cost: -999_999_999_999m)));

        _cell.Costs["USD"].ToDecimal().Should().Be(0.000_000_000_000_000_001m);
    }

    [Theory]
    [InlineData("79228162514264337593543950335", "1000000000000")]
    [InlineData("-79228162514264337593543950335", "-1000000000000")]
    [InlineData("0.0000000000000000004999999999", "0")]
    [InlineData("0.0000000000000000005", "0.000000000000000001")]
    [InlineData("-1.25", "-1.25")]
    [InlineData("123456789.123456789123456789", "123456789.123456789123456789")]
    public void A_cost_is_rounded_to_eighteen_decimals_and_cut_at_a_trillion(string cost, string kept)
        => CostSum.Of(Parse(cost)).ToDecimal().Should().Be(Parse(kept));

    [Fact]
    public void The_largest_counts_neither_overflow_nor_lose_anything()
    {
        var turn = SomeTurn.With(new ModelUsage("m", long.MaxValue, long.MaxValue, decimal.MaxValue), TimeSpan.MaxValue);
        for (int i = 0; i < 4; i++)
        {
            Count(turn);
        }

        _cell[CellSum.InputTokens].Should().Be((Int128)long.MaxValue * 4);
        StatisticsCell.Read(_cell.ToBytes())[CellSum.OutputTokens].Should().Be((Int128)long.MaxValue * 4);
        _cell.ResponseTime.ToStatistics().Average.Should().Be(TimeSpan.MaxValue);
    }

    [Fact]
    public void Token_counts_below_zero_are_not_known_and_count_nothing()
    {
        Count(SomeTurn.With(new ModelUsage("m", -1, long.MinValue), TimeSpan.FromSeconds(1)));

        (_cell[CellSum.InputTokens], _cell[CellSum.OutputTokens], _cell[CellSum.TimedOutputTokens], _cell[CellSum.TimedTicks]).Should().Be((0, 0, 0, 0));
    }

    [Fact]
    public void Tokens_beyond_input_and_output_are_counted_separately()
    {
        Count(SomeTurn.With(new ModelUsage("m") { TotalTokens = 150 }));
        Count(SomeTurn.With(new ModelUsage("m", 100, 20) { TotalTokens = 130 }));
        Count(SomeTurn.With(new ModelUsage("m", 100, 20)));
        Count(SomeTurn.With(new ModelUsage("m", null, 7)));

        (_cell[CellSum.InputTokens], _cell[CellSum.OutputTokens], _cell[CellSum.OtherTokens]).Should().Be((200, 47, 160));
    }

    [Fact]
    public void Damaged_bytes_are_refused_without_revealing_personal_text()
    {
        Count(SomeTurn.With(new ModelUsage("m", 1, 2, 3m, "EUR"), TimeSpan.FromSeconds(1)) with { UserInput = "canary-4711", Error = "canary-4711" });
        byte[] bytes = _cell.ToBytes();

        System.Text.Encoding.UTF8.GetString(bytes).Should().NotContain("canary");
        for (int length = 0; length < bytes.Length; length++)
        {
            int cut = length;
            FluentActions.Invoking(() => StatisticsCell.Read(bytes.AsSpan(0, cut))).Should().Throw<InvalidDataException>();
        }

        FluentActions.Invoking(() => StatisticsCell.Read([.. bytes, 0])).Should().Throw<InvalidDataException>();
    }

    private static decimal Parse(string number) => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
}
