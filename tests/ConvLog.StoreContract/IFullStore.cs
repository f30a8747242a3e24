namespace ConvLog.StoreContract;

/// <summary>A store with all capabilities except documents of the team and snapshots, so that a proxy sees each read.</summary>
public interface IFullStore
    : IConversationStore, IStatisticsStore, IFacetStore, ILookupStore, IUserStore, IArrivalStore, IHoldStore, IReceiptStore, IRetentionRunStore, IAccessChain;
