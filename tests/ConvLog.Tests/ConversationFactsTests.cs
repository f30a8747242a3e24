using ConvLog.Records;

namespace ConvLog.Tests;

public class ConversationFactsTests
{
    [Fact]
    public async Task State_changes_are_recorded_with_their_kind_in_the_function_that_made_them()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        conv.SetState("step", "greeting");
        using (conv.BeginTurn())
        {
            conv.SetState("step", "booking");
            using var call = conv.BeginFunction("f");
            conv.SetState("seats", 2);
            conv.RemoveState("step");
            conv.RemoveState("never set");
            conv.SetState("nothing", null);
            call.StateChanges.Select(change => (change.Kind, change.Variable.ToString())).Should().Equal(
                (StateChangeKind.Added, "seats=2"), (StateChangeKind.Removed, "step=null"), (StateChangeKind.Added, "nothing=null"));
        }

        var view = await session.ReadAsync();
        view.StateChanges.Should().ContainSingle().Which.Should()
            .Match<StateChangeView>(c => c.Kind == StateChangeKind.Added && (string)c.Variable.Value! == "greeting");
        view.Turns[0].StateChanges.Should().ContainSingle().Which.Kind.Should().Be(StateChangeKind.Updated);
        view.Turns[0].FunctionEvents[0].StateChanges.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_change_of_state_is_compared_with_what_the_conversation_had_and_not_only_its_opening()
    {
        await using var session = new StoredSession();
        foreach (object? guests in (object?[])[2, 3, null, 4])
        {
            await using var request = session.Open();
            using var turn = request.BeginTurn();
            session.Clock.Advance(TimeSpan.FromSeconds(1));
            if (guests is null)
            {
                request.RemoveState("guests");
                request.RemoveState("guests");
                request.RemoveState("never set");
            }
            else
            {
                request.SetState("guests", guests);
            }
        }

        (await session.ReadAsync()).Turns.SelectMany(static turn => turn.StateChanges).Select(static change => (change.Kind, change.Variable.Value)).Should()
            .Equal((StateChangeKind.Added, 2), (StateChangeKind.Updated, 3), (StateChangeKind.Removed, null), (StateChangeKind.Added, 4));
    }

    [Fact]
    public async Task A_change_of_state_of_an_opening_that_overlaps_another_is_compared_in_order_of_time()
    {
        await using var session = new StoredSession();
        await using var worker = session.Open();
        worker.SetState("guests", 2);
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var request = session.Open();
        request.SetState("guests", 3);
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        worker.RemoveState("guests");
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        request.SetState("guests", 4);

        (await session.ReadAsync()).StateChanges.OrderBy(static change => change.Timestamp).Select(static change => change.Kind).Should()
            .Equal(StateChangeKind.Added, StateChangeKind.Updated, StateChangeKind.Removed, StateChangeKind.Added);
    }

    [Fact]
    public async Task A_value_of_the_state_is_captured_when_it_is_set()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        var list = new List<int> { 1 };
        conv.SetState("list", list);
        list.Add(2);
        conv.SetState("name", new MaskedText("Jane\uD800", "J.\uD800"));

