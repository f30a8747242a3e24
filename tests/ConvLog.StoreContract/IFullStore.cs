namespace ConvLog.StoreContract;

/// <summary>A store with all capabilities except documents of the team.</summary>
public interface IFullStore
    : IConversationStore, IStatisticsStore, IFacetStore, ILookupStore, IUserStore, IArrivalStore, IHoldStore, IReceiptStore, IRetentionRunStore, IAccessChain;
