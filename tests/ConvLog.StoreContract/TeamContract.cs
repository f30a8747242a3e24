namespace ConvLog.StoreContract;

/// <summary>Records of users and the team: ratings, improved answers, notes and read marks.</summary>
public abstract class TeamContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task The_latest_rating_of_a_turn_wins_in_any_order_of_arrival(int firstMinute, int secondMinute)
    {
        await WriteAsync(Some.Opening(), Some.Turn(1));
        foreach (int minute in (int[])[firstMinute, secondMinute])
        {
            await WriteAsync(Some.Feedback(1, minute == 1 ? FeedbackRating.Like : FeedbackRating.Dislike,
                minute) with { Comment = minute == 1 ? "first" : null });
        }

        (await ReadAsync()).Feedback.Should().Equal(Some.Feedback(1, FeedbackRating.Dislike, minute: 2));
        var summary = await ReadSummaryAsync();
        summary.Ratings.Should().Equal(new Dictionary<(FeedbackSource, FeedbackRating), int> { [(FeedbackSource.User, FeedbackRating.Dislike)] = 1 });
        summary.Commented.Should().BeEmpty();
        (await ListAsync(new ConversationQuery { Rating = FeedbackRating.Like })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { HasComment = true })).Should().BeEmpty();
    }

    [Fact]
    public async Task Of_two_ratings_with_the_same_time_the_first_is_kept()
    {
        await WriteAsync(Some.Opening(), Some.Feedback(1, FeedbackRating.Like), Some.Feedback(1, FeedbackRating.Dislike));
        await WriteAsync(Some.Feedback(1, null));

        (await ReadAsync()).Feedback.Should().Equal(Some.Feedback(1, FeedbackRating.Like));
    }

    [Fact]
    public async Task A_revoked_rating_is_not_restored_by_a_late_duplicate()
    {
        var like = Some.Feedback(1, FeedbackRating.Like, minute: 1) with { Comment = "great" };
        await WriteAsync(Some.Opening(), Some.Turn(1), like);
        await WriteAsync(Some.Feedback(1, null, minute: 2));
        await WriteAsync(like);
        await WriteAsync(Some.Feedback(1, FeedbackRating.Dislike, minute: 1.5));

        (await ReadAsync()).Feedback.Should().BeEmpty();
        (await ReadSummaryAsync()).Ratings.Should().BeEmpty();
        (await ReadSummaryAsync()).Commented.Should().BeEmpty();

        await WriteAsync(Some.Feedback(1, FeedbackRating.Dislike, minute: 3));
        (await ReadAsync()).Feedback.Should().Equal(Some.Feedback(1, FeedbackRating.Dislike, minute: 3));
    }

    [Fact]
    public async Task A_rating_revoked_before_it_arrives_never_takes_effect()
    {
        await WriteAsync(Some.Opening(), Some.Feedback(1, null, minute: 2), Some.Feedback(1, FeedbackRating.Like, minute: 1));

        (await ReadAsync()).Feedback.Should().BeEmpty();
    }

    [Fact]
    public async Task Ratings_of_users_and_the_team_are_separate_for_each_turn()
    {
        await WriteAsync(
            Some.Opening(),
            Some.Feedback(1, FeedbackRating.Like, minute: 3),
            Some.Feedback(2, FeedbackRating.Like, minute: 2) with { Comment = "" },
            Some.Feedback(1, FeedbackRating.Dislike, minute: 1, FeedbackSource.Team));

        (await ReadAsync()).Feedback.Select(static feedback => feedback.CreatedAt).Should().Equal(Some.At(1), Some.At(2), Some.At(3));
        var summary = await ReadSummaryAsync();
        summary.Ratings[(FeedbackSource.User, FeedbackRating.Like)].Should().Be(2);
        summary.Ratings[(FeedbackSource.Team, FeedbackRating.Dislike)].Should().Be(1);
        summary.Ratings.Should().HaveCount(2);
        summary.Commented.Should().BeEquivalentTo([FeedbackSource.User], "an empty comment is one");
    }

    [Fact]
    public async Task Records_with_the_same_time_are_ordered_by_ID()
    {
        StoreRecord[] records =
        [
            .. Enumerable.Range(1, 5).Select(static i => Some.Annotation(i)),
            .. Enumerable.Range(1, 5).Select(static i => Some.Note($"{i}")),
            .. Enumerable.Range(1, 5).Select(static i => Some.DeadLetter($"{i}")),
            .. Enumerable.Range(1, 5)
            .SelectMany(static i => new[] { Some.Feedback(6 - i, FeedbackRating.Like, source: FeedbackSource.Team),
            Some.Feedback(6 - i, FeedbackRating.Like) }),
        ];
        await WriteAsync([Some.Opening(), .. records]);

        var read = await ReadAsync();
        read.Annotations.Select(static annotation => annotation.Id.ToString()).Should().BeInAscendingOrder(StringComparer.Ordinal).And.HaveCount(5);
        read.Notes.Select(static note => note.Id.ToString()).Should().BeInAscendingOrder(StringComparer.Ordinal).And.HaveCount(5);
        read.DeadLetters.Select(static letter => letter.Id.ToString()).Should().BeInAscendingOrder(StringComparer.Ordinal).And.HaveCount(5);
        read.Feedback.Select(static feedback => $"{feedback.TurnId} {feedback.Source:D}").Should().BeInAscendingOrder(StringComparer.Ordinal).And.HaveCount(10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_latest_improved_answer_and_note_win(bool latestFirst)
    {
        StoreRecord[] old = [Some.Annotation(1, "old", minute: 1), Some.Note("n", "old", minute: 1)];
        StoreRecord[] latest = [Some.Annotation(1, "new", minute: 2) with { Author = "ana" }, Some.Note("n", "new", minute: 2)];
        await WriteAsync([Some.Opening(), .. latestFirst ? latest : old]);
        await WriteAsync(latestFirst ? old : latest);
        await WriteAsync(Some.Annotation(1, "of the same moment", minute: 2), Some.Note("n", "of the same moment", minute: 2));

        (await ReadAsync()).Annotations.Should().Equal(Some.Annotation(1, "new", minute: 2) with { Author = "ana" });
        (await ReadAsync()).Notes.Should().Equal(Some.Note("n", "new", minute: 2));
        (await ReadSummaryAsync()).IsAnnotated.Should().BeTrue();
    }

    [Fact]
    public async Task A_conversation_is_unread_until_it_has_a_read_mark()
    {
        await WriteAsync(Some.Opening());
        (await ReadSummaryAsync()).ReadMark.Should().BeNull();
        (await ListAsync(new ConversationQuery { IsUnread = true })).Should().ContainSingle();

        await WriteAsync(Some.ReadMark("ana", minute: 1));
        (await ReadSummaryAsync()).ReadMark.Should().Be(Some.ReadMark("ana", minute: 1));
        (await ListAsync(new ConversationQuery { IsUnread = true })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { IsUnread = false })).Should().ContainSingle();
    }

    [Fact]
    public async Task A_read_mark_is_removed_only_by_its_reader_and_time()
    {
        await WriteAsync(Some.Opening(), Some.ReadMark("ana", minute: 1));

        await WriteAsync(Some.ReadMark("ben", minute: 1) with { IsRemoved = true }, Some.ReadMark("ana", minute: 2) with { IsRemoved = true });
        (await ReadSummaryAsync()).ReadMark.Should().Be(Some.ReadMark("ana", minute: 1));

        await WriteAsync(Some.ReadMark("ana", minute: 1) with { IsRemoved = true });
        (await ReadSummaryAsync()).ReadMark.Should().BeNull();
        (await ListAsync(new ConversationQuery { IsUnread = true })).Should().ContainSingle();

        await WriteAsync(Some.ReadMark("ben", minute: 3), Some.ReadMark("ana", minute: 1) with { IsRemoved = true });
        (await ReadSummaryAsync()).ReadMark.Should().Be(Some.ReadMark("ben", minute: 3));
    }

    [Fact]
    public async Task Removing_a_read_mark_of_an_unknown_conversation_has_no_effect()
    {
        await WriteAsync(Some.ReadMark() with { IsRemoved = true });
        await WriteAsync(Some.Opening());

        (await ReadSummaryAsync()).ReadMark.Should().BeNull();
    }
}
