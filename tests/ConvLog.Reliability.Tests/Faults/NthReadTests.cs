using System.Globalization;
using ConvLog.StoreContract;
using Xunit.Abstractions;

namespace ConvLog.Reliability.Tests.Faults;

/// <summary>C05: SQLite fails at every opportunity in turn during a read. The read returns the correct result or fails, and the next one succeeds.</summary>
[Collection(InjectedFaults.Name)]
public class NthReadTests(ITestOutputHelper output)
{
    private static readonly string[] s_questions = ["conversation", "summary", "log", "list", "agents", "search", "search in lists", "statistics", "health"];

    /// <summary>Each read with both kinds of faults; in the usual run one of them temporary and the other permanent.</summary>
    public static TheoryData<string, FaultKind, bool> Cases()
    {
        var cases = new TheoryData<string, FaultKind, bool>();
        foreach (var (i, question) in s_questions.Index())
        {
            foreach (var kind in (FaultKind[])[FaultKind.File, FaultKind.Step])
            {
                foreach (bool forGood in (bool[])[false, true])
                {
                    if (CiRun.IsOn || forGood == (kind == FaultKind.File == (i % 2 == 0)))
                    {
                        cases.Add(question, kind, forGood);
                    }
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_read_that_fails_at_any_point_reports_it_and_succeeds_the_next_time(string question, FaultKind kind, bool forGood)
    {
        await using var faulted = new FaultedStore();
        await faulted.WriteAsync(await WitnessedWriter.RecordsAsync(150));
        await faulted.WriteAsync([Unlisted()]);
        await faulted.Store.CatchUpAsync();
        string right = await AskAsync(question, faulted.Store);
        int strikes = 0;
        foreach (int number in FaultNumbers.All())
        {
            string because = string.Create(CultureInfo.InvariantCulture, $"{question} after {kind} fault {number} with CONVLOG_SEED={Amount.Seed}");
            string? answer = null;
            await faulted.WriteAsync([Note()]); // Invalidates the cache of the readers.
            var (struck, failure) = await FaultedStore.DuringAsync(kind, number, forGood, async () => answer = await AskAsync(question, faulted.Store));
            if (failure is null)
            {
                (answer ?? right).Should().Be(right, because);
            }
            else
            {
                failure.Should().BeAssignableTo<ConversationStoreException>(because).Which.Fault.Should().Be(StoreFault.Unavailable, because);
            }

            (await AskAsync(question, faulted.Store)).Should().Be(right, because);
            if (!struck)
            {
                break;
            }

            strikes++;
        }

        (strikes > 0 || (kind, question) is (FaultKind.File, "health")).Should().BeTrue("something should have failed");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{strikes} faults"));
    }

    private static ConversationRecord Unlisted() => new()
    {
        ConversationId = "unlisted",
        WriterId = Guid.NewGuid(),
        AgentId = "none",
        Environment = ConversationEnvironment.Debug,
        OpenedAt = TimeProvider.System.GetUtcNow(),
    };

    private static NoteRecord Note() => new() { ConversationId = "unlisted", Id = Guid.NewGuid(), Text = "", CreatedAt = TimeProvider.System.GetUtcNow() };

    private static async Task<string> AskAsync(string question, SqliteConversationStore store) => question switch
    {
        "conversation" => Answers.TextOf(await store.ReadAsync("c-1")),
        "summary" => AnswerText.Of(await store.ReadSummaryAsync("c-1")),
        "log" => AnswerText.Of(await store.ReadLogAsync(new LogQuery("c-1") { WithPii = true, Limit = 7 })),
        "list" => AnswerText.Of(await store.ListAsync(new ConversationQuery { HasError = true, CountTotal = true }, withPii: true)),
        "agents" => AnswerText.Of(await store.ListAgentsAsync(ConversationScope.All)),
        "search" => AnswerText.Of(await store.SearchAsync(new SearchQuery { Text = "zebra" })),
        "search in lists" => AnswerText.Of(await store.ListAsync(new ConversationQuery { Text = "zebra" }, withPii: false)),
        "statistics" => AnswerText.Of(await store.ReadStatisticsAsync(Answers.StatisticsQuery())),
        _ => await HealthAsync(store),
    };

    // An unhealthy store reports its state instead of throwing. The state is not compared.
    private static async Task<string> HealthAsync(SqliteConversationStore store)
    {
        (await store.CheckHealthAsync()).Parts.Should().NotBeEmpty();
        return "";
    }
}
