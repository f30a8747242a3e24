namespace ConvLog.Tests.Storage.Sinks;

public sealed class StoreSinkContinuedTurnTests
{
    private static readonly TurnWait s_approval = new(TurnWaitKind.Approval, "call_7");

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_continued_turn_that_outlasts_ten_thousand_others_is_one_turn()
    {
        await using var session = new StoredSession();
        await AskAsync(session, "slow");
        await using (var slow = session.Open("slow"))
        {
            using var turn = slow.ContinueTurn(callId: "call_7");
            await session.Sink.FlushAsync();
            for (int i = 0; i < 10_001; i++)
            {
                string id = $"quick-{i}";
                await AskAsync(session, id);
                await using var quick = session.Open(id);
                using var continued = quick.ContinueTurn(callId: "call_7");
                continued.Complete("Done.");
            }

            await session.Sink.FlushAsync();
            turn.Complete("At last.");
        }

        var only = (await session.ReadAsync(id: "slow")).Turns.Should().ContainSingle().Subject;
        (only.Outcome, only.AgentResponse.Text, only.ContinuesTurnId).Should().Be((TurnOutcome.Completed, "At last.", null));
        (await session.ReadAsync(id: "quick-10000")).Turns.Should().ContainSingle().Which.AgentResponse.Text.Should().Be("Done.");
    }

    private static async Task AskAsync(StoredSession session, string id)
    {
        await using var conv = session.Open(id);
        using var turn = conv.BeginTurn("Pay Jane");
        turn.Wait(s_approval, "Shall I?");
    }
}
