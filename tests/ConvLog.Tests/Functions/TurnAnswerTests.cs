using System.Text.Json;
using ConvLog.Functions;

namespace ConvLog.Tests.Functions;

public sealed class TurnAnswerTests
{
    [Fact]
    public void Complete_without_a_text_takes_what_was_said_without_fillers()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn("A table");
        turn.Say("One moment.", filler: true);
        session.Clock.Advance(TimeSpan.FromSeconds(2));
        turn.Say("The terrace ");
        turn.Say("has heaters.");
        turn.Say("Shall I book it?");
        turn.AgentResponse.IsEmpty.Should().BeTrue();

        turn.Complete();

        turn.AgentResponse.Should().Be((MaskedText)"The terrace has heaters. Shall I book it?");
        turn.Said.Select(said => (said.Text.Text, (said.At - turn.StartedAt).TotalSeconds, said.IsFiller)).Should().Equal(
            ("One moment.", 0, true), ("The terrace ", 2, false), ("has heaters.", 2, false), ("Shall I book it?", 2, false));
    }

    [Fact]
    public void Each_part_has_its_mask()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();
        turn.Say("Your code is ");
        turn.Say(new MaskedText("48 21"));
        turn.Complete();

        turn.AgentResponse.Should().Be(new MaskedText("Your code is 48 21", "Your code is [redacted]"));
        JsonSerializer.Serialize(new TurnSnapshot(turn, SnapshotMoment.Ended)).Should()
            .Contain("\"said\":[{\"text\":\"Your code is \",\"at\":\"").And.Contain("\"filler\":false").And.NotContain("48 21");
    }

    [Fact]
    public void A_text_that_is_given_is_the_answer_whatever_was_said()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();
        turn.Say("Hel");
        turn.Complete("Hello");
        turn.Say("lo");

        turn.AgentResponse.Text.Should().Be("Hello");
        turn.Said.Should().HaveCount(2);
    }

    [Fact]
    public void Response_parts_of_failed_and_uncompleted_turns_are_kept()
    {
        using var session = new Session();
        var abandoned = session.Conversation.BeginTurn();
        abandoned.Say("One");
        var open = session.Conversation.BeginTurn();
        open.Say("Two");
        using var failed = session.Conversation.BeginTurn();
        failed.Say("Three");

        abandoned.Dispose();
        failed.Fail("broken");
        session.Conversation.Dispose();

        new[] { abandoned, open, failed }.Select(static turn => turn.AgentResponse.Text).Should().Equal("One", "Two", "Three");
    }

    [Fact]
    public void A_part_after_the_end_is_a_revision_and_continues_an_answer_that_was_said()
    {
        using var session = new Session();
        var turn = session.Conversation.BeginTurn();
        turn.Say("One ");
        turn.Complete();
        turn.Dispose();
        int revision = turn.Revision;

        turn.Say("two");
        turn.Say("");

        turn.AgentResponse.Text.Should().Be("One two");
        turn.Revision.Should().Be(revision + 1);
    }

    [Fact]
    public void An_endless_number_of_parts_is_kept_within_the_limits()
    {
        using var session = new Session(new LogLimits { TextLength = 2_000 });
        using var turn = session.Conversation.BeginTurn();
        for (int i = 0; i < 5_000; i++)
        {
            turn.Say("ab", filler: i % 2 == 1);
        }

        turn.Complete();

        turn.Said.Count.Should().BeInRange(2, 1_002);
        turn.Said.Sum(static said => said.Text.Text.Length).Should().BeLessThan(2_100);
        turn.AgentResponse.Text.Should().StartWith("abab");
        turn.AgentResponse.Text.Length.Should().BeInRange(1_000, 1_050);
    }

    [Fact]
    public void Many_parts_within_the_limit_keep_all_words()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();
        for (int i = 0; i < 3_000; i++)
        {
            turn.Say(i % 10 == 0 ? new MaskedText("x", "_") : "ab");
        }

        turn.Complete();

        turn.Said.Should().HaveCount(1_000);
        turn.AgentResponse.Text.Should().HaveLength(300 + 5_400);
        turn.AgentResponse.Shown.Should().NotContain("x");
    }

    [Fact]
    public void Without_text_only_times_are_kept()
    {
        using var session = new Session(info: new ConversationInfo("conv-42") { Recording = Recording.MetadataOnly });
        using var turn = session.Conversation.BeginTurn();
        turn.Say("Hello ");
        turn.Say("Jane");
        turn.Complete();

        turn.AgentResponse.Text.Should().Be("[not recorded]");
        turn.Said.Should().OnlyContain(static said => said.Text.Text == "[not recorded]");
    }

    [Fact]
    public async Task From_many_threads_every_part_is_kept()
    {
        using var session = new Session();
        var turn = session.Conversation.BeginTurn();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                turn.Say("x");
                turn.Said.Should().NotBeEmpty();
            }
        })));
        turn.Complete();

        turn.AgentResponse.Text.Should().Be(new string('x', 800));
    }
}
