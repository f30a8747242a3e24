namespace ConvLog.StoreContract;

/// <summary>The base of all parts of the contract: a store that is opened before each test and closed after it.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class StoreTest(Func<ValueTask<IStoreUnderTest>> open) : IAsyncLifetime
{
    private IStoreUnderTest _opened = null!; // Set before any test runs.

    protected IConversationStore Store => _opened.Store;

    /// <summary>Whether the engine runs without durability, and health may report that.</summary>
    protected bool IsFleeting => _opened.IsFleeting;

    /// <summary>Whether catching up also counts completed days, in a class whose tests all read statistics.</summary>
    protected virtual bool CountsDays => false;

    public virtual async Task InitializeAsync() => _opened = await open();

    public virtual async Task DisposeAsync() => await _opened.DisposeAsync();

    /// <summary>Opens another, independent store.</summary>
    protected ValueTask<IStoreUnderTest> OpenAnotherAsync() => open();

    /// <summary>Writes records in one batch, in this order.</summary>
    protected async Task WriteAsync(params StoreRecord[] records) => await Store.WriteAsync(records);

    /// <summary>Writes records, and waits until their text is searchable.</summary>
    protected async Task WriteAndIndexAsync(params StoreRecord[] records)
    {
        await Store.WriteAsync(records);
        await CatchUpAsync();
    }

    /// <summary>Counts completed days before statistics are read in a test of another class. It takes longer than most tests.</summary>
    protected async Task CountDaysAsync() => await _opened.CountDaysAsync();

    /// <summary>All results that could still show an erased or expired conversation.</summary>
    protected async Task<object?[]> AnswersAsync()
    {
        await CountDaysAsync();
        return
        [
            await Store.ListAsync(new ConversationQuery { CountTotal = true }, withPii: true),
            await Store.ListAsync(new ConversationQuery { HasError = true, CountTotal = true }, withPii: false),
            await Store.ListAsync(new ConversationQuery { Text = "table", CountTotal = true }, withPii: true),
            await Store.ListAsync(new ConversationQuery { UserId = "text of user", CountTotal = true }, withPii: true),
            await Store.ListAsync(new ConversationQuery { Number = "text of from", CountTotal = true }, withPii: true),
            await Store.ListAgentsAsync(ConversationScope.All),
            await Store.SearchAsync(new SearchQuery { Text = "table" }),
            Store is IStatisticsStore ? await Store.ReadStatisticsAsync(new StatisticsQuery { From = Some.At(-24 * 60), To = Some.At(24 * 60) }) : null,
        ];
    }

    protected async Task<StoredConversation> ReadAsync(string id = Some.Conversation)
        => await Store.ReadAsync(id) ?? throw new InvalidOperationException($"The store has no conversation {id}.");

    protected async Task<StoredSummary> ReadSummaryAsync(string id = Some.Conversation)
        => await Store.ReadSummaryAsync(id) ?? throw new InvalidOperationException($"The store has no conversation {id}.");

    /// <summary>The IDs listed by a query, in order.</summary>
    protected async Task<string[]> ListAsync(ConversationQuery query, bool withPii = true)
        => [.. (await Store.ListAsync(query, withPii)).Conversations.Select(static summary => summary.Conversation.ConversationId)];

    /// <summary>Erases data, and waits until it is cleaned up except for held conversations: then the receipt is complete.</summary>
    protected async Task<ErasureReceipt> EraseAsync(ErasureRequest request)
    {
        var receipt = await Store.EraseAsync(request);
        await CatchUpAsync();
        return Store is not IReceiptStore ? receipt
            : await Store.ReadReceiptAsync(receipt.Id) ?? throw new InvalidOperationException($"The store has no receipt {receipt.Id}.");
    }

    protected Task<ErasureReceipt> EraseAsync(string conversation = Some.Conversation, double minute = 1_000)
        => EraseAsync(ErasureRequest.OfConversation(conversation, "dpo", Some.At(minute)));

    protected Task<ErasureReceipt> EraseUserAsync(string user, double minute = 1_000) => EraseAsync(ErasureRequest.OfUser(user, "dpo", Some.At(minute)));

    protected async Task<bool> HoldAsync(string conversation = Some.Conversation) => await Store.PlaceHoldAsync(Some.Hold(conversation));

    protected async Task<bool> ReleaseAsync(string conversation = Some.Conversation)
    {
        bool wasHeld = await Store.ReleaseHoldAsync(conversation);
        await CatchUpAsync();
        return wasHeld;
    }

    /// <summary>A whole run, batch by batch.</summary>
    /// <returns>The sum of the batches.</returns>
    protected async Task<RetentionBatch> RunAsync(RetentionCut cut, int batchSize = 100, string? after = null)
    {
        var sum = new RetentionBatch();
        do
        {
            var batch = await Store.ApplyRetentionAsync(cut, batchSize, after);
            sum = sum.Plus(batch);
            after = batch.Next;
        }
        while (after is not null);

        await CatchUpAsync();
        return sum;
    }

    private async Task CatchUpAsync()
    {
        await _opened.CatchUpAsync();
        if (CountsDays)
        {
            await CountDaysAsync();
        }
    }

    /// <summary>Asserts that a query lists these conversations, whose IDs are separated by spaces, in any order.</summary>
    protected async Task HoldsAsync(ConversationQuery query, bool withPii, string expected)
    {
        await Store.BringUpToDateAsync();
        string[] ids = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var page = await Store.ListAsync(query with { CountTotal = true }, withPii);
        page.Conversations.Select(static summary => summary.Conversation.ConversationId).Should().BeEquivalentTo(ids);
        page.Total.Should().Be(ids.Length);
        page.Next.Should().BeNull();
        page.SearchStopped.Should().BeFalse();
    }
}
