namespace ConvLog.StoreContract.Differential;

/// <summary>A random operation on a store between two writes, derived from a number: an erasure, a hold, a retention run, or recorded reads.</summary>
/// <param name="Name">A description of the operation.</param>
/// <param name="EndsRepeats">Whether earlier records must not be written again, because they would create a conversation again.</param>
/// <param name="DoAsync">Runs the operation; the random numbers decide how a run is divided into batches.</param>
internal sealed record AnyOperation(string Name, bool EndsRepeats, Func<IConversationStore, Random, Task> DoAsync)
{
    /// <summary>One of this many steps of a history is an operation.</summary>
    private const int Rarity = 25;

    /// <summary>The operation for a number; null if the number stands for a record.</summary>
    /// <param name="number">The number.</param>
    /// <param name="renamed">Returns the user ID to use for a user; null to use the ID itself.</param>
    public static AnyOperation? Of(int number, Func<string, string>? renamed = null)
        => number % Rarity == 0 ? Of(new Random(number), Some.Id($"act {number}"), renamed ?? (static user => user)) : null;

    public override string ToString() => $"{Name}\n";

    private static AnyOperation Of(Random random, Guid id, Func<string, string> renamed)
    {
        string conversation = random.Of(Vocabulary.Conversations);
        return random.Next(10) switch
        {
            0 => Erase(ErasureRequest.OfConversation(conversation, "dpo", random.Time()) with { Id = id }),
            1 or 2 => Erase(ErasureRequest.OfUser(renamed(random.Of(["jane", "joe"])), "dpo", random.Time()) with { Id = id, Reason = "ticket" }),
            3 or 4 => new($"hold {conversation}", false, async (store, _) => await store.PlaceHoldAsync(Some.Hold(conversation))),
            5 => new($"release {conversation}", false, async (store, _) => await store.ReleaseHoldAsync(conversation)),
            6 => Note([Some.Access("ana", conversation) with { At = random.Time() },
                Some.Access("ben", random.Of(Vocabulary.Conversations)) with { At = random.Time(), Reason = "ticket" }]),
            _ => Run(AnyQuery.Cut(random)),
        };
    }

    private static AnyOperation Erase(ErasureRequest request)
        => new($"erase {request.ConversationId} {request.UserId} {request.RequestedAt.UtcDateTime:O}", request.UserId is not null,
            async (store, _) => await store.EraseAsync(request));

    private static AnyOperation Note(AccessRecord[] accesses)
        => new($"note {accesses.Length} reads", false, async (store, _) => await store.WriteAccessAsync(accesses));

    private static AnyOperation Run(RetentionCut cut) => new($"run {AnswerText.Of(cut)}", true, async (store, random) =>
    {
        string? next = null;
        do
        {
            next = (await store.ApplyRetentionAsync(cut, random.Next(1, 5), next)).Next;
        }
        while (next is not null);
    });
}