        var changes = (await session.ReadAsync()).StateChanges;
        ((System.Text.Json.JsonElement)changes[0].Variable.Value!).GetRawText().Should().Be("[1]");
        changes[1].Variable.Value.Should().Be("Jane\uFFFD");
        changes[1].Variable.Shown.Should().Be("J.\uFFFD");
    }

    [Fact]
    public async Task Metrics_are_kept_in_order_and_those_written_once_keep_their_first_value()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        conv.WriteMetric("seats", 2);
        conv.WriteMetric("first_intent", "booking", writeOnce: true);
        conv.WriteMetric("seats", 4);
        conv.WriteMetric("first_intent", "question", writeOnce: true);
        conv.WriteMetric("seats", 6, writeOnce: true);
        conv.WriteMetric(null!, 1.5m);

        (await session.ReadAsync()).Metrics.Select(metric => metric.Metric.ToString()).Should().Equal("seats=2", "first_intent=booking", "seats=4", "_=1.5");
    }

    [Fact]
    public async Task There_is_one_rating_for_each_turn_and_source_and_it_can_be_changed_and_revoked()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        conv.AddFeedback(FeedbackRating.Like);
        using var first = conv.BeginTurn("1");
        using var second = conv.BeginTurn("2");
        conv.AddFeedback(FeedbackRating.Like, "great");
        session.Clock.Advance(TimeSpan.FromTicks(1));
        conv.AddFeedback(FeedbackRating.Dislike, "or not");
        conv.AddFeedback(FeedbackRating.Like, "well done", FeedbackSource.Team);
        conv.AddFeedback(FeedbackRating.Like, turn: first);

        var view = await session.ReadAsync();
        view.Turns[0].Feedback.Select(f => (f.Source, f.Rating)).Should().Equal((FeedbackSource.User, FeedbackRating.Like));
        view.Turns[1].Feedback.Select(f => (f.Source, f.Rating, f.Comment?.Text)).Should().BeEquivalentTo(
            new[] { (FeedbackSource.User, FeedbackRating.Dislike, "or not"), (FeedbackSource.Team, FeedbackRating.Like, "well done") });
        view.Summary.Should().Match<ConversationSummaryView>(s => s.UserLikes == 1 && s.UserDislikes == 1 && s.TeamLikes == 1 && s.TeamDislikes == 0);

        session.Clock.Advance(TimeSpan.FromTicks(1));
        conv.AddFeedback(null);
        (await session.ReadAsync()).Turns[1].Feedback.Should().ContainSingle().Which.Source.Should().Be(FeedbackSource.Team);
    }

    [Fact]
    public async Task Improved_answers_belong_to_their_turn()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        conv.Annotate("without a turn there is nothing to improve");
        conv.BeginTurn("1").Dispose();
        conv.Annotate("Say hello first.", author: "ana");

        var view = await session.ReadAsync();
        view.Turns[0].Annotations.Should().ContainSingle().Which.Should()
            .Match<AnnotationView>(a => a.ImprovedAnswer.Text == "Say hello first." && a.Author == "ana"
                && a.CreatedAt == ManualClock.DefaultStart.AddTicks(1));
        view.Summary.IsAnnotated.Should().BeTrue();
    }

    [Fact]
    public async Task Notes_belong_to_the_conversation_oldest_first()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        conv.AddNote("first", "ana");
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        conv.AddNote("second\uD800", "b\uD800");
        conv.AddNote(null!);

        var notes = (await session.ReadAsync()).Notes;
        notes.Select(note => (note.Text.Text, note.Author)).Should().Equal(("first", "ana"), ("second\uFFFD", "b\uFFFD"), ("", null));
    }

    [Fact]
    public async Task A_hand_off_is_shown_on_the_conversation_and_on_its_function_event()
    {
        await using var session = new StoredSession();
        await using (var conv = session.Open())
        {
            using var call = conv.BeginFunction("hand_off");
            conv.HandOff("human-agents", "guest asked");
        }

        var view = await session.ReadAsync();
        view.Summary.Handoff.Should().Be(new Handoff("human-agents", "guest asked", view.FunctionEvents[0].Id));
        view.FunctionEvents[0].Handoff.Should().Be(view.Summary.Handoff);
    }

    [Fact]
    public async Task Facts_given_by_the_host_are_read_back()
    {
        await using var session = new StoredSession();
        session.Open(new ConversationInfo("conv-42")
        {
            AgentId = "bookings",
            AccountId = "acc",
            ProjectId = "proj",
            Environment = ConversationEnvironment.PreRelease,
            Channel = "voice",
            UserId = "user-1",
            FromNumber = "+1555",
            ToNumber = "+1666",
            Direction = ConversationDirection.Inbound,
            VariantId = "b",
            Language = "en-GB",
            Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["tier"] = "gold", ["visits"] = 3 },
        });

        var view = await session.ReadAsync();
        view.Summary.Should().Match<ConversationSummaryView>(s => s.AgentId == "bookings" && s.AccountId == "acc" && s.ProjectId == "proj"
            && s.Environment == ConversationEnvironment.PreRelease
            && s.Channel == "voice" && s.Direction == ConversationDirection.Inbound && s.VariantId == "b" && s.Language == "en-GB");
        view.Summary.User!.Value.Text.Should().Be("user-1");
        view.Summary.FromNumber!.Value.Text.Should().Be("+1555");
        view.Summary.ToNumber!.Value.Text.Should().Be("+1666");
        view.Attributes["tier"].Should().Be("gold");
        view.Attributes["visits"].Should().Be(3);
    }

    [Fact]
    public void A_conversation_needs_to_know_what_it_is_and_where_it_goes()
    {
        FluentActions.Invoking(() => new Conversation(null!, new InMemorySink())).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => new Conversation(new ConversationInfo(), null!)).Should().Throw<ArgumentNullException>();
        using var conv = new Conversation(new ConversationInfo("c"), new InMemorySink());
        conv.Info.Id.Should().Be("c");
    }
}
