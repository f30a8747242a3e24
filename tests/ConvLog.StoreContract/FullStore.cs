namespace ConvLog.StoreContract;

/// <summary>The capabilities of a store that has them; a store that does not have one throws <see cref="InvalidCastException"/>.</summary>
public static class FullStore
{
    public static ValueTask<ConversationStatistics> ReadStatisticsAsync(this IConversationStore store, StatisticsQuery query)
        => ((IStatisticsStore)store).ReadStatisticsAsync(query);

    public static ValueTask<IReadOnlyDictionary<ProblemKinds, long>> CountProblemsAsync(this IConversationStore store, ConversationQuery query, bool withPii)
        => ((IStatisticsStore)store).CountProblemsAsync(query, withPii);

    public static ValueTask<ErrorMessages> ReadErrorMessagesAsync(this IConversationStore store, StatisticsQuery query, int most)
        => ((IStatisticsStore)store).ReadErrorMessagesAsync(query, most);

    public static ValueTask<CallStatistics> ReadCallStatisticsAsync(this IConversationStore store, CallQuery query, bool withPii)
        => ((IStatisticsStore)store).ReadCallStatisticsAsync(query, withPii);

    public static ValueTask<CallDetails> ReadCallDetailsAsync(this IConversationStore store, CallQuery query, bool withPii)
        => ((IStatisticsStore)store).ReadCallDetailsAsync(query, withPii);

    public static ValueTask<ConversationFacets> CountFacetsAsync(this IConversationStore store, ConversationQuery query, bool withPii)
        => ((IFacetStore)store).CountFacetsAsync(query, withPii);

    public static ValueTask<NamedConversation?> FindLoggedAsync(this IConversationStore store, ConversationQuery query, string id)
        => ((ILookupStore)store).FindLoggedAsync(query, id);

    public static ValueTask<IReadOnlyList<FirstProblem>> ReadFirstProblemsAsync(this IConversationStore store, IReadOnlyList<string> conversationIds)
        => ((ILookupStore)store).ReadFirstProblemsAsync(conversationIds);

    public static ValueTask<IReadOnlyList<LastAnswer>> ReadLastAnswersAsync(this IConversationStore store, IReadOnlyList<string> conversationIds)
        => ((ILookupStore)store).ReadLastAnswersAsync(conversationIds);

    public static ValueTask<StoredUserPage> ListUsersAsync(this IConversationStore store, UserQuery query, PersonalData personal = PersonalData.All)
        => ((IUserStore)store).ListUsersAsync(query, personal);

    public static ValueTask<ArrivalPage> ReadArrivalsAsync(
        this IConversationStore store, string? after, int limit, CancellationToken cancellationToken = default)
        => ((IArrivalStore)store).ReadArrivalsAsync(after, limit, cancellationToken);

    public static ValueTask<string> FindArrivalsAsync(this IConversationStore store, DateTimeOffset since) => ((IArrivalStore)store).FindArrivalsAsync(since);

    public static ValueTask WaitForArrivalAsync(
        this IConversationStore store, string after, TimeSpan longest, CancellationToken cancellationToken = default)
        => ((IArrivalStore)store).WaitForArrivalAsync(after, longest, cancellationToken);

    public static ValueTask<ErasureReceipt?> ReadReceiptAsync(this IConversationStore store, Guid id) => ((IReceiptStore)store).ReadReceiptAsync(id);

    public static ValueTask<ErasureReceipt?> FindReceiptAsync(this IConversationStore store, string conversationId)
        => ((IReceiptStore)store).FindReceiptAsync(conversationId);

    public static ValueTask<IReadOnlyList<ErasureReceipt>> ListReceiptsAsync(this IConversationStore store, int limit)
        => ((IReceiptStore)store).ListReceiptsAsync(limit);

    public static ValueTask<bool> PlaceHoldAsync(this IConversationStore store, LegalHold hold) => ((IHoldStore)store).PlaceHoldAsync(hold);

    public static ValueTask<bool> ReleaseHoldAsync(this IConversationStore store, string conversationId)
        => ((IHoldStore)store).ReleaseHoldAsync(conversationId);

    public static ValueTask<IReadOnlyList<LegalHold>> ListHoldsAsync(this IConversationStore store) => ((IHoldStore)store).ListHoldsAsync();

    public static ValueTask<bool> ReclaimSpaceAsync(this IConversationStore store, CancellationToken cancellationToken = default)
        => ((IRetentionRunStore)store).ReclaimSpaceAsync(cancellationToken);

    public static ValueTask SaveRetentionRunAsync(this IConversationStore store, RetentionRun run) => ((IRetentionRunStore)store).SaveRetentionRunAsync(run);

    public static ValueTask<IReadOnlyList<RetentionRun>> ReadRetentionRunsAsync(this IConversationStore store, int limit)
        => ((IRetentionRunStore)store).ReadRetentionRunsAsync(limit);

    public static ValueTask<AccessVerification> VerifyAccessAsync(
        this IConversationStore store, AccessChainHead? noted = null, CancellationToken cancellationToken = default)
        => ((IAccessChain)store).VerifyAccessAsync(noted, cancellationToken);
}
