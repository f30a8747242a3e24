using ConvLog.Privacy;
using ConvLog.StoreContract.Differential;

namespace ConvLog.StoreContract.NonInterference;

/// <summary>
/// A random history and its twin: the same records and operations, except for personal data. Personal entries and responses are added, removed and changed,
/// users have other IDs, and every personal value is replaced by one with the same mask.
/// </summary>
/// <param name="Numbers">Each number stands for a record or an operation, as in <see cref="History"/>.</param>
/// <param name="Difference">The seed of the differences.</param>
/// <param name="Questions">The seed of the queries.</param>
/// <param name="Utterances">Whether utterances are personal.</param>
internal sealed record Twins(int[] Numbers, int Difference, int Questions, PrivacyClass Utterances)
{
    /// <summary>Smaller histories for shrinking: without parts of decreasing size.</summary>
    public IEnumerable<Twins> Smaller() => new History(Numbers, Difference, Questions).Smaller().Select(history => this with { Numbers = history.Numbers });

    /// <summary>Applies the history to a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="isTwin">Whether to apply the twin.</param>
    public async Task PlayAsync(IConversationStore store, bool isTwin)
    {
        var batch = new List<StoreRecord>();
        foreach (var step in Steps(isTwin))
        {
            if (step is StoreRecord record)
            {
                batch.Add(record);
            }

            if (step is AnyOperation || batch.Count == 7)
            {
                await store.WriteAdmittedAsync(batch);
                batch = [];
            }

            await ((step as AnyOperation)?.DoAsync(store, new Random(Difference)) ?? Task.CompletedTask);
        }

        await store.WriteAdmittedAsync(batch);
    }

    public override string ToString()
        => $"utterances {Utterances}, difference {Difference}, questions {Questions}:\n{Told(isTwin: false)}\nand its twin:\n{Told(isTwin: true)}";

    private string Told(bool isTwin)
        => string.Concat(Steps(isTwin).Select(static step => step is AnyOperation ? $"{step}" : $"{step.GetType().Name}{AnswerText.Of(step)}"));

    // The first record of a writer is visible, as its opening is: writers are ordered by their first record.
    private IEnumerable<object> Steps(bool isTwin)
    {
        var random = new Random(Difference);
        var change = new PersonalChange(random, Utterances);
        var heard = new HashSet<Guid>();
        foreach (int number in Numbers)
        {
            if (AnyOperation.Of(number, isTwin ? PersonalChange.Renamed : null) is { } act)
            {
                if (act.EndsRepeats)
                {
                    heard.Clear();
                }

                yield return act;
                continue;
            }

            var record = Apart(AnyRecord.Of(number));
            bool isWhole = record is EntryRecord { IsPii: true } or ApiResponseRecord { IsPii: true };
            if (isWhole && !heard.Contains(((WrittenRecord)record).WriterId))
            {
                continue;
            }

            if (isWhole ? !isTwin || random.Next(2) == 0 : true)
            {
                yield return isTwin ? change.Of(record) : record;
            }

            if (record is WrittenRecord or ConversationRecord)
            {
                heard.Add(record is WrittenRecord written ? written.WriterId : ((ConversationRecord)record).WriterId);
            }

            if (isTwin && record is WrittenRecord && random.Next(3) == 0)
            {
                yield return change.More((WrittenRecord)record);
            }
        }
    }

    // Personal records have their own identities, so they never replace visible ones. The number of heard characters refers to the full answer, which differs
    // in
    // the twin: here it is none or all.
    private static StoreRecord Apart(StoreRecord record) => record switch
    {
        EntryRecord entry => entry with { Sequence = (entry.Sequence * 2) + (entry.IsPii ? 1 : 0) },
        ApiResponseRecord { IsPii: true } response => response with { Id = Some.Id($"personal {response.Id}") },
        TurnChangeRecord { HeardCharacters: { } heard } change => change with { HeardCharacters = heard % 2 * 1_000 },
        _ => record,
    };
}
