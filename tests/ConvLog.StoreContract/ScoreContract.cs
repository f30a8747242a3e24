namespace ConvLog.StoreContract;

/// <summary>Scores, labels and reasons: the latest of each applies, they are found by value, and comments are personal.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class ScoreContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private static readonly RetentionCut s_cut = new() { At = Some.At(1_000), PersonalDataBefore = Some.At(500) };

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task The_latest_score_of_a_name_source_and_scorer_wins_in_any_order_of_arrival(int first, int second)
    {
        await WriteAsync(Some.Opening(), Some.Turn(1));
        foreach (int minute in (int[])[first, second])
        {
            await WriteAsync(Some.Score("csat", minute, minute: minute) with { Comment = minute == 1 ? "first" : null });
        }

        (await ReadAsync()).Scores.Should().Equal(Some.Score("csat", 2, minute: 2));
        (await ListAsync(new ConversationQuery { Score = ScoreFilter.Of("csat", ScoreComparison.Equal, 1) })).Should().BeEmpty();
    }

    [Fact]
    public async Task Scores_of_all_targets_are_read_back_unchanged()
    {
        await using (var sink = new StoreSink(Store))
        {
            await using var conversation = new Conversation(new ConversationInfo(Some.Conversation), sink);
            using var turn = conversation.BeginTurn("hello");
            using var function = conversation.BeginFunction("find_table");
            var model = turn.BeginModelCall("gpt-x");
            conversation.Score("csat", 4);
            turn.Score("groundedness", 0.1 + 0.2, ScoreSource.Model, "mostly", "judge", "2");
            function.Score("useful", true);
            model.Score("tone", "friendly", ScoreSource.Team);
            conversation.AddLabel("vip", "ana");
            turn.AddLabel("bug");
            model.Complete();
        }

        var read = await ReadAsync();

        read.Scores.Select(static score => (score.Name, score.Value, score.Source)).Should().Equal(
            ("csat", 4, ScoreSource.Code),
            ("groundedness", 0.1 + 0.2, ScoreSource.Model),
            ("useful", true, ScoreSource.Code),
            ("tone", "friendly", ScoreSource.Team));
        read.Scores[1].Should().Match<ScoreRecord>(score => score.TurnId == read.Turns[0].Id && score.Comment == "mostly" && score.Scorer == "judge"
            && score.ScorerVersion == "2" && score.FunctionEventId == null);
        read.Scores[2].FunctionEventId.Should().Be(read.FunctionEvents[0].Id);
        read.Scores[3].ModelCallId.Should().Be(read.Logged.OfType<ModelCallRecord>().First().ModelCallId);
        read.Labels.Select(static label => (label.TurnId, label.Label, label.Author)).Should().Equal((null, "vip", "ana"), (read.Turns[0].Id, "bug", null));
    }

    [Fact]
    public async Task A_list_shows_labels_and_aggregated_scores_by_name_and_type()
    {
        const string Other = "conv-other", Plain = "conv-plain";
        await WriteAsync(
            Some.Opening(), Some.Turn(1), Some.Turn(2),
            Some.Score("csat", 4), Some.Score("csat", "good", turn: 1), Some.Score("grounded", 0.25, turn: 1), Some.Score("grounded", 1, turn: 2),
            Some.Score("resolved", true), Some.Score("tone", "warm", turn: 1), Some.Score("tone", "cold", turn: 2), Some.Score("Ä", double.MaxValue),
            Some.Score("gone") with { IsRemoved = true },
            Some.Label("vip"), Some.Label("vip", turn: 1), Some.Label("bug", turn: 2), Some.Label("gone") with { IsRemoved = true },
            Some.Feedback(1, FeedbackRating.Like),
            Some.Opening(Other, writer: 2), Some.Score("resolved", false, conversation: Other), Some.Opening(Plain, writer: 3));

        var listed = (await Store.ListAsync(new ConversationQuery(), withPii: false)).Conversations
            .ToDictionary(static summary => summary.Conversation.ConversationId, StringComparer.Ordinal);

        listed[Some.Conversation].Labels.Should().Equal("bug", "vip");
        listed[Some.Conversation].Scores.Should().Equal(
            new ListedScore { Name = "csat", Type = ScoreType.Number, Count = 1, Average = 4 },
            new ListedScore { Name = "csat", Type = ScoreType.Category, Count = 1, Category = "good" },
            new ListedScore { Name = "grounded", Type = ScoreType.Number, Count = 2, Average = 0.625 },
            new ListedScore { Name = "resolved", Type = ScoreType.YesNo, Count = 1, Average = 1 },
            new ListedScore { Name = "tone", Type = ScoreType.Category, Count = 2 },
            new ListedScore { Name = "Ä", Type = ScoreType.Number, Count = 1, Average = 9e12 });
        listed[Other].Scores.Should().Equal(new ListedScore { Name = "resolved", Type = ScoreType.YesNo, Count = 1, Average = 0 });
        listed[Plain].Should().Match<StoredSummary>(plain => plain.Labels.Count == 0 && plain.Scores.Count == 0);
    }

    [Fact]
    public async Task Scores_of_different_scorer_versions_are_kept_separately()
    {
        ScoreRecord Version(string? version) => Some.Score() with
        {
            Id = ScoreRecord.IdOf(null, null, null, "csat", ScoreSource.Model, "judge", version), Scorer = "judge", ScorerVersion = version,
        };
        await WriteAsync(Some.Opening(), Version(null), Version("1"), Version("2"), Version("2") with { CreatedAt = Some.At(1), Value = 1 });

        (await ReadAsync()).Scores.Select(static score => (score.ScorerVersion, score.Value.Number)).Should().BeEquivalentTo(
            [(null, 4d), ((string?)"1", (double?)4), ("2", 1d)]);
    }

    [Fact]
    public async Task Removed_scores_and_labels_are_deleted_and_a_late_copy_does_not_restore_them()
    {
        var score = Some.Score(minute: 1) with { Comment = "why" };
        await WriteAsync(Some.Opening(), Some.Turn(1), score, Some.Label(turn: 1, minute: 1));
        await WriteAsync(score with { IsRemoved = true, CreatedAt = Some.At(2) }, Some.Label(turn: 1, minute: 2) with { IsRemoved = true });
        await WriteAsync(score, Some.Label(turn: 1, minute: 1));

        var read = await ReadAsync();
        (read.Scores.Count, read.Labels.Count).Should().Be((0, 0));
        (await ListAsync(new ConversationQuery { Score = ScoreFilter.Any("csat") })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { Label = "vip" })).Should().BeEmpty();

        await WriteAsync(Some.Score("csat", 5, minute: 3), Some.Label(turn: 1, minute: 3));
        (await ReadAsync()).Scores.Should().Equal(Some.Score("csat", 5, minute: 3));
        (await ListAsync(new ConversationQuery { Label = "vip" })).Should().Equal(Some.Conversation);
    }

    [Fact]
    public async Task When_personal_data_expires_a_score_is_kept_without_its_comment()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1), Some.Score("csat", 4, turn: 1) with { Comment = "said by Jane" }, Some.Label());

        (await RunAsync(s_cut)).PersonalData.Should().Be(1);

        var read = await ReadAsync();
        read.Scores.Should().Equal(Some.Score("csat", 4, turn: 1) with { Comment = MaskedText.Redacted });
        read.Labels.Should().ContainSingle();
        (await ListAsync(new ConversationQuery { Score = ScoreFilter.Of("csat", ScoreComparison.AtLeast, 4) }, withPii: false)).Should().ContainSingle();
    }

    [CapabilityFact(typeof(IFacetStore))]
    public async Task Erased_scores_and_labels_count_as_team_records_and_are_not_found()
    {
        await WriteAsync(Some.Opening(), Some.Score() with { Comment = "why" }, Some.Score("tone", "good"), Some.Label(), Some.Assignment(),
            Some.Metric(value: 3));

        (await EraseAsync()).Records.TeamRecords.Should().Be(4);

        (await ListAsync(new ConversationQuery { Label = "vip" })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { Score = ScoreFilter.Any("csat") })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { AssignedTo = "ada" })).Should().BeEmpty();
        (await Store.CountFacetsAsync(new ConversationQuery(), withPii: true)).Assignees.Should().BeEmpty();
    }

    [Fact]
    public async Task Score_values_are_compared_by_type()
    {
        await WriteAsync(
            Some.Opening("three"), Some.Score("s", 3, conversation: "three"),
            Some.Opening("four"), Some.Score("s", 4, turn: 1, conversation: "four"), Some.Turn(1, "four"),
            Some.Opening("third"), Some.Score("s", 1d / 3, conversation: "third"),
            Some.Opening("minus"), Some.Score("s", -1e300, conversation: "minus"),
            Some.Opening("yes"), Some.Score("s", true, conversation: "yes"),
            Some.Opening("no"), Some.Score("s", false, conversation: "no"),
            Some.Opening("good"), Some.Score("s", "good", conversation: "good"),
            Some.Opening("text"), Some.Score("s", "4", conversation: "text"),
            Some.Opening("other"), Some.Score("S", 4, conversation: "other"),
            Some.Opening("none"));
        (ScoreFilter Filter, string Found)[] cases =
        [
            (ScoreFilter.Any("s"), "three four third minus yes no good text"),
            (ScoreFilter.Of("s", ScoreComparison.Equal, 4), "four"),
            (ScoreFilter.Of("s", ScoreComparison.NotEqual, 4), "three third minus"),
            (ScoreFilter.Of("s", ScoreComparison.LessThan, 4), "three third minus"),
            (ScoreFilter.Of("s", ScoreComparison.AtMost, 3), "three third minus"),
            (ScoreFilter.Of("s", ScoreComparison.GreaterThan, 3), "four"),
            (ScoreFilter.Of("s", ScoreComparison.AtLeast, 3), "three four"),
            (ScoreFilter.Of("s", ScoreComparison.Equal, 1d / 3), "third"),
            (ScoreFilter.Of("s", ScoreComparison.LessThan, Math.BitIncrement(1d / 3)), "third minus"),
            (ScoreFilter.Of("s", ScoreComparison.GreaterThan, 1d / 3), "three four"),
            (ScoreFilter.Of("s", ScoreComparison.AtMost, -1e300), "minus"),
            (ScoreFilter.Of("s", ScoreComparison.Equal, true), "yes"),
            (ScoreFilter.Of("s", ScoreComparison.NotEqual, true), "no"),
            (ScoreFilter.Of("s", ScoreComparison.Equal, "good"), "good"),
            (ScoreFilter.Of("s", ScoreComparison.NotEqual, "good"), "text"),
            (ScoreFilter.Of("s", ScoreComparison.Equal, "4"), "text"),
            (ScoreFilter.Any("S"), "other"),
        ];

        foreach (var (filter, found) in cases)
        {
            await HoldsAsync(new ConversationQuery { Score = filter }, withPii: true, found);
            await HoldsAsync(new ConversationQuery { Score = filter, Sort = ConversationSort.Tokens }, withPii: false, found);
            await HoldsAsync(new ConversationQuery { Metric = filter }, withPii: true, "");
        }

        await HoldsAsync(
            new ConversationQuery { Not = new() { Score = ScoreFilter.Of("s", ScoreComparison.AtLeast, 3) } }, withPii: false,
            "third minus yes no good text other none");
    }

    [Fact]
    public async Task Thumbs_ratings_are_stored_as_the_score_rating_and_their_reasons_are_found()
    {
        await WriteAsync(
            Some.Opening("up"), Some.Turn(1, "up"), Some.Feedback(1, FeedbackRating.Like, conversation: "up"),
            Some.Opening("down"), Some.Turn(1, "down"),
            Some.Feedback(1, FeedbackRating.Dislike, minute: 1, conversation: "down") with { Reasons = ["tone", "too long"] });

        await HoldsAsync(new ConversationQuery { Score = ScoreFilter.Of("rating", ScoreComparison.Equal, true) }, withPii: false, "up");
        await HoldsAsync(new ConversationQuery { Score = ScoreFilter.Of("rating", ScoreComparison.Equal, false) }, withPii: false, "down");
        await HoldsAsync(new ConversationQuery { Reason = "tone" }, withPii: false, "down");
        (await ReadAsync("down")).Feedback.Should().ContainSingle().Which.Reasons.Should().Equal("tone", "too long");

        await WriteAsync(Some.Feedback(1, FeedbackRating.Dislike, minute: 2, conversation: "down") with { Reasons = ["too long", "incomplete"] });
        await HoldsAsync(new ConversationQuery { Reason = "tone" }, withPii: false, "");
        await HoldsAsync(new ConversationQuery { Reason = "too long" }, withPii: false, "down");
        await HoldsAsync(new ConversationQuery { Reason = "incomplete" }, withPii: false, "down");

        await WriteAsync(Some.Feedback(1, null, minute: 3, conversation: "down"));
        await HoldsAsync(new ConversationQuery { Reason = "too long" }, withPii: false, "");
        await HoldsAsync(new ConversationQuery { Score = ScoreFilter.Any("rating") }, withPii: false, "up");
    }

    [Fact] // In each order of arrival.
    public async Task A_metric_is_found_by_its_last_value_or_its_first_if_write_once()
    {
        (string Id, MetricRecord[] Metrics, double Value)[] cases =
        [
            ("last", [Metric("last", 1, 1), Metric("last", 2, 2)], 2),
            ("once", [Metric("once", 1, 1, isOnce: true), Metric("once", 2, 2, isOnce: true)], 1),
            ("written over", [Metric("written over", 1, 1, isOnce: true), Metric("written over", 2, 2), Metric("written over", 3, 3, isOnce: true)], 2),
            ("there already", [Metric("there already", 1, 1), Metric("there already", 2, 2, isOnce: true)], 1),
        ];
        foreach (var (id, metrics, _) in cases)
        {
            await WriteAsync(Some.Opening(id));
            await WriteAsync(Some.Opening($"{id}, late"));
            await WriteAsync([.. metrics]);
            foreach (var metric in Enumerable.Reverse(metrics))
            {
                await WriteAsync(metric with { ConversationId = $"{id}, late" });
            }
        }

        foreach (var (id, metrics, value) in cases)
        {
            foreach (var metric in metrics)
            {
                bool stands = metric.Metric.Value is double number && number.Equals(value);
                var found = await ListAsync(new ConversationQuery { Metric = ScoreFilter.Of("m", ScoreComparison.Equal, (double)metric.Metric.Value!) });
                found.Contains(id).Should().Be(stands, "{0} {1}", id, metric.Metric.Value);
                found.Contains($"{id}, late").Should().Be(stands, "{0} {1}, late", id, metric.Metric.Value);
            }
        }
    }

    [Fact]
    public async Task A_personal_metric_is_not_searchable()
    {
        await WriteAsync(Some.Opening(), Some.Metric() with { Metric = LogField.Pii("age", 44) }, Some.Metric("x") with { Metric = ("name", "Ana") });

        await HoldsAsync(new ConversationQuery { Metric = ScoreFilter.Any("age") }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { Score = ScoreFilter.Any("age") }, withPii: true, "");
        await HoldsAsync(new ConversationQuery { Metric = ScoreFilter.Of("name", ScoreComparison.Equal, "Ana") }, withPii: false, Some.Conversation);
    }

    private static MetricRecord Metric(string conversation, int sequence, double value, bool isOnce = false)
        => Some.Metric($"{sequence}", conversation: conversation) with
    {
        Sequence = sequence,
        Metric = ("m", value),
        WriteOnce = isOnce,
    };
}
