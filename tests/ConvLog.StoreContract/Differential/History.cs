namespace ConvLog.StoreContract.Differential;

/// <summary>
/// A random history of writing and of acts between, how it is delivered to the second store, and what is asked at the end. It tells itself as the steps it is
/// made of.
/// </summary>
/// <param name="Numbers">A record or an act each.</param>
/// <param name="Delivery">How batches are cut and repeated.</param>
/// <param name="Questions">What is asked.</param>
internal sealed record History(int[] Numbers, int Delivery, int Questions)
{
    /// <summary>The same with fewer steps: without parts of any size, the largest first.</summary>
    public IEnumerable<History> Smaller()
    {
        for (int size = Numbers.Length; size > 0; size /= 2)
        {
            for (int start = 0; start < Numbers.Length; start += size)
            {
                yield return this with { Numbers = [.. Numbers.Take(start), .. Numbers.Skip(start + size)] };
            }
        }
    }

    /// <summary>All records once, in batches, and all acts.</summary>
    public async Task PlayOnceAsync(IConversationStore store)
    {
        var random = new Random(Delivery);
        foreach (var (records, act) in Parts())
        {
            foreach (var batch in records.Chunk(7))
            {
                await store.WriteAdmittedAsync(batch);
            }

            await (act?.DoAsync(store, random) ?? Task.CompletedTask);
        }
    }

    /// <summary>All records in other batches, some of which are written again, at once or later, as after a fault; and all acts, at the same points.</summary>
    public async Task PlayWithRetriesAsync(IConversationStore store)
    {
        var random = new Random(Delivery);
        var sent = new List<StoreRecord[]>();
        foreach (var (records, act) in Parts())
        {
            for (int start = 0; start < records.Count;)
            {
                StoreRecord[] batch = [.. records.Skip(start).Take(random.Next(1, 12))];
                start += batch.Length;
                if (await store.WriteAdmittedAsync(random.Rarely() && !CorrectsItself(batch) ? [.. batch, .. batch] : batch))
                {
                    sent.Add(batch);
                }

                if (random.Rarely() && sent.Count > 0)
                {
                    await store.WriteAdmittedAsync(random.Of([.. sent]));
                }
            }

            await (act?.DoAsync(store, random) ?? Task.CompletedTask);
            if (act is { EndsRepeats: true })
            {
                sent.Clear();
            }
        }
    }

    public override string ToString() => $"delivery {Delivery}, questions {Questions}:\n{string.Concat(Numbers.Select(Told))}";

    private static string Told(int number) => AnyAct.Of(number)?.ToString() ?? $"{AnyRecord.Of(number).GetType().Name}{AnswerText.Of(AnyRecord.Of(number))}";

    // What was refused is not sent again: behind a later revision that is admitted it counts as its past, and erases it where it names a user who was erased;
    // and a change of a turn is admitted once the turn is there.
    private static bool CorrectsItself(StoreRecord[] batch)
        => batch.OfType<TurnChangeRecord>().Any()
        || batch.OfType<ConversationRecord>().GroupBy(static opening => opening.WriterId).Any(static openings => openings.Skip(1).Any());

    // What is written up to an act, and the act; none after the last.
    private IEnumerable<(List<StoreRecord> Records, AnyAct? Act)> Parts()
    {
        var records = new List<StoreRecord>();
        foreach (int number in Numbers)
        {
            if (AnyAct.Of(number) is { } act)
            {
                yield return (records, act);
                records = [];
            }
            else
            {
                records.Add(AnyRecord.Of(number));
            }
        }

        yield return (records, null);
    }
}
