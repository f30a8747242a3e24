using ConvLog.AspNetCore.Review;

namespace ConvLog.AspNetCore.Tests.Review;

public sealed class CauseTests
{
    [Fact]
    public async Task A_call_that_failed_since_one_inside_it_did_is_the_caller_and_not_the_cause()
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
    public async Task Where_no_call_failed_it_is_the_response_or_error_that_is_a_problem()
    {
        var cause = await OfAsync(static (conv, _) =>
        {
            using var call = conv.BeginFunction("told");
            conv.Log.Error("No table");
        });

        (cause!.Call!.Name, cause.Entry!.Content, cause.Anchor).Should().Be(("told", "No table", Anchor.Entry(cause.Entry.Id)));
    }

    [Fact]
    public async Task Where_nothing_went_wrong_there_is_none()
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
