using System.Text.Json;
using ConvLog.Functions;

namespace ConvLog.Tests.Functions;

public sealed class TurnInfoTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void A_turn_has_what_the_host_knows_of_its_input()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn(new TurnInfo
        {
            Id = "SM1",
            Input = new MaskedText("I am Jane", "I am [name]"),
            Kind = TurnInputKind.Speech,
            SpeechStartedAt = s_start,
            SpeechEndedAt = s_start.AddSeconds(2),
            Language = "en-GB",
            Confidence = 0.93,
            Author = "Jane Doe",
        });

        turn.Id.Should().Be("SM1");
        turn.UserInput.Shown.Should().Be("I am [name]");
        session.Conversation.CurrentTurn.Should().BeSameAs(turn);
        string json = JsonSerializer.Serialize(new TurnSnapshot(turn, SnapshotMoment.Ended));
        json.Should().Contain("\"input_kind\":\"speech\",\"speech_started_at\":\"2026-03-01T10:00:00").And.Contain("\"speech_ended_at\":\"2026-03-01T10:00:02")
            .And.Contain("\"language\":\"en-GB\",\"confidence\":0.93,\"author\":\"[redacted]\"").And.NotContain("Jane");
        $"{turn.Info} {JsonSerializer.Serialize(turn.Info)}".Should().NotContain("Jane");
    }

    [Fact]
    public void Null_and_empty_turn_info_begin_a_turn_without_known_facts()
    {
        using var session = new Session();

        using var one = session.Conversation.BeginTurn((TurnInfo)null!);
        using var other = session.Conversation.BeginTurn(new TurnInfo());

        one.Info.Should().BeNull();
        other.Info.Should().Be(new TurnInfo());
        other.Id.Should().NotBe(one.Id).And.HaveLength(36);
        other.UserInput.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Invalid_values_are_omitted()
    {
        Kept(new TurnInfo { Kind = (TurnInputKind)99 }).Should().Be(new TurnInfo());
        Kept(new TurnInfo { SpeechStartedAt = s_start, SpeechEndedAt = s_start.AddTicks(-1) }).Should().Be(new TurnInfo { SpeechStartedAt = s_start });
        foreach (double confidence in new[] { double.NaN, -1, 2, double.PositiveInfinity, double.NegativeInfinity })
        {
            Kept(new TurnInfo { Confidence = confidence }).Should().Be(new TurnInfo());
        }

        Kept(new TurnInfo { Language = "", Author = "" }).Language.Should().BeNullOrEmpty();
        Kept(new TurnInfo { Author = new string('x', 1_000_000) }).Author!.Length.Should().BeLessThan(100_000);
    }

    [Fact] // Two hosts whose clocks differ.
    public void Speech_times_of_a_clock_an_hour_off_are_kept_and_move_no_other_times()
    {
        using var session = new Session();
        var now = session.Clock.GetUtcNow();

        using var turn = session.Conversation.BeginTurn(new TurnInfo { SpeechStartedAt = now.AddHours(1), SpeechEndedAt = now.AddHours(1).AddSeconds(1) });
        turn.Complete("Hello");

        (turn.StartedAt, turn.Latency, turn.Info!.SpeechStartedAt).Should().Be((now, TimeSpan.Zero, now.AddHours(1)));
    }

    [Fact]
    public void Without_text_the_author_and_the_words_are_not_kept()
    {
        using var session = new Session(info: new ConversationInfo("conv-42") { Recording = Recording.MetadataOnly });
        using var turn = session.Conversation.BeginTurn(new TurnInfo { Input = "Jane", Author = "Jane", Kind = TurnInputKind.Text });
        turn.AddInput("Jane again");

        turn.Info.Should().Be(new TurnInfo { Input = "[not recorded]", Kind = TurnInputKind.Text });
    }

    [Fact]
    public async Task A_repeated_ID_is_the_same_turn_and_does_not_change_the_current_one()
    {
        using var session = new Session();
        var conversation = session.Conversation;
        using var turn = conversation.BeginTurn(new TurnInfo { Id = "SM1", Input = "Hello" });
        using var other = conversation.BeginTurn("another");

        await Task.Run(() =>
        {
            var again = conversation.BeginTurn(new TurnInfo { Id = "SM1", Input = "Hello" });
            again.Should().BeSameAs(turn);
            conversation.CurrentTurn.Should().BeSameAs(turn);
        });
        conversation.CurrentTurn.Should().BeSameAs(other);
        turn.Dispose();
        conversation.BeginTurn(new TurnInfo { Id = "SM1" }).Should().BeSameAs(turn);

        conversation.CurrentTurn.Should().BeSameAs(other);
        session.Sink.Turns.Should().HaveCount(2);
        turn.UserInput.Text.Should().Be("Hello");
    }

    [Fact]
    public void A_repeated_turn_is_current_in_no_flow_after_its_end()
    {
        using var session = new Session();
        var turn = session.Conversation.BeginTurn(new TurnInfo { Id = "SM1" });
        for (int i = 0; i < 10; i++)
        {
            session.Conversation.BeginTurn(new TurnInfo { Id = "SM1" });
        }

        turn.Dispose();

        Conversation.Current.Should().BeNull();
        session.Conversation.CurrentTurn.Should().BeNull();
    }

    [Fact]
    public void In_another_conversation_the_ID_is_another_turn_and_long_IDs_are_shortened()
    {
        using var session = new Session();
        using var other = new Conversation(new ConversationInfo("conv-43"), session.Sink);
        string longId = new('x', 10_240);

        session.Conversation.BeginTurn(new TurnInfo { Id = longId }).Should().NotBeSameAs(other.BeginTurn(new TurnInfo { Id = longId }));
        session.Conversation.BeginTurn(new TurnInfo { Id = longId }).Id.Length.Should().BeLessThan(129);
        session.Sink.Turns.Should().HaveCount(2);
    }

    [Fact]
    public async Task Many_threads_with_one_ID_get_the_same_turn()
    {
        using var session = new Session();

        var turns = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => session.Conversation.BeginTurn(new TurnInfo { Id = "SM1" }))));

        turns.Distinct().Should().ContainSingle();
    }

    [Fact]
    public void After_the_conversations_end_it_begins_a_turn_that_is_kept_nowhere()
    {
        var session = new Session();
        session.Conversation.BeginTurn(new TurnInfo { Id = "SM1" });
        session.Dispose();

        using var late = session.Conversation.BeginTurn(new TurnInfo { Id = "SM1", Input = "late" });

        session.Sink.Turns.Should().ContainSingle();
        Conversation.Current.Should().BeNull();
    }

    private static TurnInfo Kept(TurnInfo info)
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn(info);
        return turn.Info!;
    }
}
