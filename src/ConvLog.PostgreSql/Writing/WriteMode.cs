namespace ConvLog.PostgreSql.Writing;

/// <summary>How a batch treats records that may already be stored.</summary>
internal enum WriteMode
{
    /// <summary>Assumes that entries and facts are new, which is nearly always true and twice as fast.</summary>
    Fast,

    /// <summary>Checks for entries and facts that are already stored.</summary>
    Careful,
}
