namespace ConvLog.Storage.Contract;

/// <summary>Finds the capabilities of a store.</summary>
internal static class Capability
{
    /// <summary>All that a store has.</summary>
    public static StoreCapabilities AllOf(IConversationStore store)
        => Of<IStatisticsStore>(store, StoreCapabilities.Statistics)
        | Of<IFacetStore>(store, StoreCapabilities.Facets)
        | Of<ILookupStore>(store, StoreCapabilities.Lookup)
        | Of<IUserStore>(store, StoreCapabilities.Users)
        | Of<IArrivalStore>(store, StoreCapabilities.Arrivals)
        | Of<IHoldStore>(store, StoreCapabilities.Holds)
        | Of<IReceiptStore>(store, StoreCapabilities.Receipts)
        | Of<IRetentionRunStore>(store, StoreCapabilities.RetentionRuns)
        | Of<IAccessChain>(store, StoreCapabilities.AccessChain)
        | Of<ITeamDocumentStore>(store, StoreCapabilities.TeamDocuments)
        | Of<ISnapshotStore>(store, StoreCapabilities.Snapshots);

    /// <summary>The capability of a store.</summary>
    /// <exception cref="NotSupportedException">The store does not have it.</exception>
    public static T Of<T>(object store)
        where T : class
        => store as T ?? throw new NotSupportedException(Absent<T>(store));

    /// <summary>Says that a store does not have a capability.</summary>
    public static string Absent<T>(object store) => $"The store {store.GetType().Name} does not implement {typeof(T).Name}.";

    private static StoreCapabilities Of<T>(object store, StoreCapabilities capability) => store is T ? capability : StoreCapabilities.None;
}
