namespace ConvLog.Storage;

/// <summary>
/// The capabilities of a store besides <see cref="IConversationStore"/>: each is an interface that the store implements. ConvLog's own stores have them all.
/// </summary>
/// <remarks>
/// Without a capability, methods that need it throw <see cref="NotSupportedException"/>, routes of the API answer 501, and the console hides the pages, links
/// and columns that need it. Background work that needs it does not run, which is logged once.
/// </remarks>
[Flags]
public enum StoreCapabilities
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Statistics of conversations, calls and errors, and alerts: <see cref="IStatisticsStore"/>.</summary>
    Statistics = 1,

    /// <summary>Counts of the values in a list: <see cref="IFacetStore"/>.</summary>
    Facets = 2,

    /// <summary>The first problem of each conversation of a list, and search by the ID of an entry: <see cref="ILookupStore"/>. Without it, both are
    /// empty.</summary>
    Lookup = 4,

    /// <summary>The list of end users: <see cref="IUserStore"/>.</summary>
    Users = 8,

    /// <summary>Live reading: <see cref="IArrivalStore"/>.</summary>
    Arrivals = 16,

    /// <summary>Legal holds: <see cref="IHoldStore"/>.</summary>
    Holds = 32,

    /// <summary>Receipts of erasures that can be read later: <see cref="IReceiptStore"/>.</summary>
    Receipts = 64,

    /// <summary>Runs of retention that outlast the process: <see cref="IRetentionRunStore"/>. Without it, they are kept in memory, and an
    /// interrupted run is not resumed.</summary>
    RetentionRuns = 128,

    /// <summary>Verification of the access log: <see cref="IAccessChain"/>.</summary>
    AccessChain = 256,

    /// <summary>Saved views, and alerts whose state outlasts the process: <see cref="ITeamDocumentStore"/>.</summary>
    TeamDocuments = 512,

    /// <summary>Lists with their counts and problems from one snapshot: <see cref="ISnapshotStore"/>. Without it, each is read on its own.</summary>
    Snapshots = 1_024,
}
