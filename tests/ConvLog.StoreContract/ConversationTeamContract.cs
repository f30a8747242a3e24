using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>
/// Every store keeps the records that the team adds with <see cref="ConversationTeam"/>; out-of-scope and erased conversations are not affected.
/// </summary>
/// <param name="open">Opens an empty store.</param>
/// <param name="rounds">How often each of two hosts adds a note and a rating to the same conversation.</param>
public abstract class ConversationTeamContract(Func<ValueTask<IStoreUnderTest>> open, int rounds = 20) : StoreTest(open)
{
    private static readonly Reader s_ann = new("Ann", canReadPii: false);
    private static readonly Reader s_bob = new("Bob", canReadPii: true);

    private readonly ManualClock _clock = new();

    private ConversationTeam Team(TimeSpan ahead = default, LogLimits? limits = null)
    {
        ManualClock clock = new();
        clock.Advance(_clock.GetUtcNow() - clock.GetUtcNow() + TimeSpan.FromMinutes(5) + ahead);
        return new ConversationTeam(Store, limits ?? LogLimits.Default, new ScoreRules([], []), clock);
    }

    private Task PlayAsync(string conversation = Some.Conversation, string agent = "bookings")
        => WriteAsync(Some.Opening(conversation, agent: agent), Some.Turn(1, conversation), Some.Turn(2, conversation));

    [Fact]
    public async Task A_turn_can_be_rated_rerated_and_its_rating_revoked_within_one_moment()
    {
        await PlayAsync();
        var team = Team();

        (await team.RateAsync(s_ann, Some.Conversation, 2, FeedbackSource.Team, FeedbackRating.Like, "good"))
            .Should().Be(new TeamResult { Outcome = TeamOutcome.Done });
        await team.RateAsync(s_ann, Some.Conversation, 1, FeedbackSource.User, FeedbackRating.Like);
        (await team.RateAsync(s_bob, Some.Conversation, 2, FeedbackSource.Team, FeedbackRating.Dislike, " ")).IsDone.Should().BeTrue();

        (await ReadAsync()).Feedback.Select(static f => (f.TurnId, f.Source, f.Rating, f.Comment))
            .Should().Equal((Some.TurnId(1), FeedbackSource.User, FeedbackRating.Like, null),
            (Some.TurnId(2), FeedbackSource.Team, FeedbackRating.Dislike, null));

        (await team.RevokeRatingAsync(s_ann, Some.Conversation, 2, FeedbackSource.Team)).IsDone.Should().BeTrue();
        (await team.RevokeRatingAsync(s_ann, Some.Conversation, 2, FeedbackSource.Team)).IsDone.Should().BeTrue("it is done already");
        (await ReadAsync()).Feedback.Should().ContainSingle().Which.Source.Should().Be(FeedbackSource.User);

        (await team.RateAsync(s_ann, Some.Conversation, 2, FeedbackSource.Team, FeedbackRating.Like, "after all")).IsDone.Should().BeTrue();
        (await ReadAsync()).Feedback.Should().Contain(static f => f.Source == FeedbackSource.Team && f.Comment == "after all");
    }

    [Fact]
    public async Task An_improved_answer_is_written_revised_and_removed()
    {
        await PlayAsync();
        var team = Team();

        var first = await team.AnnotateAsync(s_ann, Some.Conversation, 1, "A table for two.");
        var second = await team.AnnotateAsync(s_ann, Some.Conversation, 1, "Another.");
        (await team.ReviseAnnotationAsync(s_bob, Some.Conversation, 1, first.Id!.Value, "A table for two at eight.")).IsDone.Should().BeTrue();

        (await ReadAsync()).Annotations.Select(static a => (a.Id, a.TurnId, a.ImprovedAnswer, a.Author))
            .Should().BeEquivalentTo(
            [(first.Id.Value, Some.TurnId(1), "A table for two at eight.", "Bob"), (second.Id!.Value, Some.TurnId(1), "Another.", "Ann")]);

        (await team.RemoveAnnotationAsync(s_ann, Some.Conversation, 1, first.Id.Value)).IsDone.Should().BeTrue();
        (await team.RemoveAnnotationAsync(s_ann, Some.Conversation, 1, first.Id.Value)).Outcome.Should().Be(TeamOutcome.NoAnnotation);
        (await team.ReviseAnnotationAsync(s_ann, Some.Conversation, 1, first.Id.Value, "Back.")).Outcome.Should()
            .Be(TeamOutcome.NoAnnotation, "what was removed does not come back");
        (await team.RemoveAnnotationAsync(s_ann, Some.Conversation, 2, second.Id.Value)).Outcome.Should()
            .Be(TeamOutcome.NoAnnotation, "it is the other turn's");
        (await ReadAsync()).Annotations.Should().ContainSingle().Which.Id.Should().Be(second.Id.Value);
    }

