using ConvLog.AspNetCore.Review;

namespace ConvLog.AspNetCore.Tests.Review;

public sealed class ProblemsTests
{
    [Fact]
    public async Task Problems_are_errors_failed_responses_failed_turns_and_failed_calls()
    {
        var view = await Played.Async(static (conv, _) =>
        {
            using var turn = conv.BeginTurn("Hello");
            using (var silent = conv.BeginFunction("silent"))
            {
                silent.Fail("No.");
            }

            using (var told = conv.BeginFunction("told"))
            {
                conv.Log.Warning("Not one");
                conv.Log.Error("One");
                conv.LogApiResponse("GET", "https://crm.example", 503, TimeSpan.Zero);
                conv.LogApiResponse("GET", "https://crm.example", 200, TimeSpan.Zero);
                told.Fail("No.");
            }

            turn.Fail("No answer.");
        });
        var turn = view.Turns[0];

        Problems.Of(turn).Should()
            .Equal("t1", Anchor.Event(turn.FunctionEvents[0].Id), Anchor.Event(turn.FunctionEvents[1].Id),
            Anchor.Entry(turn.FunctionEvents[1].Entries[1].Id),
            Anchor.Entry(turn.FunctionEvents[1].ApiResponses[0].Id));
    }

    [Fact]
    public async Task Failed_calls_are_in_waterfall_order()
    {
        var view = await Played.Async(static (conv, clock) =>
        {
            using var turn = conv.BeginTurn("Hello");
            using (var call = conv.BeginFunction("told"))
            {
                call.Fail("No.");
            }

            clock.Pass(10);
            using (turn.BeginModelCall("gpt-x"))
            {
                clock.Pass(10);
            }

            turn.BeginModelCall("gpt-x").Fail("Overloaded.");
        });
        var turn = view.Turns[0];

        Problems.Of(turn).Should().Equal(Anchor.Event(turn.FunctionEvents[0].Id), Anchor.Model(turn.ModelCalls[1].Id));
    }

    [Fact]
    public void Each_problem_links_to_the_next_and_the_previous()
    {
        var problems = new Problems(["a", "b", "c"]);

        problems.At("b").Should().Be(new Problem("b", Previous: "a", Next: "c"));
        problems.At("c")!.Next.Should().BeNull();
        problems.At("d").Should().BeNull();
        (problems.First, problems.Last, problems.Count).Should().Be(("a", "c", 3));
    }
}
