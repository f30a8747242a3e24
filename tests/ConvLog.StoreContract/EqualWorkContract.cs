using ConvLog.Privacy;
using ConvLog.StoreContract.Differential;
using ConvLog.StoreContract.NonInterference;

namespace ConvLog.StoreContract;

/// <summary>
/// What a reader without the permission asks costs a store the same, whether nothing or very much is hidden: else the time it takes tells how much. Compared is work and not time,
/// question by question, over all that such a reader can ask.
/// </summary>
/// <param name="open">Opens an empty store, whose work is counted.</param>
public abstract class EqualWorkContract(Func<ValueTask<(IStoreUnderTest Store, IWorkMeter Meter)>> open)
{
    private const int Visible = 200;
    private const int Hidden = 10_000;
    private const int Between = Hidden / Visible;

    // Of the work, or a unit for each so many hidden entries: a question of little work may have some of the store's own beside it.
    private const double MostDifference = 0.01;

    [Fact]
    public async Task What_is_hidden_costs_a_reader_without_the_permission_no_work()
    {
        var none = await WorkAsync(withHidden: false);
        var much = await WorkAsync(withHidden: true);

        none.Seen.Should().HaveSameCount(much.Seen).And.HaveCountGreaterThan(100);
        var unequal = none.Seen.Zip(much.Seen)
            .Where(static pair => Math.Abs(pair.First.Work - pair.Second.Work) > MostDifference * Math.Max(Math.Max(pair.First.Work, pair.Second.Work), Hidden))
            .Select(static pair => $"{pair.First.Question}: {pair.First.Work} with nothing hidden, {pair.Second.Work} with {Hidden} hidden entries")
            .ToList();
        unequal.Should().BeEmpty();
        much.Permitted.Should().BeGreaterThan(10 * none.Permitted, "who may see it reads it, else nothing was counted here");
    }

    private async Task<(IReadOnlyList<(string Question, long Work)> Seen, long Permitted)> WorkAsync(bool withHidden)
    {
        var (opened, meter) = await open();
        using var ending = meter;
        await using var closing = opened;
        foreach (string id in Vocabulary.Conversations)
        {
            await opened.Store.WriteAsync([.. Records(id, withHidden && string.Equals(id, Vocabulary.Conversations[0], StringComparison.Ordinal))]);
        }

        await opened.CatchUpAsync();
        var seen = new List<(string Question, long Work)>();
        _ = await SeenAnswers.OfAsync(opened.Store, PrivacyClass.Visible, questions: 17, around: async (question, ask) => seen.Add((question, await WorkOfAsync(meter, ask))));
        var permitted = new Reader("permitted", CanReadPii: true);
        return (seen, await WorkOfAsync(meter, async () => await new ConversationReader(opened.Store).GetAsync(permitted, Vocabulary.Conversations[0])));
    }

    private static async Task<long> WorkOfAsync(IWorkMeter meter, Func<Task> ask)
    {
        long before = meter.Work;
        await ask();
        return meter.Work - before;
    }

    // What everyone may see is the same in both stores, to the sequence and the time: what is hidden lies between.
    private static IEnumerable<StoreRecord> Records(string id, bool withHidden)
    {
        yield return Some.Opening(id, agent: Vocabulary.AgentOf(id));
        for (int i = 0; i < 10; i++)
        {
            yield return Some.Turn(i, id, minute: i) with { UserInput = "a table for 409", EndedAt = Some.At(i + 0.5), Revision = 1 };
            yield return Some.Call(i, id, turn: i, outcome: FunctionOutcome.Completed);
        }

        for (int i = 0; i < Visible; i++)
        {
            long sequence = (i * (Between + 1)) + 1;
            var level = (EntryLevel)(i % 3);
            yield return Logged(sequence, "table re-booked", level);
            for (int hidden = 1; withHidden && hidden <= Between; hidden++)
            {
                yield return hidden % 10 == 0
                    ? Some.ApiResponse($"{i} {hidden}", sequence, id) with { IsPii = true, Url = "https://table.example/409", TurnId = Some.TurnId(i % 10, id), Timestamp = Some.At(5) }
                    : Logged(sequence + hidden, "table for 409", level) with { IsPii = true };
            }
        }

        EntryRecord Logged(long sequence, string content, EntryLevel level) => Some.Entry(sequence, content, id, level: level) with
        {
            TurnId = Some.TurnId((int)(sequence % 10), id),
            Fields = Some.Fields(("status", 409)),
            Timestamp = Some.At(5),
        };
    }
}
