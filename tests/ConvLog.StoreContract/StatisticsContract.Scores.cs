namespace ConvLog.StoreContract;

/// <content>Scores, labels and reasons.</content>
public abstract partial class StatisticsContract
{
    [Fact]
    public async Task Scores_are_counted_by_name_and_type_in_total_by_variant_and_by_day()
    {
        await WriteAsync(
            Some.Opening("a") with { VariantId = "short" },
            Some.Turn(1, "a"),
            Some.Score("csat", 4, conversation: "a"),
            Some.Score("csat", 1.5, turn: 1, conversation: "a", minute: 3 * 24 * 60), // Scored days later, but counted on the day of its conversation.
            Some.Score("csat", "good", conversation: "a") with { Id = Guid.NewGuid() },
            Some.Score("tone", "friendly", conversation: "a"),
            Some.Score("tone", "rude", turn: 1, conversation: "a"),
            Some.Opening("b", minute: 24 * 60) with { VariantId = "long" },
            Some.Turn(1, "b", minute: 24 * 60),
            Some.Score("csat", 2, conversation: "b"),
            Some.Score("tone", "friendly", conversation: "b"),
            Some.Score("resolved", true, conversation: "b"),
            Some.Score("resolved", false, turn: 1, conversation: "b"),
            Some.Metric("csat", 5, conversation: "b"),
            Some.Opening("c", minute: 24 * 60),
            Some.Score("csat", -1, conversation: "c"));

        var scores = (await Store.ReadStatisticsAsync(s_scores with { To = Some.At(48 * 60) })).Scores;

        scores.Select(static s => (s.Name, s.Type, s.Total.Count, s.Total.Conversations)).Should().Equal(
            ("csat", ScoreType.Number, 5L, 3L), ("tone", ScoreType.Category, 3L, 2L), ("resolved", ScoreType.YesNo, 2L, 1L),
            ("csat", ScoreType.Category, 1L, 1L));
        var csat = scores[0];
        csat.Total.Should().BeEquivalentTo(new ScoreFigures { Count = 5, Conversations = 3, Average = 2.3, Minimum = -1, Maximum = 5 });
        csat.Days.Select(static day => (day.Day.DayNumber - DateOnly.FromDateTime(Some.At(0).UtcDateTime).DayNumber, day.Figures.Count, day.Figures.Average))
            .Should().Equal((0, 2L, 2.75), (1, 3L, 2d));
        csat.Variants.Select(static v => (v.Variant, v.Total.Count, v.Total.Conversations, v.Total.Average, v.Days.Count)).Should().Equal(
            (null, 1L, 1L, -1d, 1), ("long", 2L, 1L, 3.5, 1), ("short", 2L, 1L, 2.75, 1));
        scores[1].Total.Should().BeEquivalentTo(new ScoreFigures
        {
            Count = 3,
            Conversations = 2,
            Categories = [new() { Value = "friendly", Count = 2, Conversations = 2 }, new() { Value = "rude", Count = 1, Conversations = 1 }],
        });
        (scores[2].Total.Yes, scores[2].Total.YesShare, scores[2].Total.Average).Should().Be((1, 0.5, null));
    }

    [Fact]
    public async Task Labels_and_reasons_are_counted_in_descending_order_and_ratings_are_scores()
    {
        await WriteAsync(
            Some.Opening("a"), Some.Turn(1, "a"), Some.Turn(2, "a"),
            Some.Label("vip", conversation: "a"), Some.Label("bug", turn: 1, conversation: "a"), Some.Label("bug", turn: 2, conversation: "a"),
            Some.Feedback(1, FeedbackRating.Dislike, conversation: "a") with { Reasons = ["tone", "too long"] },
            Some.Feedback(2, FeedbackRating.Like, conversation: "a"),
            Some.Opening("b"), Some.Turn(1, "b"),
            Some.Label("vip", conversation: "b"),
            Some.Feedback(1, FeedbackRating.Dislike, conversation: "b", source: FeedbackSource.Team) with { Reasons = ["tone"] });

        var statistics = await Store.ReadStatisticsAsync(s_scores);

        statistics.Labels.Should().Equal(
            new ValueCount { Value = "bug", Count = 2, Conversations = 1 }, new ValueCount { Value = "vip", Count = 2, Conversations = 2 });
        statistics.Reasons.Should().Equal(
            new ValueCount { Value = "tone", Count = 2, Conversations = 2 }, new ValueCount { Value = "too long", Count = 1, Conversations = 1 });
        statistics.Scores.Should().ContainSingle().Which.Should().Match<ScoreStatistics>(static rating
            => rating.Name == "rating" && rating.Type == ScoreType.YesNo && rating.Total.Count == 3 && rating.Total.Yes == 1
                && rating.Total.Conversations == 2);
    }

