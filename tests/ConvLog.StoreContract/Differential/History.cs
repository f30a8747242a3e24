namespace ConvLog.StoreContract.Differential;

/// <summary>A random history of writes and operations, how it is delivered to the second store, and the queries at the end. Its text lists the steps.</summary>
/// <param name="Numbers">Each number stands for a record or an operation.</param>
/// <param name="Delivery">The seed for dividing and repeating batches.</param>
/// <param name="Questions">The seed of the queries.</param>
internal sealed record History(int[] Numbers, int Delivery, int Questions)
{
    /// <summary>Smaller histories for shrinking: without parts of decreasing size.</summary>
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

    /// <summary>Writes all records once, in batches, and runs all operations.</summary>
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

    /// <summary>Writes all records in other batches, some of them repeatedly, as after a failure, and runs all operations at the same points.</summary>
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

    private static string Told(int number) => AnyOperation.Of(number)?.ToString()
        ?? $"{AnyRecord.Of(number).GetType().Name}{AnswerText.Of(AnyRecord.Of(number))}";

    // A rejected batch is not written again: after a later admitted revision it would count as its past, and erase the conversation if it names an erased user;
    // and
    // a change of a turn is admitted once the turn exists.
    private static bool CorrectsItself(StoreRecord[] batch)
        => batch.OfType<TurnChangeRecord>().Any()
        || batch.OfType<ConversationRecord>().GroupBy(static opening => opening.WriterId).Any(static openings => openings.Skip(1).Any());

    // The records up to an operation, and the operation; null after the last.
    private IEnumerable<(List<StoreRecord> Records, AnyOperation? Act)> Parts()
    {
        var records = new List<StoreRecord>();
        foreach (int number in Numbers)
        {
            if (AnyOperation.Of(number) is { } act)
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