    [Fact]
    public async Task Notes_are_stored_and_the_first_reader_is_kept()
    {
        await PlayAsync();
        var team = Team(limits: new LogLimits { TextLength = 18 });

        var note = await team.AddNoteAsync(s_ann, Some.Conversation, "Half of a pair: \uD800, and more than is kept");
        await team.MarkReadAsync(s_ann, Some.Conversation);
        (await team.MarkReadAsync(s_bob, Some.Conversation)).IsDone.Should().BeTrue();

        var kept = (await ReadAsync()).Notes.Should().ContainSingle().Subject;
        (kept.Id, kept.Author).Should().Be((note.Id!.Value, "Ann"));
        kept.Text.Should().Be("Half of a pair: \uFFFD,… [cut, 40 characters]");
        (await ReadSummaryAsync()).ReadMark!.ReadBy.Should().Be("Ann");
    }

    [Fact]
    public async Task A_reader_can_remove_their_own_read_mark()
    {
        await PlayAsync();
        var team = Team();
        (await team.MarkUnreadAsync(s_ann, Some.Conversation)).Should().BeEquivalentTo(new { IsDone = true, IsUnchanged = true });
        await team.MarkReadAsync(s_ann, Some.Conversation);

        (await team.MarkUnreadAsync(s_bob, Some.Conversation)).IsDone.Should().BeTrue();
        (await ReadSummaryAsync()).ReadMark!.ReadBy.Should().Be("Ann");
        (await team.MarkUnreadAsync(s_ann, Some.Conversation)).IsDone.Should().BeTrue();

        (await ReadSummaryAsync()).ReadMark.Should().BeNull();
        (await team.MarkUnreadAsync(s_ann, "other")).Outcome.Should().Be(TeamOutcome.NoConversation);
    }

    [Fact]
    public async Task Marks_assignments_and_scores_belong_to_a_subject_and_not_to_a_namesake()
    {
        var ada = new Reader("Ada", canReadPii: false) { Id = "1", Source = "https://one.example" };
        var other = ada with { Source = "https://two.example" };
        var renamed = ada with { Name = "Ada Lovelace" };
        await PlayAsync();
        var team = Team();
        await team.MarkReadAsync(ada, Some.Conversation);
        await team.AssignAsync(ada, Some.Conversation, "Ada");
        await ScoreAsync(ada, 1);
        await ScoreAsync(other, 2);
        await ScoreAsync(renamed, 3);

        await team.MarkUnreadAsync(other, Some.Conversation);
        (await ReadSummaryAsync()).ReadMark.Should().NotBeNull("it is not theirs");
        await team.MarkUnreadAsync(renamed, Some.Conversation);
        (await ReadSummaryAsync()).ReadMark.Should().BeNull();
        (await ReadAsync()).Scores.Select(static score => (score.Scorer, score.Value.Number)).Should()
            .BeEquivalentTo([("Ada", (double?)2), ("Ada Lovelace", (double?)3)]);
        (await AssignedToAsync(ada), await AssignedToAsync(renamed), await AssignedToAsync(other)).Should().Be((1, 1, 0));
        (await ListAsync(new ConversationQuery { AssignedTo = "Ada" })).Should().HaveCount(1);
        (await ListAsync(new ConversationQuery { Not = new() { AssignedToReader = renamed } })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { Not = new() { AssignedToReader = other } })).Should().HaveCount(1);

        await team.AssignAsync(other, Some.Conversation, "Ada");
        (await AssignedToAsync(ada), await AssignedToAsync(other)).Should().Be((0, 1), "whoever gives their own name means themselves");
        await team.AssignAsync(s_bob, Some.Conversation, "Bob");
        await team.AssignAsync(s_bob, Some.Conversation, "Ada");
        (await AssignedToAsync(ada), await AssignedToAsync(other), await AssignedToAsync(renamed)).Should().Be((1, 1, 0), "Bob did not say which Ada");
        await team.UnassignAsync(s_bob, Some.Conversation);
        (await AssignedToAsync(ada)).Should().Be(0);

        async Task<int> AssignedToAsync(Reader reader) => (await ListAsync(new ConversationQuery { AssignedToReader = reader })).Length;

        async Task ScoreAsync(Reader reader, int value)
            => (await team.ScoreAsync(reader, new ScoreInput { ConversationId = Some.Conversation, Name = "csat", Value = value })).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task An_imported_score_replaces_that_of_the_person_it_names()
    {
        await PlayAsync();
        var team = Team();
        var score = new ScoreInput { ConversationId = Some.Conversation, Name = "csat", Value = 1 };
        var given = await team.ScoreAsync(new Reader("Ada", canReadPii: false) { Id = "1", Source = "https://one.example" }, score);

        var back = await team.ScoreAsync(s_bob, score with { Scorer = "Ada", Value = 5 });

        back.Id.Should().Be(given.Id);
        (await ReadAsync()).Scores.Should().ContainSingle().Which.Value.Number.Should().Be(5);
    }