    [Fact]
    public async Task Removed_revoked_and_non_matching_scores_are_not_counted()
    {
        await WriteAsync(
            Some.Opening("a"), Some.Turn(1, "a"), Some.Score(conversation: "a"), Some.Label(conversation: "a"),
            Some.Feedback(1, FeedbackRating.Like, conversation: "a"), Some.Metric("k", 1, conversation: "a"));
        await WriteAsync(
            Some.Score(conversation: "a", minute: 1) with { IsRemoved = true }, Some.Label(conversation: "a", minute: 1) with { IsRemoved = true },
            Some.Feedback(1, rating: null, conversation: "a", minute: 1), Some.Metric("k", 3, after: 1, conversation: "a"));
        await WriteAsync(Some.Opening("debug") with { Environment = ConversationEnvironment.Debug }, Some.Score(conversation: "debug"));

        var statistics = await Store.ReadStatisticsAsync(s_scores);

        var metric = statistics.Scores.Should().ContainSingle().Which;
        (metric.Name, metric.Total.Count, metric.Total.Average).Should().Be(("k", 1, 3d), "a metric has the value that was written last");
        statistics.Labels.Should().BeEmpty();
        (await Store.ReadStatisticsAsync(s_scores with { Environment = ConversationEnvironment.Debug })).Scores.Should().ContainSingle();
        (await Store.ReadStatisticsAsync(s_scores with { AgentId = "weather" })).Scores.Should().BeEmpty();
        (await Store.ReadStatisticsAsync(s_scores with { From = Some.At(15) })).Scores.Should().BeEmpty("its conversation started before");
        (await Store.ReadStatisticsAsync(s_all)).Should().Match<ConversationStatistics>(
            static all => all.Scores.Count == 0 && all.Labels.Count == 0 && all.Reasons.Count == 0, "it was not asked for");
    }

    [Fact]
    public async Task Score_sums_are_exact_for_any_size_and_order()
    {
        double[] numbers = [0.1, 0.2, 0.3, -0.0, 1e300, -1e300, 4.0000004, 4.0000006];
        await WriteAsync(Some.Opening("a"));
        await WriteAsync([.. numbers.Select(static (number, i) => Some.Score("n", number, conversation: "a") with { Id = new Guid(i, 0, 0, new byte[8]) })]);

        var total = (await Store.ReadStatisticsAsync(s_scores)).Scores.Should().ContainSingle().Which.Total;

        (total.Count, total.Minimum, total.Maximum).Should().Be((8, -1e300, 1e300));
        total.Average.Should().Be(8.600001 / 8);
    }

    [Fact]
    public async Task At_most_100_names_and_20_categories_are_returned_with_the_number_of_others()
    {
        await WriteAsync([Some.Opening("a"),
            .. Enumerable.Range(0, 25).Select(static i => Some.Score("topic", $"c{i:00}", conversation: "a") with { Id = new Guid(i, 1, 0, new byte[8]) }),
            .. Enumerable.Range(0, 120).Select(static i => Some.Score($"n{i:000}", 1, conversation: "a") with { Id = new Guid(i, 2, 0, new byte[8]) })]);

        var scores = (await Store.ReadStatisticsAsync(s_scores)).Scores;

        scores.Should().HaveCount(100);
        (scores[0].Name, scores[0].Total.Categories.Count, scores[0].Total.OtherCategories).Should().Be(("topic", 20, 5));
        (scores[0].Total.Categories[0].Value, scores[1].Name, scores[^1].Name).Should().Be(("c00", "n000", "n098"));
    }
}
