using ConvLog.Records;

namespace ConvLog.Tests;

public sealed class TurnReferenceTests
{
    private readonly InMemorySink _sink = new();

    [Fact]
    public void Changes_to_a_turn_of_this_opening_apply_even_after_its_end()
    {
        using var conv = Open();
        var turn = conv.BeginTurn(new TurnInfo { Id = "SM 1", Input = "hello" });
        turn.Complete("Good evening");
        turn.Dispose();
        conv.BeginTurn().Dispose();

        var later = conv.Turn("SM 1");
        later.Interrupt(characters: 4, TimeSpan.FromSeconds(-1));
        later.AddInput("again");
        later.Say("Bye", filler: true);
        later.SetStages(new TurnStages { Model = TimeSpan.FromSeconds(1) });
        later.AddFeedback(FeedbackRating.Like);
        conv.Turn(turn.Id).SetInput("instead");

        later.Id.Should().Be(turn.Id);
        (turn.Heard.Text, turn.InterruptedAfter, turn.UserInput.Text, turn.Said.Count, turn.Stages?.Model).Should()
            .Be(("Good", TimeSpan.Zero, "instead", 1, TimeSpan.FromSeconds(1)));
        _sink.Records.OfType<TurnChangeRecord>().Should().BeEmpty();
        _sink.Records.OfType<FeedbackRecord>().Should().ContainSingle().Which.TurnId.Should().Be(turn.Id);
    }

    [Fact]
    public void Changes_to_an_unknown_turn_go_to_the_sinks_and_empty_ones_are_ignored()
    {
        using var conv = Open();
        var later = conv.Turn("SM1");
        later.Interrupt("Your code is 48 21", TimeSpan.FromSeconds(-1));
        later.Interrupt(characters: -3);
        later.SetInput(new MaskedText("Jane", "[name]"));
        later.AddInput("more");
        later.Say("One moment", filler: true);
        later.SetStages(new TurnStages { Functions = TimeSpan.Zero });
        later.SetInput(default);
        later.AddInput("");
        later.Say("");
        later.SetStages(null!);
        later.SetStages(new TurnStages());
        conv.Turn(null!).Interrupt();

        var told = _sink.Records.OfType<TurnChangeRecord>().ToList();
        told.Select(static change => change.TurnId).Should().Equal("SM1", "SM1", "SM1", "SM1", "SM1", "SM1", "");
        told.Select(static change => (change.InterruptedAfter, change.HeardCharacters)).Take(2).Should().Equal((TimeSpan.Zero, null), (null, 0));
        told.Select(static change => change.CreatedAt).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        string.Concat(told.Select(static change => change.ToString())).Should().NotContain("48 21").And.NotContain("Jane").And.Contain("[name]");
    }

    [Fact]
    public void Without_text_recording_changes_carry_no_text_and_none_follow_the_end()
    {
        using var conv = Open(Recording.MetadataOnly);
        conv.Turn("SM1").SetInput("words");
        conv.Turn("SM1").Interrupt("words");
        conv.Dispose();
        conv.Turn("SM1").SetInput("words");

        _sink.Records.OfType<TurnChangeRecord>().Select(static change => (change.UserInput.Text, change.Heard.Text)).Should()
            .Equal(("[not recorded]", ""), ("", "[not recorded]"));
        conv.Losses.Dropped.Should().Contain(LossReason.ConversationEnded, 1);
    }

    private Conversation Open(Recording recording = Recording.Full) => new(new ConversationInfo("conv-1") { Recording = recording }, _sink);
}