    [Fact]
    public async Task A_conversation_can_be_assigned_and_unassigned_despite_a_fast_clock_on_another_host()
    {
        await PlayAsync();
        var team = Team();
        (await team.UnassignAsync(s_ann, Some.Conversation)).Should().BeEquivalentTo(new { IsDone = true, IsUnchanged = true });

        (await team.AssignAsync(s_ann, Some.Conversation, " Bob ")).Should().BeEquivalentTo(new { IsDone = true, IsUnchanged = false });
        (await team.AssignAsync(s_bob, Some.Conversation, "Bob")).IsUnchanged.Should().BeTrue("who assigned it first stays");
        var assigned = (await Store.ListAsync(new ConversationQuery { AssignedTo = "Bob" }, withPii: false)).Conversations.Single().Assignment!;
        (assigned.AssignedTo, assigned.AssignedBy).Should().Be(("Bob", "Ann"));
        (await ReadAsync()).Assignment.Should().Be(assigned);

        (await Team(ahead: TimeSpan.FromDays(1)).UnassignAsync(s_bob, Some.Conversation)).IsDone.Should().BeTrue();
        (await ListAsync(new ConversationQuery { IsAssigned = false })).Should().Equal(Some.Conversation);
        (await team.AssignAsync(s_bob, Some.Conversation, "Ann")).IsDone.Should().BeTrue();
        (await ListAsync(new ConversationQuery { AssignedTo = "Ann" })).Should().Equal(Some.Conversation);

        (await team.AssignAsync(s_ann, "other", "Bob")).Outcome.Should().Be(TeamOutcome.NoConversation);
        (await team.AssignAsync(s_ann with { Scope = new() { AgentIds = ["weather"] } }, Some.Conversation, "Bob")).Outcome.Should()
            .Be(TeamOutcome.NoConversation, "it is another agent's");
        await FluentActions.Awaiting(async () => await team.AssignAsync(s_ann, Some.Conversation, " ")).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task Missing_conversations_turns_and_annotations_are_reported_distinctly()
    {
        await PlayAsync();
        var team = Team();

        (await team.RateAsync(s_ann, "other", 1, FeedbackSource.Team, FeedbackRating.Like)).Outcome.Should().Be(TeamOutcome.NoConversation);
        (await team.MarkReadAsync(s_ann, "other")).Outcome.Should().Be(TeamOutcome.NoConversation);
        foreach (int ordinal in (int[])[0, 3, -1, int.MaxValue, int.MinValue])
        {
            (await team.RateAsync(s_ann, Some.Conversation, ordinal, FeedbackSource.Team, FeedbackRating.Like)).Outcome.Should().Be(TeamOutcome.NoTurn);
            (await team.AnnotateAsync(s_ann, Some.Conversation, ordinal, "x")).Should().Be(new TeamResult { Outcome = TeamOutcome.NoTurn });
        }

        (await team.ReviseAnnotationAsync(s_ann, Some.Conversation, 1, Guid.NewGuid(), "x")).Outcome.Should().Be(TeamOutcome.NoAnnotation);
        (await ReadAsync()).Feedback.Should().BeEmpty();
    }

    [Fact] // E02
    public async Task A_conversation_outside_the_readers_scope_is_reported_as_missing()
    {
        await PlayAsync(agent: "payments");
        var team = Team();
        var note = await team.AnnotateAsync(s_bob, Some.Conversation, 1, "theirs");
        var tenant = s_bob with { Scope = new ConversationScope { AgentIds = ["bookings"] } };

        TeamResult[] results =
        [
            await team.RateAsync(tenant, Some.Conversation, 1, FeedbackSource.Team, FeedbackRating.Like),
            await team.RevokeRatingAsync(tenant, Some.Conversation, 1, FeedbackSource.Team),
            await team.AnnotateAsync(tenant, Some.Conversation, 99, "x"),
            await team.ReviseAnnotationAsync(tenant, Some.Conversation, 1, note.Id!.Value, "x"),
            await team.RemoveAnnotationAsync(tenant, Some.Conversation, 1, note.Id.Value),
            await team.AddNoteAsync(tenant, Some.Conversation, "x"),
            await team.MarkReadAsync(tenant, Some.Conversation),
        ];

        results.Should().AllBeEquivalentTo(new TeamResult { Outcome = TeamOutcome.NoConversation });
        var kept = await ReadAsync();
        kept.Annotations.Should().ContainSingle().Which.ImprovedAnswer.Should().Be("theirs");
        (kept.Feedback.Count, kept.Notes.Count, kept.Summary.ReadMark).Should().Be((0, 0, null));
    }

    [Fact]
    public async Task An_erased_conversation_accepts_no_team_records()
    {
        await PlayAsync();
        await EraseAsync();

        (await Team().AddNoteAsync(s_ann, Some.Conversation, "late")).Outcome.Should().Be(TeamOutcome.NoConversation);
        (await Store.ReadAsync(Some.Conversation)).Should().BeNull();
    }

    [CapabilityFact(typeof(IHoldStore))]
    public async Task A_held_conversation_accepts_team_records_until_its_erasure_is_pending()
    {
        await PlayAsync();
        var team = Team();
        await HoldAsync();
        (await team.AddNoteAsync(s_ann, Some.Conversation, "held")).IsDone.Should().BeTrue();

        await EraseAsync();

        (await team.RateAsync(s_ann, Some.Conversation, 1, FeedbackSource.Team, FeedbackRating.Like)).Outcome.Should().Be(TeamOutcome.ErasurePending);
        (await team.AddNoteAsync(s_ann, Some.Conversation, "late")).Outcome.Should().Be(TeamOutcome.ErasurePending);
        (await team.MarkReadAsync(s_ann, Some.Conversation)).Outcome.Should().Be(TeamOutcome.ErasurePending);
        (await ReadAsync()).Notes.Should().ContainSingle().Which.Text.Should().Be("held");
    }

    [Fact]
    public async Task The_later_change_wins_even_if_its_host_has_a_slower_clock()
    {
        await PlayAsync();
        var (fast, slow) = (Team(ahead: TimeSpan.FromSeconds(40)), Team());

        await fast.RateAsync(s_ann, Some.Conversation, 1, FeedbackSource.Team, FeedbackRating.Like);
        await slow.RateAsync(s_bob, Some.Conversation, 1, FeedbackSource.Team, FeedbackRating.Dislike);
        (await ReadAsync()).Feedback.Should().ContainSingle().Which.Rating.Should().Be(FeedbackRating.Dislike);

        await fast.RevokeRatingAsync(s_ann, Some.Conversation, 1, FeedbackSource.Team);
        (await slow.RateAsync(s_bob, Some.Conversation, 1, FeedbackSource.Team, FeedbackRating.Like)).IsDone.Should().BeTrue();
        (await ReadAsync()).Feedback.Should().ContainSingle().Which.Rating.Should().Be(FeedbackRating.Like, "what is called done stands");

        var written = await fast.AnnotateAsync(s_ann, Some.Conversation, 1, "first");
        await slow.ReviseAnnotationAsync(s_bob, Some.Conversation, 1, written.Id!.Value, "second");
        (await ReadAsync()).Annotations.Should().ContainSingle().Which.ImprovedAnswer.Should().Be("second");
        await slow.RemoveAnnotationAsync(s_bob, Some.Conversation, 1, written.Id.Value);
        (await ReadAsync()).Annotations.Should().BeEmpty();
    }

    [Fact]
    public async Task A_rating_that_cannot_take_effect_is_rejected()
    {
        await PlayAsync();
        var (fast, slow) = (Team(ahead: TimeSpan.FromDays(1)), Team());
        await fast.RateAsync(s_ann, Some.Conversation, 1, FeedbackSource.Team, FeedbackRating.Like);
        await fast.RevokeRatingAsync(s_ann, Some.Conversation, 1, FeedbackSource.Team);

        var rate = async () => await slow.RateAsync(s_bob, Some.Conversation, 1, FeedbackSource.Team, FeedbackRating.Like);

        (await rate.Should().ThrowAsync<ConversationStoreException>()).Which.Fault.Should().Be(StoreFault.Refused);
    }

    [Fact]
    public async Task Two_concurrent_hosts_lose_no_notes_and_leave_one_rating()
    {
        await PlayAsync();
        ConversationTeam[] hosts = [Team(), Team()];

        await Task.WhenAll(hosts.Select((team, host) => Task.Run(async () =>
        {
            for (int i = 0; i < rounds; i++)
            {
                (await team.AddNoteAsync(s_ann, Some.Conversation, $"{host}.{i}")).IsDone.Should().BeTrue();
                (await team.RateAsync(s_ann, Some.Conversation, 1, FeedbackSource.Team,
                    i % 2 == 0 ? FeedbackRating.Like : FeedbackRating.Dislike)).IsDone.Should().BeTrue();
            }
        })));

        var kept = await ReadAsync();
        kept.Notes.Select(static note => note.Text).Should().BeEquivalentTo(Enumerable.Range(0, 2 * rounds).Select(n => $"{n / rounds}.{n % rounds}"));
        kept.Feedback.Should().ContainSingle();
        (await ReadSummaryAsync()).Ratings.Values.Sum().Should().Be(1);
    }
}
