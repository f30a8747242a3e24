namespace ConvLog.Tests.Functions;

/// <summary>Random schedules of overlapping flows: every entry is in its turn and function, and none is lost.</summary>
public class FlowScheduleTests
{
    private static readonly int s_schedules = Amount.Of("CONVLOG_PROPERTY_CASES", usual: 150, inCi: 1_000, inLongCampaign: 10_000);

    [Fact]
    public void Every_entry_is_placed_as_a_simple_model_predicts()
    {
        for (int i = 0; i < s_schedules; i++)
        {
            int seed = Amount.Seed + i;
            using var schedule = new FlowSchedule(seed);
            schedule.Invoking(static schedule => schedule.Run(steps: 80)).Should().NotThrow("the seed {0} has to hold", seed);
        }
    }

    [Fact]
    public async Task Flows_that_run_at_once_keep_to_their_own_turns_and_functions()
    {
        var session = new Session();
        int seed = Amount.Seed;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => AnswerAsync(session, number.ToString(), new Random(seed + number)))));
        var entries = session.Sink.Entries;
        session.Dispose();

        entries.Should().HaveCount(8 * 20 * 3);
        entries.Where(static entry => !IsOf(entry.Turn, entry.Content) || entry.Fields.Count > 0).Should().BeEmpty("seed {0}", seed);
        session.Sink.FunctionEvents.Where(static call => !IsOf(call.Turn, call.Name) || call.Parent is not null || call.Entries.Count != 1)
            .Should().BeEmpty("seed {0}", seed);
    }

    private static bool IsOf(Turn? turn, string name) => string.Equals(turn?.UserInput.Text, name, StringComparison.Ordinal);

    private static async Task AnswerAsync(Session session, string name, Random random)
    {
        for (int i = 0; i < 20; i++)
        {
            using var turn = session.Conversation.BeginTurn(name);
            await PauseAsync(random);
            session.Log.Info(name);
            await Task.WhenAll(CallAsync(session, name, random.Next(3)), CallAsync(session, name, random.Next(3)));
        }
    }

    private static Task CallAsync(Session session, string name, int pauses) => session.Conversation.RunFunctionAsync(name, async () =>
    {
        for (int i = 0; i < pauses; i++)
        {
            await Task.Yield();
        }

        session.Log.Info(name);
    });

    private static async Task PauseAsync(Random random)
    {
        for (int i = random.Next(3); i > 0; i--)
        {
            await Task.Yield();
        }
    }
}
