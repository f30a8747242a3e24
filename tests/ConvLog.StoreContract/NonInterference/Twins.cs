using ConvLog.Privacy;
using ConvLog.StoreContract.Differential;

namespace ConvLog.StoreContract.NonInterference;

/// <summary>
/// A random history and its twin: the same records and acts, but for what is personal. Whole personal entries and responses come, go and change, users are
/// called otherwise, and every personal value is another one with the same shown form.
/// </summary>
/// <param name="Numbers">A record or an act each, as in <see cref="History"/>.</param>
/// <param name="Difference">What differs: the same number, the same twin.</param>
/// <param name="Questions">What is asked.</param>
/// <param name="Utterances">Whether all that is said counts as personal.</param>
internal sealed record Twins(int[] Numbers, int Difference, int Questions, PrivacyClass Utterances)
{
    /// <summary>The same with fewer steps: without parts of any size, the largest first.</summary>
    public IEnumerable<Twins> Smaller() => new History(Numbers, Difference, Questions).Smaller().Select(history => this with { Numbers = history.Numbers });

    /// <summary>Plays the history to a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="isTwin">Whether it is the twin's.</param>
    public async Task PlayAsync(IConversationStore store, bool isTwin)
    {
        var batch = new List<StoreRecord>();
        foreach (var step in Steps(isTwin))
        {
            if (step is StoreRecord record)
            {
                batch.Add(record);
            }

            if (step is AnyAct || batch.Count == 7)
            {
                await store.WriteAdmittedAsync(batch);
                batch = [];
            }

            await ((step as AnyAct)?.DoAsync(store, new Random(Difference)) ?? Task.CompletedTask);
        }

        await store.WriteAdmittedAsync(batch);
    }

    public override string ToString()
        => $"utterances {Utterances}, difference {Difference}, questions {Questions}:\n{Told(isTwin: false)}\nand its twin:\n{Told(isTwin: true)}";

    private string Told(bool isTwin)
        => string.Concat(Steps(isTwin).Select(static step => step is AnyAct ? $"{step}" : $"{step.GetType().Name}{AnswerText.Of(step)}"));

    // A writer is known by something visible before it writes anything personal, as an opening comes first: the order of writers is the order in which a store
    // first hears of them.
    private IEnumerable<object> Steps(bool isTwin)
    {
        var random = new Random(Difference);
        var change = new PersonalChange(random, Utterances);
        var heard = new HashSet<Guid>();
        foreach (int number in Numbers)
        {
            if (AnyAct.Of(number, isTwin ? PersonalChange.Renamed : null) is { } act)
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

    // What is personal as a whole has an identity of its own: it never stands where something visible would. How many characters were heard is told of the
    // full answer, which is another one in the twin: here it is none or all of them.
    private static StoreRecord Apart(StoreRecord record) => record switch
    {
        EntryRecord entry => entry with { Sequence = (entry.Sequence * 2) + (entry.IsPii ? 1 : 0) },
        ApiResponseRecord { IsPii: true } response => response with { Id = Some.Id($"personal {response.Id}") },
        TurnChangeRecord { HeardCharacters: { } heard } change => change with { HeardCharacters = heard % 2 * 1_000 },
        _ => record,
    };
}
