namespace ConvLog.StoreContract.Differential;

/// <summary>A random history of writing, how it is delivered to the second store, and what is asked at the end. It tells itself as the records it is made of.</summary>
/// <param name="Numbers">A record each.</param>
/// <param name="Delivery">How batches are cut and repeated.</param>
/// <param name="Questions">What is asked.</param>
internal sealed record History(int[] Numbers, int Delivery, int Questions)
{
    /// <summary>The same with fewer records: without parts of any size, the largest first.</summary>
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

    /// <summary>All records once, in batches.</summary>
    public async Task WriteOnceAsync(IConversationStore store)
    {
        foreach (int[] batch in Numbers.Chunk(7))
        {
            await store.WriteAsync([.. batch.Select(AnyRecord.Of)]);
        }
    }

    /// <summary>All records in other batches, some of which are written again, at once or later, as after a fault.</summary>
    public async Task WriteWithRetriesAsync(IConversationStore store)
    {
        var random = new Random(Delivery);
        var sent = new List<StoreRecord[]>();
        for (int start = 0; start < Numbers.Length;)
        {
            int length = random.Next(1, 12);
            sent.Add([.. Numbers.Skip(start).Take(length).Select(AnyRecord.Of)]);
            start += length;
            await store.WriteAsync(random.Rarely() ? [.. sent[^1], .. sent[^1]] : sent[^1]);
            if (random.Rarely())
            {
                await store.WriteAsync(random.Of([.. sent]));
            }
        }
    }

    public override string ToString() => $"delivery {Delivery}, questions {Questions}:\n{string.Join("", Numbers.Select(static number => $"{AnyRecord.Of(number).GetType().Name}{AnswerText.Of(AnyRecord.Of(number))}"))}";
}
