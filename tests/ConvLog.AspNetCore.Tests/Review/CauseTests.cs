using ConvLog.AspNetCore.Review;

namespace ConvLog.AspNetCore.Tests.Review;

public sealed class CauseTests
{
    [Fact]
    public async Task The_cause_is_the_innermost_failed_call_and_its_parent_is_the_caller()
    {
        var cause = await OfAsync(static (conv, _) =>
        {
            using var outer = conv.BeginFunction("outer");
            using (var inner = conv.BeginFunction("inner"))
            {
                conv.LogApiResponse("GET", "https://crm.example/a", 502, TimeSpan.Zero);
                inner.Fail("No.");
            }

            outer.Fail("No.");
        });

        (cause!.Call!.Name, cause.Caller!.Name, cause.Response!.StatusCode, cause.Turn).Should().Be(("inner", "outer", 502, 1));
    }

    [Fact]
    public async Task Without_a_failed_call_the_cause_is_the_failed_response_or_the_error()
    {
        var cause = await OfAsync(static (conv, _) =>
        {
            using var call = conv.BeginFunction("told");
            conv.Log.Error("No table");
        });

        (cause!.Call!.Name, cause.Entry!.Content, cause.Anchor).Should().Be(("told", "No table", Anchor.Entry(cause.Entry.Id)));
    }

    [Fact]
    public async Task Without_a_problem_there_is_no_cause()
        => (await OfAsync(static (conv, _) => conv.Log.Warning("Slow"))).Should().BeNull();

    private static async Task<Cause?> OfAsync(Action<Conversation, ManualClock> inTurn)
    {
        var view = await Played.Async((conv, clock) =>
        {
            using var turn = conv.BeginTurn("Hello");
            inTurn(conv, clock);
            turn.Complete("Hi.");
        });
        return Cause.Of(view);
    }
}
