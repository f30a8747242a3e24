using System.Text.Json;

namespace ConvLog.Tests.Functions;

public class TurnTests
{
    [Fact]
    public void A_turn_keeps_its_texts_latency_and_usage()
    {
        using var session = new Session();
        var turn = session.Conversation.BeginTurn("Book a table");
        session.Clock.Advance(TimeSpan.FromMilliseconds(800));
        turn.Complete("Done.", new ModelUsage("gpt-x", inputTokens: 310, outputTokens: 42));
        session.Clock.Advance(TimeSpan.FromMilliseconds(200));
        turn.Dispose();

        turn.UserInput.Text.Should().Be("Book a table");
        turn.AgentResponse.Text.Should().Be("Done.");
        turn.Latency.Should().Be(TimeSpan.FromMilliseconds(800));
        turn.StartedAt.Should().Be(ManualClock.DefaultStart);
        turn.EndedAt.Should().Be(ManualClock.DefaultStart.AddSeconds(1));
        turn.Usage.Should().Be(new ModelUsage("gpt-x", 310, 42));
        turn.Usage!.TotalTokens.Should().Be(352);
        turn.Usage.Currency.Should().Be("USD");
    }

    [Fact]
    public void The_first_outcome_of_a_turn_holds()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();
        turn.Fail(new TimeoutException("the model took too long"), "Sorry.");
        turn.Complete("Too late.");

        turn.Error.Should().Be("the model took too long");
        turn.ErrorType.Should().Be("System.TimeoutException");
        turn.AgentResponse.Text.Should().Be("Sorry.");
    }

    [Fact]
    public void A_failed_turn_keeps_its_usage_and_its_partial_response()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();
        turn.Fail(new TimeoutException("x"), agentResponse: "One moment.", usage: new ModelUsage("gpt-x", 310, 2));

        turn.AgentResponse.Text.Should().Be("One moment.");
        turn.Usage.Should().Be(new ModelUsage("gpt-x", 310, 2));
        turn.ErrorType.Should().Be("System.TimeoutException");
    }

    [Fact]
    public void Token_count_details_add_up_and_are_null_where_no_round_has_them()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();
        turn.AddUsage(new ModelUsage("gpt-x", 310, 42) { CachedInputTokens = 200, CachedAudioInputTokens = 90, AudioOutputTokens = 7 });
        turn.AddUsage(new ModelUsage("gpt-x", 100, 10));
        turn.AddUsage(new ModelUsage("gpt-x", 100, 10) { CachedInputTokens = 50, CachedAudioInputTokens = 9, ReasoningTokens = 8 });

        turn.Usage.Should().Be(new ModelUsage("gpt-x", 510, 62)
        {
            CachedInputTokens = 250,
            ReasoningTokens = 8,
            CachedAudioInputTokens = 99,
            AudioOutputTokens = 7,
        });
        turn.Usage!.AudioInputTokens.Should().BeNull();
        JsonSerializer.Serialize(turn).Should().Contain("\"cached_input_tokens\":250,\"reasoning_tokens\":8,\"cached_audio_input_tokens\":99,\"audio_output_tokens\":7}");
    }

    [Fact]
    public void Rounds_with_models_add_up_also_where_the_turn_fails()
    {
        using var session = new Session();
        var turn = session.Conversation.BeginTurn();
        turn.AddUsage(new ModelUsage("router", 100, 1, cost: 0.01m));
        turn.AddUsage(new ModelUsage("gpt-x", 310, 42, cost: 0.04m, timeToFirstToken: TimeSpan.FromMilliseconds(300)));
        turn.AddUsage(new ModelUsage("", 10, 0));
        turn.AddUsage(null!);
        turn.Fail("no answer");
        turn.AddUsage(new ModelUsage("gpt-x", 1, 1));
        turn.Dispose();
        turn.AddUsage(new ModelUsage("gpt-x", 1_000, 1_000));

        turn.Usage.Should().Be(new ModelUsage("gpt-x", 421, 44, 0.05m, "USD", TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public void A_usage_given_with_the_outcome_replaces_the_sum_and_holds()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();
        turn.AddUsage(new ModelUsage("router", 100, 1));
        turn.Complete("Done.", new ModelUsage("gpt-x", 7, 7));
        turn.AddUsage(new ModelUsage("router", 100, 1));

        turn.Usage.Should().Be(new ModelUsage("gpt-x", 7, 7));
    }

    [Fact]
    public void Token_sums_saturate_and_costs_without_a_sum_are_null()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();
        turn.AddUsage(new ModelUsage("a", long.MaxValue - 1, 1, cost: 1m, currency: "EUR"));
        turn.AddUsage(new ModelUsage("b", 2, 1, cost: 1m, currency: "USD"));
        turn.AddUsage(new ModelUsage("c", 2, 1, cost: 1m, currency: "eur"));
        turn.Usage!.InputTokens.Should().Be(long.MaxValue);
        turn.Usage.Cost.Should().BeNull("two currencies do not add up");
        turn.Usage.CostByCurrency().Should().Equal(new Dictionary<string, decimal>(StringComparer.Ordinal) { ["EUR"] = 2m, ["USD"] = 1m });

        using var dear = session.Conversation.BeginTurn();
        dear.AddUsage(new ModelUsage("a", cost: decimal.MaxValue));
        dear.AddUsage(new ModelUsage("a", cost: decimal.MaxValue));
        dear.Usage!.Cost.Should().BeNull();
    }

    [Fact]
    public void A_turn_fails_by_words_as_well()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();
        turn.Fail("no answer");

        turn.Error.Should().Be("no answer");
        turn.ErrorType.Should().BeNull();
        turn.AgentResponse.IsEmpty.Should().BeTrue();
        turn.Latency.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Text_and_mask_are_both_cleaned()
    {
        using var session = new Session(new LogLimits { TextLength = 16 });
        using var turn = session.Conversation.BeginTurn(new MaskedText("Jane\uD800", "[name]\uDC00"));
        turn.Complete(new string('x', 20));

        turn.UserInput.Text.Should().Be("Jane\uFFFD");
        turn.UserInput.Shown.Should().Be("[name]\uFFFD");
        turn.AgentResponse.Text.Should().Be(new string('x', 16) + "… [cut, 20 characters]");
    }

    [Fact]
    public void A_turn_that_the_agent_opens_has_no_input()
    {
        using var session = new Session();
        session.Conversation.BeginTurn().UserInput.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Disposing_a_turn_twice_changes_nothing()
    {
        using var session = new Session();
        var turn = session.Conversation.BeginTurn();
        turn.Dispose();
        session.Clock.Advance(TimeSpan.FromSeconds(5));
        turn.Dispose();

        turn.EndedAt.Should().Be(ManualClock.DefaultStart);
    }

    [Fact]
    public void An_event_that_outlives_its_turn_still_belongs_to_it()
    {
        using var session = new Session();
        var turn = session.Conversation.BeginTurn();
        using var call = session.Conversation.BeginFunction("f");
        turn.Dispose();
        session.Log.Info("still in the call");

        session.Last.FunctionEvent.Should().BeSameAs(call);
        session.Last.Turn.Should().BeSameAs(turn);
    }
}
