namespace ConvLog.StoreContract;

/// <summary>Ratings and improved answers that arrive after their turn: in the next request, from another host, by ordinal or ID.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class LateFeedbackContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private const string Id = Some.Conversation;

    private readonly FakeLogger _logger = new();

    [Fact]
    public async Task Feedback_without_a_turn_from_the_next_request_applies_to_the_latest_turn()
    {
        await using var host = Host();
        var turns = await TalkAsync(host, "a table", "at eight");
        await using (var next = Open(host))
        {
            next.AddFeedback(FeedbackRating.Dislike, "too late");
            next.Annotate("At seven.", "ana");
            using var later = next.BeginTurn("and a cake"); // Started before the sink resolves the feedback, and not its turn.
        }

        await host.FlushAsync();
        var read = await ReadAsync();
        read.Turns.Should().HaveCount(3);
        read.Feedback.Should().ContainSingle().Which.Should().Match<FeedbackRecord>(rating => rating.TurnId == turns[1] && rating.Comment == "too late");
        read.Annotations.Should().ContainSingle().Which.Should().Match<AnnotationRecord>(better => better.TurnId == turns[1] && better.Author == "ana");
        ShouldBeSilent(host);
    }

    [Fact]
    public async Task Feedback_of_another_host_can_name_any_turn_by_ordinal_or_ID()
    {
        await using var first = Host();
        await using var second = Host();
        var turns = await TalkAsync(first, "a table", "at eight", "for two");
        await first.FlushAsync();
        await using (var other = Open(second))
        {
            other.AddTurnFeedback(1, FeedbackRating.Like);
            other.AddTurnFeedback(turns[1], FeedbackRating.Dislike, "no", FeedbackSource.Team);
            other.AnnotateTurn(1, "Gladly.");
            other.AnnotateTurn(turns[2], "For two, gladly.", "ana");
            other.AddFeedback(FeedbackRating.Like, "good");
        }

        await second.FlushAsync();
        var read = await ReadAsync();
        read.Feedback.Select(rating => (rating.TurnId, rating.Source, rating.Rating, rating.Comment)).Should().BeEquivalentTo(new[]
        {
            (turns[0], FeedbackSource.User, (FeedbackRating?)FeedbackRating.Like, (string?)null),
            (turns[1], FeedbackSource.Team, FeedbackRating.Dislike, "no"),
            (turns[2], FeedbackSource.User, FeedbackRating.Like, "good"),
        });
        read.Annotations.Select(better => (better.TurnId, better.ImprovedAnswer)).Should()
            .BeEquivalentTo([(turns[0], "Gladly."), (turns[2], "For two, gladly.")]);
        ShouldBeSilent(second);
    }

    [Fact]
    public async Task A_later_rating_replaces_late_feedback_and_null_revokes_it()
    {
        await using var host = Host();
        var turns = await TalkAsync(host, "a table");
        await using (var next = Open(host))
        {
            next.AddFeedback(FeedbackRating.Like);
            next.AddTurnFeedback(1, FeedbackRating.Dislike);
        }

        await host.FlushAsync();
        (await ReadAsync()).Feedback.Should().ContainSingle().Which.Rating.Should().Be(FeedbackRating.Dislike);
        await using (var last = Open(host))
        {
            last.AddTurnFeedback(turns[0], rating: null);
        }

        await host.FlushAsync();
        (await ReadAsync()).Feedback.Should().BeEmpty();
        ShouldBeSilent(host);
    }

    [Fact]
    public async Task Feedback_without_a_matching_turn_is_counted_as_lost_and_the_rest_is_stored()
    {
        await using var host = Host();
        await TalkAsync(host, "a table");
        await using (var next = Open(host))
        {
            next.Log.Info("before");
            next.AddTurnFeedback(2, FeedbackRating.Like, "of Jane");
            next.AddTurnFeedback(0, FeedbackRating.Like);
            next.AddTurnFeedback("no such turn", FeedbackRating.Like);
            next.AnnotateTurn(-1, "better");
            next.Log.Info("after");
        }

        await using (var empty = Open(host, "without turns"))
        {
            empty.AddFeedback(FeedbackRating.Like);
            empty.Annotate("better");
        }

        await using (var elsewhere = Open(host, "elsewhere"))
        {
            elsewhere.AddTurnFeedback((await ReadAsync()).Turns[0].Id, FeedbackRating.Like); // A turn of another conversation.
        }

        (await host.FlushAsync()).Should().Match<FlushResult>(static result => result.Records.Dropped == 7 && result.Records.Pending == 0);
        host.Drops.Should().ContainSingle().Which.Should().Be(new KeyValuePair<SinkDropReason, long>(SinkDropReason.Refused, 7));
        _logger.Lines.Should().ContainSingle().Which.Message.Should().Contain(Id).And.Contain("turn 2").And.NotContain("Jane");
        var read = await ReadAsync();
        read.Feedback.Should().BeEmpty();
        read.Annotations.Should().BeEmpty();
        read.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("before", "after");
        (await ReadAsync("without turns")).Feedback.Should().BeEmpty();
        (await ReadAsync("elsewhere")).Feedback.Should().BeEmpty();
    }

    [Fact]
    public async Task Feedback_on_an_erased_conversation_is_not_stored()
    {
        await using var host = Host();
        await TalkAsync(host, "a table");
        await host.FlushAsync();
        await EraseAsync();
        await using (var next = Open(host))
        {
            next.AddFeedback(FeedbackRating.Like, "of Jane");
        }

        await host.FlushAsync();
        (await Store.ReadAsync(Id)).Should().BeNull();
    }

    private static Conversation Open(StoreSink host, string id = Id) => new(new ConversationInfo(id) { AgentId = "bookings" }, host);

    private static async Task<string[]> TalkAsync(StoreSink host, params string[] inputs)
    {
        await using var conv = Open(host);
        return
        [
            .. inputs.Select(input =>
            {
                using var turn = conv.BeginTurn(input);
                turn.Complete("Done.");
                return turn.Id;
            }),
        ];
    }

    private StoreSink Host() => new(Store, new StoreSinkOptions { Logger = _logger });

    private void ShouldBeSilent(StoreSink host)
    {
        host.Drops.Should().BeEmpty();
        _logger.Lines.Should().BeEmpty();
    }
}
